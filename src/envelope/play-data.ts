/**
 * Play's session data in both its codecs: text by text, in the `data` claim of a JWT (2.6 and later) or URL-encoded behind a MAC (before).
 * Source: playframework/playframework 3.0 `core/play/src/main/scala/play/api/mvc/Cookie.scala` (JWTCookieDataCodec, UrlEncodedCookieDataCodec).
 */
import { parseJsonTree, stringIn, textTree, type TreeEntry } from '../codec/json-tree';
import { formDecoded } from '../codec/wire-text';
import { fail, ok, type Result } from '../result';

/** The pairs of `k=v&k=v`; null where an escape is broken. A pair without `=` is skipped, as Play skips it. */
export function playPairs(query: string): [string, string][] | null {
  const pairs: [string, string][] = [];
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=');
    if (at < 0) continue;
    const [key, value] = [formDecoded(pair.slice(0, at)), formDecoded(pair.slice(at + 1))];
    if (key === null || value === null) return null;
    pairs.push([key, value]);
  }
  return pairs;
}

/** As Java's URLEncoder writes it. */
function formEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%20', '+');
}

/** The edited data; Play's sessions hold texts and nothing else. */
export function playData(text: string): Result<readonly TreeEntry[]> {
  const tree = parseJsonTree(text);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  if (tree.value.kind !== 'record') return fail("Play's session is an object.");
  const other = tree.value.entries.find(([, item]) => stringIn(item) === null);
  return other === undefined ? ok(tree.value.entries) : fail(`Play's session holds texts only: write ${other[0]} as a string.`);
}

export function playQuery(entries: readonly TreeEntry[]): string {
  return entries.map(([key, item]) => `${formEncoded(key)}=${formEncoded(stringIn(item) ?? '')}`).join('&');
}

/** The data as a tree, for showing it. */
export function playTree(pairs: readonly (readonly [string, string])[]): { kind: 'record'; entries: TreeEntry[] } {
  return { kind: 'record', entries: pairs.map(([key, value]) => [key, textTree(value)]) };
}
