/** Finds login cookies whose line leaves the SameSite attribute out. */
import { loginCookies, type CookieFact } from '../facts';
import { defineRule } from '../define';

const leavesItOut = new Set(['Flask', 'Flask-Session', 'Flask-Login', 'express-session', 'Express', 'cookie-session', 'Koa', 'Rack', 'PHP', 'h3', 'Tornado']);

function isFrameworkDefault({ decoded }: CookieFact): boolean {
  return decoded.status !== 'unrecognised' && leavesItOut.has(decoded.meta.framework);
}

export default defineRule({
  meta: {
    id: 'missing-samesite',
    title: 'SameSite is not set',
    needs: ['cookies'],
    about: 'login-line',
    fix: ['samesite'],
    references: ['ASVS 3.3.2', 'CWE-1275', 'ZAP 10054-1'],
  },

  check({ cookies }) {
    const logins = loginCookies(cookies);
    // The jar cannot tell an unset attribute from a browser's default.
    if (logins.length > 0 && logins.every(({ line }) => line === null)) return { blocked: 'needs a Set-Cookie line' };
    return logins
      .filter(({ line }) => line?.parsed?.sameSite === 'unset' && !line.pieces.attributes.some(({ name }) => name === 'samesite'))
      .map((cookie) => ({
        cookie,
        severity: 'medium',
        production: 'medium',
        message: `The line of ${cookie.name} does not set SameSite${isFrameworkDefault(cookie) ? ', which is the framework default' : ''}. Browsers differ then: Chromium takes it for Lax except in its first two minutes, Firefox and Safari send it with every cross-site request.`,
      }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', domain: 'app.example.com', hostOnly: true, path: '/', secure: true, httpOnly: true, sameSite: 'unset', expires: null }] }],
  },
});
