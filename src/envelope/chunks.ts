/** Long values spread over several cookies: cutting as the frameworks cut, removing what is no longer needed, naming what is missing. */
import type { WireCookie } from '../cookie/wire-cookie';

export interface ChunkScheme {
  /** The most characters that the framework puts into one cookie. */
  readonly size: number;
  readonly nameOf: (base: string, index: number) => string;
  /** Number of the first chunk: 0 unless it says more. */
  readonly first?: number;
  /** What the base cookie holds while the value stands in chunks; absent: there is no base cookie then. */
  readonly head?: (count: number) => string;
}

/** A cookie to set; `value: null`: one to remove. */
export interface CookieToSet {
  readonly name: string;
  readonly value: string | null;
}

/** `x.0`, `x.1` … */
export const dotted = (base: string, index: number): string => `${base}.${index}`;

/** The length at which the framework cut the value before: options that only the server knows shift it. */
function sizeSeen(wire: WireCookie): number | null {
  const chunks = wire.parts.filter(({ name }) => name !== wire.name);
  return chunks.length > 1 ? (chunks[0]?.value.length ?? null) : null;
}

/** The cookies that hold a value, and those of the old value that must go. */
export function cookiesFor(wire: WireCookie, value: string, scheme: ChunkScheme): CookieToSet[] {
  const { first = 0, head, nameOf } = scheme;
  const size = sizeSeen(wire) ?? scheme.size;
  const count = Math.ceil(value.length / size);
  const fresh: CookieToSet[] =
    count <= 1
      ? [{ name: wire.name, value }]
      : Array.from({ length: count }, (_none, i) => ({ name: nameOf(wire.name, first + i), value: value.slice(i * size, (i + 1) * size) }));
  if (count > 1 && head !== undefined) fresh.unshift({ name: wire.name, value: head(count) });
  const kept = new Set(fresh.map(({ name }) => name));
  const stale = wire.parts.filter(({ name }) => !kept.has(name)).map(({ name }) => ({ name, value: null }));
  return [...fresh, ...stale];
}

/** Says which chunks are missing, where their numbers tell; null where none does. */
export function missingChunks(wire: WireCookie): string | null {
  const { missing = [] } = wire;
  if (missing.length === 0) return null;
  const names = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ' …' : '');
  return missing.length === 1 ? `The cookie ${names} is missing: it holds a part of the value.` : `The cookies ${names} are missing: they hold parts of the value.`;
}

/** Says that a value is cut off, and which cookie would hold the rest. */
export function cutOff(wire: WireCookie, scheme: Pick<ChunkScheme, 'nameOf'>): string {
  const gap = missingChunks(wire);
  if (gap !== null) return gap;
  const last = wire.parts.at(-1)?.name ?? wire.name;
  return last === wire.name
    ? 'The value ends too early: it has been cut off.'
    : `The value ends too early: the cookie after ${last} (${scheme.nameOf(wire.name, wire.parts.length)}) is missing.`;
}

/** Says which cookies spoil a value where the library joins everything whose name begins alike; null where none does. */
export function spoiledBy(wire: WireCookie, library: string): string | null {
  const { besides = [] } = wire;
  if (besides.length === 0) return null;
  return `${library} joins all cookies whose names begin with ${wire.name}: beside ${wire.parts.map(({ name }) => name).join(', ')} there is also ${besides.join(', ')}, left over from before. Delete the stale ones.`;
}
