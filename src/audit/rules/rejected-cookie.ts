/** Finds lines whose cookie never reached the jar, and says why. */
import { refusalOf } from '../../cookie/refusal';
import { expiryOf } from '../../cookie/set-cookie';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'rejected-cookie',
    title: 'Set, but not stored',
    needs: ['lines', 'jar', 'page'],
    fix: [],
    references: ['draft-ietf-httpbis-layered-cookies (Store a Cookie)'],
  },

  check({ lines, jar, page }) {
    const settledMs = 500;
    return lines.flatMap((cookie, i) => {
      if (cookie.isDeletion || page.nowMs < cookie.atMs + (cookie.entry === null ? 0 : settledMs) || lines.slice(i + 1).some(({ name }) => name === cookie.name)) return [];
      if (jar.some(({ name }) => name === cookie.name)) return [];
      const end = cookie.parsed === null ? 'session' : expiryOf(cookie.parsed, cookie.atMs);
      if (end !== 'session' && end <= page.nowMs) return [];
      const why = refusalOf(cookie.line, cookie.url);
      return [{ cookie, ...both('info'), message: why === null ? `${cookie.name} was set, and is not in the jar. Nothing in its line explains it: third-party blocking, a partition, a container or a script may.` : `${cookie.name} was set, and is not in the jar: ${why}.` }];
    });
  },

  examples: {
    bad: [{ url: 'http://app.example.com/', cookies: [{ name: 'a', value: '1', secure: false, httpOnly: false }], setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure'] }],
    good: [{ cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', secure: true, httpOnly: true }], setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
