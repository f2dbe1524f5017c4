/** Finds lines that browsers drop for their size. */
import { byteLength, maxCookieBytes } from '../../cookie/set-cookie';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'oversized-cookie',
    title: 'Over 4096 bytes: dropped by the browser',
    needs: ['lines'],
    about: 'line',
    fix: [],
    references: ['draft-ietf-httpbis-rfc6265bis 5.6', 'ASVS 3.3.5'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const bytes = byteLength(cookie.pieces.name) + byteLength(cookie.pieces.value);
      if (bytes <= maxCookieBytes) return [];
      return [{ cookie, severity: 'high' as const, production: 'high' as const, message: `Name and value of ${cookie.name} have ${bytes} bytes; browsers drop what exceeds ${maxCookieBytes} without a word, and keep the old value.` }];
    });
  },

  examples: {
    bad: [{ setCookie: [`big=${'x'.repeat(4094)}; Path=/`] }],
    good: [{ setCookie: [`big=${'x'.repeat(3000)}; Path=/`] }],
  },
});
