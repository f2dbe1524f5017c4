/** Finds attributes that are too long to count. */
import { byteLength, maxAttributeBytes } from '../../cookie/set-cookie';
import { requestText } from '../evidence';
import { forRole } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'oversized-attribute',
    title: 'Attribute longer than 1024 bytes',
    needs: ['lines'],
    about: 'line',
    fix: [],
    references: ['draft-ietf-httpbis-layered-cookies (Parse a Cookie)'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const long = cookie.pieces.attributes.find(({ value }) => byteLength(value) > maxAttributeBytes);
      if (long === undefined) return [];
      return [{ cookie, ...forRole(cookie.role, 'low'), evidence: { text: `${cookie.name}: ${long.name.slice(0, 40)} of ${byteLength(long.value)} bytes`, source: 'set-cookie' as const, request: cookie.entry === null ? null : requestText(cookie.entry) }, message: `Browsers ignore an attribute of more than ${maxAttributeBytes} bytes, as ${cookie.name} has one.` }];
    });
  },

  examples: {
    bad: [{ setCookie: [`session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/${'x'.repeat(1100)}`] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
