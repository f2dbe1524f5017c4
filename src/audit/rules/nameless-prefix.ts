/** Finds values that pretend to be a prefixed name. */
import { prefixOf } from '../../cookie/prefix';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'nameless-prefix',
    title: 'Nameless cookie with a prefix: dropped by the browser',
    needs: ['lines'],
    about: 'line',
    fix: ['name'],
    references: ['draft-ietf-httpbis-layered-cookies (Store a Cookie)'],
  },

  check({ lines }) {
    return lines
      .filter(({ name, pieces }) => name === '' && prefixOf(pieces.value) !== null)
      .map((cookie) => ({ cookie, ...both('high'), message: 'Browsers drop this line: it has no name, and its value begins like a prefixed name.' }));
  },

  examples: {
    bad: [{ setCookie: ['=__Host-session; Path=/; Secure'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
