/** Finds keys that sign for more than one framework. */
import { both } from '../weight';
import { defineRule } from '../define';

/** Frameworks that share one application's key by design: what extends Flask signs with Flask's. */
const families: Readonly<Record<string, string>> = {
  'Flask-Login': 'Flask', 'Flask-Session': 'Flask', 'Flask-WTF': 'Flask', itsdangerous: 'Flask',
  'express-session': 'Express', 'cookie-session': 'Express', 'koa-session': 'Koa', Phoenix: 'Plug / Phoenix', WebOb: 'Pyramid', 'NextAuth.js': 'Auth.js', Sinatra: 'Rack',
};

export default defineRule({
  meta: {
    id: 'shared-secret',
    title: 'One key for two frameworks',
    needs: ['secrets'],
    about: 'page',
    fix: ['secret'],
    references: ['NIST SP 800-57 Part 1, 5.2', 'CWE-323'],
  },

  check({ secrets }) {
    return secrets.flatMap(({ secret, verifies }) => {
      const frameworks = new Map<string, string>();
      for (const { decoded } of verifies)
        if (decoded.status !== 'unrecognised') frameworks.set(families[decoded.meta.framework] ?? decoded.meta.framework, decoded.meta.framework);
      if (frameworks.size < 2) return [];
      return [{
        ...both('medium'),
        evidence: { text: secret.label, source: 'key' as const, request: null },
        message: `The key ${secret.label} verifies cookies of ${[...frameworks.values()].join(' and ')}: whoever gets it from one of them signs for the other as well.`,
      }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200', 'token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImlzcyI6ImFwaSIsImF1ZCI6ImFwcCIsImlhdCI6MTc2NzIyNTYwMCwiZXhwIjoxNzY3MjI5MjAwfQ.5Beyql89XPs53A7uxb99FYrQBkMcndwWa6YtVc6kzS8; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600'], secrets: [{ value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9' }] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'], secrets: [{ value: 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9' }] }],
  },
});
