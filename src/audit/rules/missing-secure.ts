/** Finds login cookies that also travel over plain http. */
import { domainMatches, hostOf, siteOf } from '../../cookie/match';
import type { TrafficEntry } from '../../rotation/traffic';
import { loginCookies, type PageFact } from '../facts';
import type { Severity } from '../finding';
import { defineRule } from '../define';

/** True where the registrable domain itself insisted on https for every name below it; localhost cannot. */
function insistsOnHttps({ host, isDev }: PageFact, requests: readonly TrafficEntry[]): boolean {
  const site = siteOf(host);
  return !isDev && requests.some(({ url, responseHeaders }) => {
    if (!/^https:/i.test(url) || hostOf(url) !== site || !domainMatches(host, site)) return false;
    const value = responseHeaders.find(({ name }) => name === 'strict-transport-security')?.value ?? '';
    return /includesubdomains/i.test(value) && !/max-age\s*=\s*"?0*(?:"|;|$)/i.test(value);
  });
}

export default defineRule({
  meta: {
    id: 'missing-secure',
    title: 'Secure is missing',
    needs: ['cookies', 'page', 'requests'],
    about: 'login-attributes',
    fix: ['secure'],
    references: ['ASVS 3.3.1', 'WSTG-SESS-02', 'CWE-614', 'ZAP 10011'],
  },

  check({ cookies, page, requests }) {
    const production: Severity = insistsOnHttps(page, requests) ? 'medium' : 'high';
    return loginCookies(cookies)
      .filter(({ secure }) => secure === false)
      .map((cookie) => ({
        cookie,
        severity: page.isHttps ? production : 'info',
        production,
        message: page.isHttps
          ? `${cookie.name} is also sent over plain http: Secure is not set.${production === 'medium' ? ' Strict-Transport-Security for all subdomains was seen and keeps browsers that know it on https.' : ''}`
          : `Secure is not set on ${cookie.name}. Over http that costs nothing here; in production the cookie would also travel unencrypted.`,
      }));
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly; SameSite=Lax'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly; SameSite=Lax'], url: 'http://localhost:5000/' }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
