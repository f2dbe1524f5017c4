/** The JSON text of what a pickle holds: plain values as themselves, everything else as marker objects. */
import { hex, textOf } from './bytes';
import type { PickleEntry, PickleNode } from './pickle-node';
import { wellKnown } from './pickle-classes';

/** A memo lets a few bytes stand for any amount of text, and a list hold itself: beyond these it is not shown. */
const maxDepth = 100;
const maxLength = 2 * 1024 * 1024;

class TooMuch extends Error {}

class Writer {
  #length = 0;

  /** Counts towards the limit. */
  #out(json: string): string {
    this.#length += json.length;
    if (this.#length > maxLength) throw new TooMuch();
    return json;
  }

  list(items: readonly PickleNode[], depth: number): string {
    return `[${items.map((item) => this.node(item, depth + 1)).join(',')}]`;
  }

  /** A key that is no text stands as its JSON, as a JavaScript object's would. */
  key(node: PickleNode, depth: number): string {
    const json = this.node(node, depth);
    return json.startsWith('"') ? json : JSON.stringify(json);
  }

  members(entries: readonly PickleEntry[], depth: number): string[] {
    return entries.map(([key, item]) => `${this.key(key, depth + 1)}:${this.node(item, depth + 1)}`);
  }

  object(node: PickleNode & { readonly kind: 'object' }, depth: number): string {
    const known = wellKnown(node);
    const parts = [`"$object":${this.#out(JSON.stringify(node.className))}`];
    if (known !== null) parts.push(`"value":${this.#out(JSON.stringify(known.text))}`);
    const args = known === null ? node.args : known.rest;
    if (args.length > 0) parts.push(`"args":${this.list(args, depth)}`);
    if (node.state !== null && known === null) parts.push(`"state":${this.node(node.state, depth + 1)}`);
    if (node.items.length > 0) parts.push(`"items":${this.list(node.items, depth)}`);
    if (node.entries.length > 0) parts.push(`"entries":{${this.members(node.entries, depth).join(',')}}`);
    return `{${parts.join(',')}}`;
  }

  node(node: PickleNode, depth: number): string {
    // Empty containers count too: shared ones could stand for any number of items.
    if (depth > maxDepth || ++this.#length > maxLength) throw new TooMuch();
    switch (node.kind) {
      case 'atom':
        return this.#out(node.json);
      case 'text':
        return this.#out(JSON.stringify(node.text));
      case 'string':
        return this.#out(bytesJson(node.bytes, textOf(node.bytes)));
      case 'bytes':
        return this.#out(bytesJson(node.bytes, null));
      case 'bytearray':
        return this.#out(`{"$object":"bytearray","$bytes":"${hex(node.bytes)}"}`);
      case 'list':
        return this.list(node.items, depth);
      case 'tuple':
        return `{"$tuple":${this.list(node.items, depth)}}`;
      case 'set':
      case 'frozenset':
        return `{"$object":"${node.kind}","items":${this.list(node.items, depth)}}`;
      case 'dict':
        return `{${this.members(node.entries, depth).join(',')}}`;
      case 'global':
        return this.#out(`{"$object":${JSON.stringify(node.name)}}`);
      case 'object':
        return this.object(node, depth);
    }
  }
}

function bytesJson(bytes: Uint8Array, text: string | null): string {
  return text === null ? `{"$bytes":"${hex(bytes)}"}` : JSON.stringify(text);
}

/** Null where it is nested too deeply, holds itself, or would be too long. */
export function pickleJson(node: PickleNode): string | null {
  try {
    return new Writer().node(node, 0);
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
}
