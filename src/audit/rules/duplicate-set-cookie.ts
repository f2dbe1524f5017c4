/** Finds responses that set one cookie twice. */
import type { LineFact } from '../facts';
import { forRole } from '../weight';
import { defineRule } from '../define';

function isRival(a: LineFact, b: LineFact): boolean {
  if (a.parsed === null || b.parsed === null || a.entry !== b.entry || a.line === b.line) return false;
  return a.name === b.name && a.parsed.domain === b.parsed.domain && a.parsed.path === b.parsed.path;
}

export default defineRule({
  meta: {
    id: 'duplicate-set-cookie',
    title: 'Set twice by one response',
    needs: ['lines'],
    fix: [],
    references: ['RFC 6265 4.1.1'],
  },

  check({ lines }) {
    return lines
      .filter((cookie, i) => lines.slice(0, i).some((other) => isRival(cookie, other)))
      .map((cookie) => ({ cookie, ...forRole(cookie.role, 'medium'), message: `One response sets ${cookie.name} twice with different lines; the last one wins.` }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/', 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200', 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
