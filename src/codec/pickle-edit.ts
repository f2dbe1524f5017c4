/** An edited payload laid over the pickle that it came from: what was not touched keeps its types, the rest becomes plain values. */
import { fail, ok, type Result } from '../result';
import { unhex, utf8 } from './bytes';
import { bytesIn, integerIn, markedBy, parseJsonTree, stringIn, treeText, type JsonTree, type TreeEntry } from './json-tree';
import { pickleJson } from './pickle-json';
import type { PickleEntry, PickleNode } from './pickle-node';

class Uneditable extends Error {}

/** Text, in the type that stood there before: `str` of Python 2 stays one. */
function textNode(text: string, before: PickleNode | undefined): PickleNode {
  return before?.kind === 'string' ? { kind: 'string', bytes: utf8(text) } : { kind: 'text', text };
}

function itemsOf(before: PickleNode | undefined): readonly PickleNode[] {
  return before !== undefined && 'items' in before && before.kind !== 'object' ? before.items : [];
}

function listItems(tree: JsonTree, before: PickleNode | undefined): PickleNode[] {
  if (tree.kind !== 'list') throw new Uneditable('a marker whose items are no list');
  const known = itemsOf(before);
  return tree.items.map((item, i) => merged(item, known[i]));
}

/** The key as the payload shows it. */
function shownKey(key: PickleNode): string | null {
  const json = pickleJson(key);
  return json === null ? null : json.startsWith('"') ? (JSON.parse(json) as string) : json;
}

function dictEntries(entries: readonly TreeEntry[], before: PickleNode | undefined): PickleEntry[] {
  const known = before?.kind === 'dict' ? before.entries : [];
  return entries.map(([key, item]) => {
    const old = known.find(([name]) => shownKey(name) === key);
    return [old?.[0] ?? textNode(key, known[0]?.[0]), merged(item, old?.[1])];
  });
}

function objectNode(entries: readonly TreeEntry[], before: PickleNode | undefined): PickleNode {
  const name = stringIn(entries[0]?.[1]) ?? '';
  const [key, item] = entries[1] ?? [];
  if ((name === 'set' || name === 'frozenset') && key === 'items' && item !== undefined && entries.length === 2) return { kind: name, items: listItems(item, before) };
  const bytes = name === 'bytearray' && key === '$bytes' ? unhex(stringIn(item) ?? '-') : null;
  if (bytes === null) throw new Uneditable(`a changed {"$object": ${JSON.stringify(name)}}`);
  return { kind: 'bytearray', bytes };
}

function recordNode(tree: JsonTree & { readonly kind: 'record' }, before: PickleNode | undefined): PickleNode {
  const tuple = markedBy(tree, '$tuple');
  if (tuple !== null) return { kind: 'tuple', items: listItems(tuple, before) };
  const bytes = bytesIn(tree);
  if (bytes !== null) return { kind: before?.kind === 'string' ? 'string' : 'bytes', bytes };
  const integer = markedBy(tree, '$bigint') === null ? null : integerIn(tree);
  if (integer !== null) return { kind: 'atom', json: String(integer) };
  return tree.entries[0]?.[0] === '$object' ? objectNode(tree.entries, before) : { kind: 'dict', entries: dictEntries(tree.entries, before) };
}

function merged(tree: JsonTree, before: PickleNode | undefined): PickleNode {
  if (before !== undefined && pickleJson(before) === treeText(tree)) return before;
  if (tree.kind === 'list') return { kind: 'list', items: listItems(tree, before) };
  if (tree.kind === 'record') return recordNode(tree, before);
  const text = stringIn(tree);
  return text === null ? { kind: 'atom', json: tree.text } : textNode(text, before);
}

/** The node of an edited text; `before` is what the text showed. */
export function editedPickle(text: string, before: PickleNode): Result<PickleNode> {
  const tree = parseJsonTree(text);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  try {
    return ok(merged(tree.value, before));
  } catch (error) {
    if (error instanceof Uneditable) return fail(`The payload holds ${error.message}, which cannot be written into a pickle.`);
    throw error;
  }
}
