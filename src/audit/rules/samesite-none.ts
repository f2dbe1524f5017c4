/** Finds login cookies that every other site can make the browser send. */
import type { TrafficEntry } from '../../rotation/traffic';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

/** A request that needs None: out of a cross-site frame, or a form that another site sent (OIDC form_post). */
function isCrossSiteUse({ method, requestHeaders, requestCookies }: TrafficEntry, name: string): boolean {
  const header = (field: string): string => requestHeaders.find((each) => each.name === field)?.value ?? '';
  if (header('sec-fetch-site') !== 'cross-site' || requestCookies?.some((sent) => sent.name === name) !== true) return false;
  return header('sec-fetch-dest') === 'iframe' || (method === 'POST' && header('sec-fetch-mode') === 'navigate');
}

export default defineRule({
  meta: {
    id: 'samesite-none',
    title: 'SameSite=None',
    needs: ['cookies', 'requests'],
    about: 'login-attributes',
    fix: ['samesite'],
    references: ['CWE-1275', 'ZAP 10054-2'],
  },

  check({ cookies, requests }) {
    return loginCookies(cookies)
      .filter(({ sameSite }) => sameSite === 'none')
      .map((cookie) => {
        const isUsed = requests.some((entry) => isCrossSiteUse(entry, cookie.name));
        return { cookie, ...both(isUsed ? 'info' : 'medium'), message: `${cookie.name} is sent with every cross-site request: SameSite is None${isUsed ? ', and another site made use of it here' : ''}.` };
      });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=None'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
