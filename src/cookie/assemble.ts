/** Puts cookies together that belong together: chunks into one value, signature companions beside their cookie. */
import type { NameValue } from './cookie';
import type { WireCookie } from './wire-cookie';

/** One way of numbering chunks: the base name and the number out of a chunk's name, and the way back. */
interface Numbering {
  readonly pattern: RegExp;
  readonly separator: string;
}

const numberings: readonly Numbering[] = [
  { pattern: /^(?<base>.+)\.(?<number>\d{1,3})$/, separator: '.' }, // next-auth, Auth.js, iron-session 9, Supabase, h3 2, better-auth, Auth0 3: `x.0`, `x.1`
  { pattern: /^(?<base>.+)__(?<number>\d{1,3})$/, separator: '__' }, // Auth0 4: `__session__0`
  { pattern: /^(?<base>.+)_(?<number>\d{1,3})$/, separator: '_' }, // oauth2-proxy: `_oauth2_proxy_0`
  { pattern: /^(?<base>.+)-(?<number>\d{1,3})$/, separator: '-' }, // Litestar: `session-0`
  { pattern: /^(?<base>.+)C(?<number>\d{1,3})$/, separator: 'C' }, // ASP.NET Core: `.AspNetCore.CookiesC1`
];

interface Chunk extends NameValue {
  readonly base: string;
  readonly number: number;
}

function chunksBy({ pattern }: Numbering, cookies: readonly NameValue[]): Map<string, Chunk[]> {
  const families = new Map<string, Chunk[]>();
  for (const cookie of cookies) {
    const groups = pattern.exec(cookie.name)?.groups;
    if (groups === undefined) continue;
    const base = groups['base'] ?? '';
    families.set(base, [...(families.get(base) ?? []), { ...cookie, base, number: Number(groups['number']) }]);
  }
  return families;
}

/** The base cookie that says how many chunks follow: `__chunked__N` (h3 2) or `chunks-N` (ASP.NET Core). */
function headOf(base: string, cookies: readonly NameValue[]): { head: NameValue; count: number } | null {
  for (const head of cookies) {
    const count = head.name === base ? /^(?:__chunked__|chunks-)(\d{1,3})$/.exec(head.value)?.[1] : undefined;
    if (count !== undefined) return { head, count: Number(count) };
  }
  return null;
}

/** The numbers that a family must have: from 1 to the count that its head tells; else from 0, or from 1 where there is no gap, to the highest. */
function numbersOf(chunks: readonly Chunk[], count: number | null): number[] | null {
  if (count !== null) return Array.from({ length: count }, (_none, i) => i + 1);
  const first = chunks[0]?.number;
  if (first === 1 && chunks.every((chunk, i) => chunk.number === i + 1)) return chunks.map(({ number }) => number);
  return first === 0 ? Array.from({ length: (chunks.at(-1)?.number ?? 0) + 1 }, (_none, i) => i) : null;
}

function joined(base: string, found: readonly Chunk[], separator: string, cookies: readonly NameValue[]): WireCookie[] {
  const chunks = found.toSorted((a, b) => a.number - b.number);
  const head = headOf(base, cookies);
  const numbers = numbersOf(chunks, head?.count ?? null);
  if (numbers === null) return [];
  const present = chunks.filter(({ number }) => numbers.includes(number));
  const missing = numbers.filter((number) => !present.some((chunk) => chunk.number === number)).map((number) => `${base}${separator}${number}`);
  const parts = (head === null ? present : [head.head, ...present]).map(({ name, value }) => ({ name, value }));
  const value = present.map((chunk) => chunk.value).join('');
  return [{ name: base, value, parts, companions: companionsOf(base, cookies), missing }];
}

function isFamily(wire: WireCookie): boolean {
  return wire.parts.some(({ name }) => name !== wire.name);
}

/** The cookies of the other form under the same name; a base cookie that only counts the chunks belongs to them. */
function besides(wire: WireCookie, others: readonly WireCookie[]): string[] {
  const own = new Set(wire.parts.map(({ name }) => name));
  const rivals = others.filter(({ name, parts }) => name === wire.name && !parts.some((part) => own.has(part.name)));
  return rivals.flatMap(({ parts }) => parts.map(({ name }) => name));
}

function companionsOf(name: string, cookies: readonly NameValue[]): NameValue[] {
  return cookies.filter((cookie) => cookie.name === `${name}.sig`);
}

/**
 * The values that one request's or jar's cookies make up. A chunk family comes as one joined value, and each of its cookies comes
 * on its own as well: the reader takes whichever it recognises. A family with a gap is joined all the same and names what is missing.
 * `x.sig` is a companion of `x`, and a cookie of its own where there is no `x`. Cookies of one name at different paths stay apart.
 */
export function assemble(cookies: readonly NameValue[]): WireCookie[] {
  const names = new Set(cookies.map((cookie) => cookie.name));
  const single = cookies
    .filter((cookie) => !(cookie.name.endsWith('.sig') && names.has(cookie.name.slice(0, -4))))
    .map((cookie): WireCookie => ({ ...cookie, parts: [cookie], companions: companionsOf(cookie.name, cookies) }));
  const families = numberings.flatMap((numbering) =>
    [...chunksBy(numbering, cookies)].flatMap(([base, chunks]) => joined(base, chunks, numbering.separator, cookies)),
  );
  return [...families, ...single].map((wire) => ({ ...wire, besides: besides(wire, isFamily(wire) ? single : families) }));
}
