/** Finds sessions that travel in an address. */
import { originOf } from '../../cookie/match';
import { percentDecoded } from '../../codec/wire-text';
import { loginCookies, type CookieFact } from '../facts';
import type { TrafficEntry } from '../../rotation/traffic';
import { both } from '../weight';
import { defineRule } from '../define';

const parameterNames = /^(?:jsessionid|phpsessid|sessionid|sessid|sid|asp\.net_sessionid|aspsessionid\w*|cfid|cftoken|zenid)$/i;

interface Carrier {
  readonly name: string;
  readonly value: string;
}

/** The parameter that carries a session; null for none. */
function carrierIn(url: string, cookies: readonly CookieFact[]): Carrier | null {
  const tail = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  for (const piece of tail.split(/[;?&#]/)) {
    const at = piece.indexOf('=');
    const [name, value] = at < 0 ? ['', piece] : [piece.slice(0, at), piece.slice(at + 1)];
    if (value.length <= 8) continue;
    if (parameterNames.test(name)) return { name, value };
    if (cookies.some(({ decoded }) => decoded.wire.value === value || decoded.wire.value === percentDecoded(value))) return { name: name === '' ? 'a part without a name' : name, value };
  }
  return null;
}

/** The address of a request, and the one that it tells another origin. */
function addressesOf({ url, requestHeaders }: TrafficEntry): string[] {
  return [url, ...requestHeaders.filter(({ name, value }) => name === 'referer' && originOf(value) !== originOf(url)).map(({ value }) => value)];
}

export default defineRule({
  meta: {
    id: 'session-in-url',
    title: 'Session in a URL',
    needs: ['page', 'cookies', 'requests'],
    about: 'page',
    fix: ['rotation'],
    references: ['ASVS 14.2.1', 'WSTG-SESS-04', 'CWE-598', 'ZAP 3'],
  },

  check({ page, cookies, requests }) {
    const logins = loginCookies(cookies);
    const found = new Map<string, string>();
    const note = (method: string, address: string, url: string): void => {
      const carrier = carrierIn(url, logins);
      if (carrier !== null && !found.has(carrier.name)) found.set(carrier.name, `${method} ${address.replaceAll(carrier.value, '…')}`);
    };
    for (const entry of requests) for (const url of addressesOf(entry)) note(entry.method, entry.url, url);
    note('GET', page.url, page.url);
    return [...found].map(([name, request]) => ({
      ...both('high'),
      evidence: { text: `${name}=… in the address`, source: 'request' as const, request },
      message: `An address carries a session in ${name}: it ends up in histories, logs and Referer headers.`,
    }));
  },

  examples: {
    bad: [{ url: 'https://app.example.com/a;jsessionid=0123456789ABCDEF', cookies: [] }, { url: 'https://app.example.com/?PHPSESSID=abcdef0123456789', cookies: [] }],
    good: [{ url: 'https://app.example.com/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj8Qq1z', cookies: [] }, { url: 'https://app.example.com/?session=false&sid=12', cookies: [] }],
  },
});
