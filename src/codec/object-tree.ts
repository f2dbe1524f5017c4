/** What trees of serialised objects have in common when they are shown as JSON: bytes, instances, and an end for what links to itself. */
import { hex, textOf } from './bytes';
import { markerTree, recordTree, textTree, type JsonTree, type TreeEntry } from './json-tree';

/** A few bytes can link to one another so that their full text would never end: no more than this is shown, in bytes and fifty a node. */
const mostShown = 2_000_000;

/** Text where the bytes are UTF-8, else `{"$bytes": "<hex>"}`. */
export function textOrBytesTree(bytes: Uint8Array): JsonTree {
  const text = textOf(bytes);
  return text === null ? markerTree('$bytes', textTree(hex(bytes))) : textTree(text);
}

/** An instance: `{"$object": "<class>", …}`. */
export function objectTree(name: string, fields: readonly TreeEntry[]): JsonTree {
  return recordTree([['$object', textTree(name)], ...fields]);
}

/** Shows a tree of nodes; `shown` gives one node and asks `show` for those in it. */
export abstract class TreeShower<Node extends object> {
  #left = mostShown;
  readonly #open = new Set<Node>();

  show(node: Node): JsonTree {
    if (this.#left <= 0) return markerTree('$link', textTree('further data, too much to show'));
    if (this.#open.has(node)) return markerTree('$link', textTree('an object that this one is part of'));
    this.#left -= 50 + ('bytes' in node && node.bytes instanceof Uint8Array ? node.bytes.length : 0);
    this.#open.add(node);
    const tree = this.shown(node);
    this.#open.delete(node);
    return tree;
  }

  protected abstract shown(node: Node): JsonTree;
}
