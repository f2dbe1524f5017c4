import { ruleTable } from './rule-table';

ruleTable('session-in-url', [
  ['has the defect', { url: 'https://app.example.com/a;jsessionid=0123456789ABCDEF', cookies: [] }, [['high', 'high']]],
  ['has the defect, 2', { url: 'https://app.example.com/?PHPSESSID=abcdef0123456789', cookies: [] }, [['high', 'high']]],
  ['nothing to report, 1', { url: 'https://app.example.com/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj8Qq1z', cookies: [] }, 'none'],
  ['nothing to report, 2', { url: 'https://app.example.com/?session=false&sid=12', cookies: [] }, 'none'],
]);
