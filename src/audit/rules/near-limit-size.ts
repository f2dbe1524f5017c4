/** Finds cookies that one more entry would push over the limit. */
import { byteLength, maxCookieBytes } from '../../cookie/set-cookie';
import { isLoginRole } from '../../decode/role';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'near-limit-size',
    title: 'Close to 4096 bytes',
    needs: ['cookies'],
    about: 'every',
    fix: [],
    references: ['draft-ietf-httpbis-rfc6265bis 5.6'],
  },

  check({ cookies }) {
    return cookies
      .filter(({ decoded }) => decoded.wire.parts.length === 1 && !/[._-]\d{1,3}$/.test(decoded.wire.parts[0]?.name ?? ''))
      .flatMap((cookie) => {
        const part = cookie.decoded.wire.parts[0];
        const bytes = part === undefined ? 0 : byteLength(part.name) + byteLength(part.value);
        if (bytes <= 3500 || bytes > maxCookieBytes) return [];
        const severity = isLoginRole(cookie.role) ? ('medium' as const) : ('info' as const);
        return [{ cookie, severity, production: severity, message: `${cookie.name} has ${bytes} of ${maxCookieBytes} bytes: one more flash message and browsers drop it.` }];
      });
  },

  examples: {
    bad: [{ setCookie: [`sessionid=${'x'.repeat(3600)}; Path=/`] }],
    good: [{ setCookie: [`sessionid=${'x'.repeat(300)}; Path=/`] }],
  },
});
