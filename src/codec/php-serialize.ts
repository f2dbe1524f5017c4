/**
 * PHP's serialisation, read as a tree of data (no object is ever made) and written again to the byte.
 * Grammar: `N;` `b:1;` `i:42;` `d:0.5;` `s:5:"bytes";` `a:n:{key value …}` `O:len:"Class":n:{key value …}` `C:len:"Class":len:{bytes}`
 * `E:len:"Class:Case";` `R:n;` (a variable shared with value n) `r:n;` (the object of value n).
 * Source: php/php-src 8.4 `ext/standard/var_unserializer.re`, `var.c` (`php_var_serialize_intern`, `php_add_var_hash`).
 */
import { concat, latin1Text, utf8 } from './bytes';

/** Keys and class names stay bytes in Latin-1 text: private properties have zero bytes in theirs. */
export type PhpKey = { readonly kind: 'int'; readonly text: string } | { readonly kind: 'string'; readonly bytes: Uint8Array };
export type PhpEntry = readonly [key: PhpKey, value: PhpNode];

export type PhpNode =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int' | 'float'; readonly text: string }
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'array'; entries: readonly PhpEntry[] }
  | { readonly kind: 'object'; readonly className: Uint8Array; entries: readonly PhpEntry[] }
  /** `Serializable`: bytes that only the class understands. */
  | { readonly kind: 'custom'; readonly className: Uint8Array; readonly bytes: Uint8Array }
  | { readonly kind: 'enum'; readonly bytes: Uint8Array }
  | { readonly kind: 'link'; readonly tag: 'R' | 'r'; readonly target: PhpNode };

/** Deeper nesting than this is refused: it would exhaust the stack, and no session has it. */
const maxDepth = 200;

class NoPhp extends Error {}

export class PhpReader {
  at = 0;
  #depth = 0;
  /** What `R` and `r` count: every value but `R` itself. */
  readonly #slots: PhpNode[] = [];
  readonly #data: Uint8Array;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  get finished(): boolean {
    return this.at === this.#data.length;
  }

  /** ASCII text up to a terminator, which is skipped; at most 40 characters, as numbers are. */
  #until(end: string): string {
    const code = end.charCodeAt(0);
    for (let i = this.at; i < Math.min(this.at + 40, this.#data.length); i++)
      if (this.#data[i] === code) {
        const text = latin1Text(this.#data.subarray(this.at, i));
        this.at = i + 1;
        return text;
      }
    throw new NoPhp();
  }

  #expect(text: string): void {
    for (const char of text) if (this.#data[this.at++] !== char.charCodeAt(0)) throw new NoPhp();
  }

  #count(): number {
    const text = this.#until(':');
    const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(count <= this.#data.length)) throw new NoPhp();
    return count;
  }

  #bytes(length: number): Uint8Array {
    const bytes = this.#data.slice(this.at, this.at + length);
    if (bytes.length !== length) throw new NoPhp();
    this.at += length;
    return bytes;
  }

  #quoted(): Uint8Array {
    const length = this.#count();
    this.#expect('"');
    const bytes = this.#bytes(length);
    this.#expect('"');
    return bytes;
  }

  #number(shape: RegExp): string {
    const text = this.#until(';');
    if (!shape.test(text)) throw new NoPhp();
    return text;
  }

  value(): PhpNode {
    if (++this.#depth > maxDepth) throw new NoPhp();
    const tag = String.fromCharCode(this.#data[this.at++] ?? 0);
    this.#expect(tag === 'N' ? ';' : ':');
    const slot = tag === 'R' ? -1 : this.#slots.push({ kind: 'null' }) - 1;
    const node = this.#opened(tag);
    if (slot >= 0) this.#slots[slot] = node;
    if (node.kind === 'array' || node.kind === 'object') node.entries = this.#entries();
    this.#depth--;
    return node;
  }

  #opened(tag: string): PhpNode {
    switch (tag) {
      case 'N': return { kind: 'null' };
      case 'b': return { kind: 'bool', value: this.#number(/^[01]$/) === '1' };
      case 'i': return { kind: 'int', text: this.#number(/^[+-]?\d{1,20}$/) };
      case 'd': return { kind: 'float', text: this.#number(/^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|NAN|-?INF)$/) };
      case 'R': case 'r': return { kind: 'link', tag, target: this.#slot() };
      case 'a': return { kind: 'array', entries: [] };
      case 's': return this.#closed({ kind: 'string', bytes: this.#quoted() });
      case 'E': return this.#closed({ kind: 'enum', bytes: this.#quoted() });
      case 'O': case 'C': return this.#instance(tag);
      default: throw new NoPhp();
    }
  }

  #closed(node: PhpNode): PhpNode {
    this.#expect(';');
    return node;
  }

  #slot(): PhpNode {
    const target = this.#slots[Number(this.#number(/^\d{1,9}$/)) - 1];
    if (target === undefined) throw new NoPhp();
    return target;
  }

  #instance(tag: 'O' | 'C'): PhpNode {
    const className = this.#quoted();
    this.#expect(':');
    if (tag === 'O') return { kind: 'object', className, entries: [] };
    const length = this.#count();
    this.#expect('{');
    const bytes = this.#bytes(length);
    this.#expect('}');
    return { kind: 'custom', className, bytes };
  }

  #entries(): PhpEntry[] {
    const count = this.#count();
    this.#expect('{');
    const entries = Array.from({ length: count }, (): PhpEntry => [this.#key(), this.value()]);
    this.#expect('}');
    return entries;
  }

  #key(): PhpKey {
    const tag = String.fromCharCode(this.#data[this.at++] ?? 0);
    this.#expect(':');
    if (tag === 'i') return { kind: 'int', text: this.#number(/^-?\d{1,20}$/) };
    if (tag !== 's') throw new NoPhp();
    const bytes = this.#quoted();
    this.#expect(';');
    return { kind: 'string', bytes };
  }
}

/** What a reading gives, or null where the bytes are no serialised PHP. */
export function attemptPhp<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoPhp) return null;
    throw error;
  }
}

/** The tree of one serialised value; null where the bytes are none, or more than one. */
export function readPhp(data: Uint8Array): PhpNode | null {
  const reader = new PhpReader(data);
  return attemptPhp(() => {
    const node = reader.value();
    return reader.finished ? node : null;
  });
}

export class PhpWriter {
  readonly #parts: Uint8Array[] = [];
  readonly #slots = new Map<PhpNode, number>();
  #count = 0;

  get bytes(): Uint8Array {
    return concat(...this.#parts);
  }

  text(text: string): void {
    this.#parts.push(utf8(text));
  }

  raw(bytes: Uint8Array): void {
    this.#parts.push(bytes);
  }

  #quoted(bytes: Uint8Array): void {
    this.text(`${bytes.length}:"`);
    this.raw(bytes);
    this.text('"');
  }

  value(node: PhpNode): void {
    if (node.kind === 'link') return this.#link(node.tag, node.target);
    this.#slots.set(node, ++this.#count);
    switch (node.kind) {
      case 'null': return this.text('N;');
      case 'bool': return this.text(`b:${node.value ? 1 : 0};`);
      case 'int': return this.text(`i:${node.text};`);
      case 'float': return this.text(`d:${node.text};`);
      case 'string': case 'enum':
        this.text(node.kind === 'string' ? 's:' : 'E:');
        this.#quoted(node.bytes);
        return this.text(';');
      case 'array':
        this.text('a:');
        return this.#entries(node.entries);
      default: return this.#instance(node);
    }
  }

  /** A link whose target an edit has taken away becomes the value itself. */
  #link(tag: 'R' | 'r', target: PhpNode): void {
    const slot = this.#slots.get(target);
    if (slot === undefined) return this.value(target);
    if (tag === 'r') this.#count++;
    this.text(`${tag}:${slot};`);
  }

  #instance(node: PhpNode & { kind: 'object' | 'custom' }): void {
    this.text(node.kind === 'object' ? 'O:' : 'C:');
    this.#quoted(node.className);
    this.text(':');
    if (node.kind === 'object') return this.#entries(node.entries);
    this.text(`${node.bytes.length}:{`);
    this.raw(node.bytes);
    this.text('}');
  }

  #entries(entries: readonly PhpEntry[]): void {
    this.text(`${entries.length}:{`);
    for (const [key, value] of entries) {
      if (key.kind === 'int') this.text(`i:${key.text};`);
      else {
        this.text('s:');
        this.#quoted(key.bytes);
        this.text(';');
      }
      this.value(value);
    }
    this.text('}');
  }
}

export function phpBytes(node: PhpNode): Uint8Array {
  const writer = new PhpWriter();
  writer.value(node);
  return writer.bytes;
}
