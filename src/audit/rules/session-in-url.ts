/** Finds sessions that travel in an address. */
import { hostOf } from '../../cookie/match';
import { loginCookies, type CookieFact } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

const parameterNames = /^(?:jsessionid|phpsessid|sessionid|sessid|sid|asp\.net_sessionid|aspsessionid\w*|cfid|cftoken|zenid)$/i;

/** Name of the parameter that carries a session; null for none. */
function carrierIn(url: string, cookies: readonly CookieFact[]): string | null {
  const tail = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  for (const piece of tail.split(/[;?&#]/)) {
    const at = piece.indexOf('=');
    const [name, value] = at < 0 ? ['', piece] : [piece.slice(0, at), piece.slice(at + 1)];
    if (value.length <= 8) continue;
    if (parameterNames.test(name)) return name;
    if (name !== '' && cookies.some(({ decoded }) => decoded.wire.value === value)) return name;
  }
  return null;
}

function foreignReferer({ url, requestHeaders }: { readonly url: string; readonly requestHeaders: readonly { readonly name: string; readonly value: string }[] }): string[] {
  return requestHeaders.filter(({ name, value }) => name === 'referer' && hostOf(value) !== hostOf(url)).map(({ value }) => value);
}

export default defineRule({
  meta: {
    id: 'session-in-url',
    title: 'Session in a URL',
    needs: ['page', 'cookies', 'requests'],
    fix: ['rotation'],
    references: ['ASVS 14.2.1', 'WSTG-SESS-04', 'CWE-598', 'ZAP 3'],
  },

  check({ page, cookies, requests }) {
    const addresses = [page.url, ...requests.flatMap((entry) => [entry.url, ...foreignReferer(entry)])];
    const where = addresses.flatMap((url) => carrierIn(url, loginCookies(cookies)) ?? []);
    return [...new Set(where)].map((name) => ({
      ...both('high'),
      evidence: { text: `${name}=… in the address`, source: 'request' as const, request: null },
      message: `An address carries a session in ${name}: it ends up in histories, logs and Referer headers.`,
    }));
  },

  examples: {
    bad: [{ url: 'https://app.example.com/a;jsessionid=0123456789ABCDEF', cookies: [] }, { url: 'https://app.example.com/?PHPSESSID=abcdef0123456789', cookies: [] }],
    good: [{ url: 'https://app.example.com/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj8Qq1z', cookies: [] }, { url: 'https://app.example.com/?session=false&sid=12', cookies: [] }],
  },
});
