/** Finds lines for a domain that the sender does not belong to. */
import { domainMatches, hostOf, isIpAddress, isPublicSuffix } from '../../cookie/match';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'foreign-domain',
    title: 'Foreign Domain: dropped by the browser',
    needs: ['lines'],
    about: 'line',
    fix: ['name'],
    references: ['draft-ietf-httpbis-layered-cookies (Store a Cookie)'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const domain = cookie.parsed?.domain ?? null;
      if (domain === null || domain === 'localhost' || isIpAddress(domain) || isPublicSuffix(domain)) return [];
      const host = hostOf(cookie.url);
      if (domainMatches(host, domain)) return [];
      return [{ cookie, ...both('high'), message: `Browsers drop this line: ${host} may not set a cookie for ${domain}.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Domain=other.example; Path=/; Secure'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Domain=example.com; Path=/'] }],
  },
});
