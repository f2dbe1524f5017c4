/** Finds login cookies that every subdomain gets. */
import { domainMatches, hostOf, isIpAddress, isPublicSuffix } from '../../cookie/match';
import { loginCookies, type CookieFact } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

/** The Domain that a browser accepted; null for a host-only or refused cookie, or where it is not known. */
function domainOf({ line, session, hostOnly }: CookieFact): string | null {
  if (line === null) return hostOnly === false ? (session.cookie?.domain ?? null) : null;
  const domain = line.parsed?.domain ?? null;
  if (domain === null || isIpAddress(domain) || isPublicSuffix(domain)) return null;
  return domainMatches(hostOf(line.url), domain) ? domain : null;
}

export default defineRule({
  meta: {
    id: 'wide-domain',
    title: 'Sent to every subdomain',
    needs: ['cookies', 'requests'],
    about: 'login-attributes',
    fix: ['name'],
    references: ['ASVS 3.3.3', 'WSTG-SESS-02', 'CWE-565', 'ZAP 90033'],
  },

  check({ cookies, requests }) {
    return loginCookies(cookies).flatMap((cookie) => {
      const domain = domainOf(cookie);
      if (domain === null) return [];
      const hosts = new Set(requests.filter(({ requestCookies }) => requestCookies?.some(({ name }) => name === cookie.name)).map(({ url }) => hostOf(url)));
      return [{ cookie, ...both(hosts.size > 1 ? 'info' : 'medium'), message: `${cookie.name} is set with Domain=${domain}: every host below ${domain} gets it and can overwrite it.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Domain=example.com; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['_ga=GA1.1.1.2; Domain=example.com'] }],
  },
});
