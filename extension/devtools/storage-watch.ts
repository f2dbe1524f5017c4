/** What the inspected page keeps in web storage, on development hosts only: names, shapes and digests. The values stay in the page. */
import { hostOf, isDevHost, originOf, type StorageEntry } from '../../src/index';
import type { PageSource } from './page-watch';

type Seen = Pick<StorageEntry, 'area' | 'name' | 'shape' | 'length' | 'digest'>;

/** Runs in the page, so it takes nothing from outside and gives one text. The digest is not to be turned back: 53 bits of a longer text. */
function collectStorage(): string {
  const digestOf = (text: string): string => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let i = 0; i < text.length; i += 1) {
      a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
    }
    return ((b >>> 11) * 4294967296 + (a >>> 0)).toString(16);
  };
  const shapeOf = (name: string, text: string): string => {
    const start = text.slice(0, 20_000);
    if (/(?:^|["' ])ey[JI][\w-]{8,}\.[\w-]{2,}\.[\w-]*/.test(start)) return 'jwt';
    const isToken = /^"?[\w+/.~=-]{16,}"?$/.test(start) && /\d/.test(start) && /token|auth|jwt|sess|sid/i.test(name);
    return isToken || /"(?:access|refresh|id)_?token"\s*:\s*"[^"]{16,}"/i.test(start) ? 'token' : 'other';
  };
  const entries = [['localStorage', localStorage], ['sessionStorage', sessionStorage]] as const;
  const seen = entries.flatMap(([area, storage]) =>
    Object.keys(storage).slice(0, 200).map((name) => {
      const text = storage.getItem(name) ?? '';
      return { area, name: name.slice(0, 200), shape: shapeOf(name, text), length: text.length, digest: digestOf(text) };
    }),
  );
  return JSON.stringify({ storage: seen });
}

const expression = `(${collectStorage.toString()})()`;

function seenIn(value: unknown): readonly Seen[] | null {
  if (typeof value !== 'string' || !value.startsWith('{"storage":')) return null;
  return (JSON.parse(value) as { readonly storage: readonly Seen[] }).storage;
}

function same(a: Pick<StorageEntry, 'area' | 'name' | 'digest'>, b: Pick<StorageEntry, 'area' | 'name' | 'digest'>): boolean {
  return a.area === b.area && a.name === b.name && a.digest === b.digest;
}

/** Null for a page that is not looked into, or whose storage cannot be read. What was there before keeps its time. */
export async function readStorage(source: PageSource, url: string | null, former: readonly StorageEntry[] | null, nowMs: number): Promise<readonly StorageEntry[] | null> {
  if (url === null || !/^https?:/.test(url) || !isDevHost(hostOf(url), [])) return null;
  const answer = await source.evaluate(expression);
  const seen = answer.ok ? seenIn(answer.value) : null;
  if (seen === null) return null;
  const origin = originOf(url);
  return seen.map((entry) => {
    const known = former?.find((each) => each.origin === origin && same(each, entry));
    return { ...entry, origin, sinceMs: known?.sinceMs ?? nowMs, seenMs: nowMs };
  });
}

/** True where the panel need not hear of it: the same entries, and no token among them is to be seen to outlive a request. */
export function isNoNews(before: readonly StorageEntry[] | null, after: readonly StorageEntry[] | null, lastRequestMs: number): boolean {
  if (before === null || after === null) return before === after;
  if (before.length !== after.length || !after.every((entry) => before.some((each) => same(each, entry)))) return false;
  const [latest] = after;
  const sinceRequest = (latest?.seenMs ?? 0) - lastRequestMs;
  // The rule about what a logout leaves behind waits two seconds after the request.
  return !after.some(({ shape }) => shape !== 'other') || sinceRequest < 2000 || sinceRequest > 5000;
}
