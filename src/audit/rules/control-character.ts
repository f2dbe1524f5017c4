/** Finds lines that a control character makes void. */
import { requestText } from '../evidence';
import { forRole } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'control-character',
    title: 'Control character: ignored by the browser',
    needs: ['lines'],
    about: 'line',
    fix: [],
    references: ['draft-ietf-httpbis-layered-cookies (Parse a Cookie, step 1)'],
  },

  check({ lines }) {
    return lines
      .filter(({ line }) => /[\x00-\x08\x0a-\x1f\x7f]/.test(line))
      .map((cookie) => ({
        cookie,
        ...forRole(cookie.role, 'medium'),
        evidence: { text: `${JSON.stringify(cookie.name.slice(0, 80))}: a control character in the line`, source: 'set-cookie' as const, request: cookie.entry === null ? null : requestText(cookie.entry) },
        message: 'Browsers ignore this line as a whole: it has a control character.',
      }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA\u0001; Path=/'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['a=1\t; Path=/'] }],
  },
});
