import { ruleTable } from './rule-table';

ruleTable('several-sessions', [
  ['has the defect', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.WQ8rYkbyXjP4KpP0H1lKq2mQ3yo; Path=/', 'admin_session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.WQ8rYkbyXjP4KpP0H1lKq2mQ3yo; Path=/'] }, [['info', 'info']]],
  ['nothing to report, 1', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.WQ8rYkbyXjP4KpP0H1lKq2mQ3yo; Path=/'] }, 'none'],
]);
