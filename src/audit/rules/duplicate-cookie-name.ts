/** Finds two cookies of one name that reach the same address. */
import { domainMatches, pathMatches, requestPathOf } from '../../cookie/match';
import type { CookieFact, PageFact } from '../facts';
import { forRole } from '../weight';
import { defineRule } from '../define';

function isSentTo({ session }: CookieFact, { host, url }: PageFact): boolean {
  const { cookie } = session;
  if (cookie === null) return false;
  const matches = cookie.hostOnly ? host === cookie.domain : domainMatches(host, cookie.domain);
  return matches && pathMatches(requestPathOf(url), cookie.path);
}

function isTwin({ session: a }: CookieFact, { session: b }: CookieFact): boolean {
  if (a.cookie?.store !== b.cookie?.store || a.cookie?.partition?.topLevelSite !== b.cookie?.partition?.topLevelSite) return false;
  return a.cookie?.path !== b.cookie?.path || a.cookie?.domain !== b.cookie?.domain || a.cookie?.hostOnly !== b.cookie?.hostOnly;
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, i) => names.indexOf(name) !== i);
}

export default defineRule({
  meta: {
    id: 'duplicate-cookie-name',
    title: 'Two cookies of one name',
    needs: ['cookies', 'page', 'requests'],
    about: 'every',
    fix: ['name'],
    references: ['draft-ietf-httpbis-layered-cookies (Retrieve Cookies)'],
  },

  check({ cookies, page, requests }) {
    const sent = cookies.filter((cookie) => isSentTo(cookie, page));
    const names = new Set(requests.flatMap(({ requestCookies }) => repeated((requestCookies ?? []).map(({ name }) => name))));
    return [...new Set(cookies.map(({ name }) => name))].flatMap((name) => {
      const same = sent.filter((cookie) => cookie.name === name);
      const twins = same.filter((cookie) => same.some((other) => other !== cookie && isTwin(cookie, other)));
      const cookie = twins[0] ?? (names.has(name) ? cookies.find((fact) => fact.name === name) : undefined);
      if (cookie === undefined) return [];
      return [{ cookie, ...forRole(cookie.role, 'high'), message: `One request carries more than one cookie called ${name}: which one the server takes depends on their order.` }];
    });
  },

  examples: {
    bad: [{ url: 'https://app.example.com/app/x', cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', path: '/', secure: true, httpOnly: true }, { name: 'session', value: 'eyJ1c2VyX2lkIjo3fQ.aVWq8A.FWLkDO71jAq-7ujY4YiXUH7CLvE', path: '/app', secure: true, httpOnly: true }] }],
    good: [{ url: 'https://app.example.com/', cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', path: '/', secure: true, httpOnly: true }, { name: 'session', value: 'eyJ1c2VyX2lkIjo3fQ.aVWq8A.FWLkDO71jAq-7ujY4YiXUH7CLvE', path: '/app', secure: true, httpOnly: true }] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
