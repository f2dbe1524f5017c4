/** Puts cookies together that belong together: chunks into one value, signature companions beside their cookie. */
import type { NameValue } from './cookie';
import type { WireCookie } from './wire-cookie';

/** One way of numbering chunks: the base name and the number out of a chunk's name. */
const chunkNames: readonly RegExp[] = [
  /^(?<base>.+)\.(?<number>\d{1,3})$/, // next-auth, Auth.js, iron-session 9, Supabase, h3 2, better-auth: `x.0`, `x.1`
  /^(?<base>.+)__(?<number>\d{1,3})$/, // Auth0 4: `__session__0`
  /^(?<base>.+)_(?<number>\d{1,3})$/, // oauth2-proxy: `_oauth2_proxy_0`
  /^(?<base>.+)-(?<number>\d{1,3})$/, // Litestar: `session-0`
  /^(?<base>.+)C(?<number>\d{1,3})$/, // ASP.NET Core: `.AspNetCore.CookiesC1`
];

interface Chunk extends NameValue {
  readonly base: string;
  readonly number: number;
}

function chunksBy(scheme: RegExp, cookies: readonly NameValue[]): Map<string, Chunk[]> {
  const families = new Map<string, Chunk[]>();
  for (const cookie of cookies) {
    const groups = scheme.exec(cookie.name)?.groups;
    if (groups === undefined) continue;
    const base = groups['base'] ?? '';
    families.set(base, [...(families.get(base) ?? []), { ...cookie, base, number: Number(groups['number']) }]);
  }
  return families;
}

/** Chunks count as a family only where they are numbered without a gap, from 0 or 1 on. */
function isWhole(chunks: readonly Chunk[]): boolean {
  const first = chunks[0]?.number ?? -1;
  return (first === 0 || first === 1) && chunks.every((chunk, i) => chunk.number === first + i);
}

function companionsOf(name: string, cookies: readonly NameValue[]): NameValue[] {
  return cookies.filter((cookie) => cookie.name === `${name}.sig`);
}

/**
 * The values that one request's or jar's cookies make up. A chunk family comes as one joined value, and each of its cookies comes
 * on its own as well: the reader takes whichever it recognises. `x.sig` is a companion of `x`, and a cookie of its own where
 * there is no `x`. Cookies of one name at different paths stay apart.
 *
 * Two families have a base cookie that says how many chunks follow: `__chunked__N` (h3 2) and `chunks-N` (ASP.NET Core).
 */
export function assemble(cookies: readonly NameValue[]): WireCookie[] {
  const names = new Set(cookies.map((cookie) => cookie.name));
  const single = cookies
    .filter((cookie) => !(cookie.name.endsWith('.sig') && names.has(cookie.name.slice(0, -4))))
    .map((cookie): WireCookie => ({ ...cookie, parts: [cookie], companions: companionsOf(cookie.name, cookies) }));
  const joined = chunkNames.flatMap((scheme) =>
    [...chunksBy(scheme, cookies)].flatMap(([base, chunks]) => {
      chunks.sort((a, b) => a.number - b.number);
      if (!isWhole(chunks)) return [];
      const head = cookies.find((cookie) => cookie.name === base && /^(?:__chunked__|chunks-)\d+$/.test(cookie.value));
      const parts = (head === undefined ? chunks : [head, ...chunks]).map(({ name, value }) => ({ name, value }));
      const value = chunks.map((chunk) => chunk.value).join('');
      return [{ name: base, value, parts, companions: companionsOf(base, cookies) }];
    }),
  );
  return [...joined, ...single];
}
