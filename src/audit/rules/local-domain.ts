/** Finds a Domain attribute that names localhost or an address. */
import { isIpAddress } from '../../cookie/match';
import { forRole } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'local-domain',
    title: 'Domain is localhost or an IP address',
    needs: ['lines', 'stored'],
    about: 'line',
    fix: ['name'],
    references: ['RFC 6265 5.1.3'],
  },

  check({ lines, stored }) {
    return lines.flatMap((cookie) => {
      const domain = cookie.parsed?.domain ?? null;
      if (domain === null || !(domain === 'localhost' || isIpAddress(domain))) return [];
      if (stored.some(({ name, domain: stored }) => name === cookie.name && stored === domain)) return [];
      return [{ cookie, ...forRole(cookie.role, 'low'), message: `Domain=${domain} names no domain: browsers drop or ignore it.` }];
    });
  },

  examples: {
    bad: [{ url: 'http://127.0.0.1:5000/', cookies: [{ name: 'theme', value: 'dark', secure: false, httpOnly: false }], setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Domain=127.0.0.1; Path=/'] }],
    good: [{ url: 'http://127.0.0.1:5000/', cookies: [{ name: 'theme', value: 'dark', secure: false, httpOnly: false }], setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/'] }],
  },
});
