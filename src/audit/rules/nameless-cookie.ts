/** Finds cookies without a name. */
import { forRole } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'nameless-cookie',
    title: 'Cookie without a name',
    needs: ['lines'],
    about: 'line',
    fix: [],
    references: ['RFC 6265 5.2'],
  },

  check({ lines }) {
    return lines
      .filter(({ name, pieces }) => name === '' && pieces.value !== '')
      .map((cookie) => ({ cookie, ...forRole(cookie.role, 'low'), message: 'The line has no name: the browser stores the text as the value of a nameless cookie.' }));
  },

  examples: {
    bad: [{ setCookie: ['justavalue; Path=/'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
