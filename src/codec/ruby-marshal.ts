/**
 * Ruby's Marshal format 4.8, read as a tree of data: nothing in it is ever created or run.
 * Source: ruby/ruby 3.4 `marshal.c` (`r_object_for`, `r_symreal`, `r_long`); which nodes take a number in the table of links follows
 * the reader there, so that a tree written again has the same links.
 */
import { latin1Text } from './bytes';

export interface RubySymbol {
  readonly kind: 'symbol';
  readonly bytes: Uint8Array;
  readonly ivars: readonly Ivar[] | null;
}

export type Ivar = readonly [name: RubySymbol, value: RubyNode];

/** A module or subclass that stands before a value: `e` extended with, `C` subclass of a core class. */
export interface Prefix {
  readonly tag: 'e' | 'C';
  readonly name: RubySymbol;
}

interface Decorated {
  readonly prefixes: readonly Prefix[];
  /** Instance variables, a string's encoding among them; null where none are written. */
  ivars: readonly Ivar[] | null;
}

export type RubyPlain =
  | { readonly kind: 'nil' | 'true' | 'false' }
  | { readonly kind: 'fixnum'; readonly value: number }
  | RubySymbol;

export type RubyObject = Decorated &
  (
    | { readonly kind: 'bignum'; readonly value: bigint }
    | { readonly kind: 'float'; readonly bytes: Uint8Array }
    | { readonly kind: 'string'; readonly bytes: Uint8Array }
    | { readonly kind: 'regexp'; readonly bytes: Uint8Array; readonly options: number }
    | { readonly kind: 'array'; items: readonly RubyNode[] }
    | { readonly kind: 'hash'; entries: readonly (readonly [RubyNode, RubyNode])[]; fallback: RubyNode | null }
    | { readonly kind: 'object' | 'struct'; readonly name: RubySymbol; fields: readonly Ivar[] }
    /** `_dump`: bytes that only the class understands (Time, BigDecimal). */
    | { readonly kind: 'dumped'; readonly name: RubySymbol; readonly bytes: Uint8Array }
    /** `marshal_dump`: a value that only the class understands (Date). */
    | { readonly kind: 'marshalled'; readonly name: RubySymbol; data: RubyNode }
    | { readonly kind: 'module'; readonly tag: 'c' | 'm' | 'M'; readonly bytes: Uint8Array }
  );

export type RubyNode = RubyPlain | RubyObject;

/** Deeper nesting than this is refused: it would exhaust the stack, and no session has it. */
export const maxRubyDepth = 200;

class NoMarshal extends Error {}

class Reader {
  #at = 2;
  #depth = 0;
  readonly #symbols: RubySymbol[] = [];
  readonly #objects: (RubyObject | null)[] = [];
  readonly #data: Uint8Array;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  get finished(): boolean {
    return this.#at === this.#data.length;
  }

  byte(): number {
    const byte = this.#data[this.#at++];
    if (byte === undefined) throw new NoMarshal();
    return byte;
  }

  long(): number {
    const first = (this.byte() << 24) >> 24;
    if (first === 0) return 0;
    if (first > 4) return first - 5;
    if (first < -4) return first + 5;
    let value = 0;
    for (let i = 0; i < Math.abs(first); i++) value += this.byte() * 256 ** i;
    return first > 0 ? value : value - 256 ** -first;
  }

  count(): number {
    const count = this.long();
    if (count < 0 || count > this.#data.length - this.#at) throw new NoMarshal();
    return count;
  }

  bytes(length = this.count()): Uint8Array {
    const bytes = this.#data.slice(this.#at, this.#at + length);
    if (bytes.length !== length) throw new NoMarshal();
    this.#at += length;
    return bytes;
  }

  many<T>(read: () => T): T[] {
    return Array.from({ length: this.count() }, read);
  }

  symbol(): RubySymbol {
    const node = this.node();
    if (node.kind !== 'symbol') throw new NoMarshal();
    return node;
  }

  ivar = (): Ivar => [this.symbol(), this.node()];

  node(): RubyNode {
    if (++this.#depth > maxRubyDepth) throw new NoMarshal();
    const node = this.#tagged(String.fromCharCode(this.byte()), [], false);
    this.#depth--;
    return node;
  }

  #tagged(tag: string, prefixes: readonly Prefix[], withIvars: boolean): RubyNode {
    const plain = prefixes.length === 0 ? this.#plain(tag, withIvars) : null;
    if (plain !== null) return plain;
    const next = (): string => String.fromCharCode(this.byte());
    if (tag === 'I' && !withIvars && prefixes.length === 0) return this.#tagged(next(), prefixes, true);
    if (tag === 'e' || tag === 'C') {
      if (prefixes.length >= 8) throw new NoMarshal();
      const name = this.symbol();
      return this.#tagged(next(), [...prefixes, { tag, name }], withIvars);
    }
    return this.#object(tag, prefixes, withIvars);
  }

  #plain(tag: string, withIvars: boolean): RubyNode | null {
    if (tag === ':') return this.#newSymbol(withIvars);
    if (withIvars) return null;
    if (tag === '0') return { kind: 'nil' };
    if (tag === 'T') return { kind: 'true' };
    if (tag === 'F') return { kind: 'false' };
    if (tag === 'i') return { kind: 'fixnum', value: this.long() };
    if (tag === ';') return this.#known(this.#symbols);
    return tag === '@' ? this.#known(this.#objects) : null;
  }

  #known<T>(table: readonly (T | null)[]): T {
    const known = table[this.long()];
    if (known === undefined || known === null) throw new NoMarshal();
    return known;
  }

  #newSymbol(withIvars: boolean): RubySymbol {
    const symbol = { kind: 'symbol' as const, bytes: this.bytes(), ivars: null as readonly Ivar[] | null };
    this.#symbols.push(symbol);
    if (withIvars) symbol.ivars = this.many(this.ivar);
    return symbol;
  }

  #object(tag: string, prefixes: readonly Prefix[], withIvars: boolean): RubyObject {
    const base = { prefixes, ivars: null };
    if (tag === 'u') {
      // The one kind that takes its number after its instance variables.
      const node: RubyObject = { ...base, kind: 'dumped', name: this.symbol(), bytes: this.bytes() };
      if (withIvars) node.ivars = this.many(this.ivar);
      this.#objects.push(node);
      return node;
    }
    const number = this.#objects.push(null) - 1;
    const node = this.#opened(tag, base);
    this.#objects[number] = node;
    this.#fill(node, tag);
    if (withIvars) node.ivars = this.many(this.ivar);
    return node;
  }

  /** The node without what may link back to it. */
  #opened(tag: string, base: Decorated): RubyObject {
    switch (tag) {
      case 'f': return { ...base, kind: 'float', bytes: this.bytes() };
      case 'l': return { ...base, kind: 'bignum', value: this.#bignum() };
      case '"': return { ...base, kind: 'string', bytes: this.bytes() };
      case '/': return { ...base, kind: 'regexp', bytes: this.bytes(), options: this.byte() };
      case '[': return { ...base, kind: 'array', items: [] };
      case '{': case '}': return { ...base, kind: 'hash', entries: [], fallback: null };
      case 'o': return { ...base, kind: 'object', name: this.symbol(), fields: [] };
      case 'S': return { ...base, kind: 'struct', name: this.symbol(), fields: [] };
      case 'U': return { ...base, kind: 'marshalled', name: this.symbol(), data: { kind: 'nil' } };
      case 'c': case 'm': case 'M': return { ...base, kind: 'module', tag, bytes: this.bytes() };
      default: throw new NoMarshal();
    }
  }

  #fill(node: RubyObject, tag: string): void {
    if (node.kind === 'array') node.items = this.many(() => this.node());
    else if (node.kind === 'object' || node.kind === 'struct') node.fields = this.many(this.ivar);
    else if (node.kind === 'marshalled') node.data = this.node();
    else if (node.kind === 'hash') {
      node.entries = this.many(() => [this.node(), this.node()] as const);
      if (tag === '}') node.fallback = this.node();
    }
  }

  #bignum(): bigint {
    const negative = this.byte() === 0x2d;
    const bytes = this.bytes(this.count() * 2);
    let value = 0n;
    for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i] ?? 0);
    return negative ? -value : value;
  }
}

export function isMarshal(data: Uint8Array): boolean {
  return data[0] === 4 && data[1] === 8;
}

/** The tree of one dumped value; null where the bytes are none, or more than one. */
export function readMarshal(data: Uint8Array): RubyNode | null {
  if (!isMarshal(data)) return null;
  const reader = new Reader(data);
  try {
    const node = reader.node();
    return reader.finished ? node : null;
  } catch (error) {
    if (error instanceof NoMarshal) return null;
    throw error;
  }
}

/** A symbol's name, byte for byte: what tells two symbols apart. */
export function symbolKey(symbol: RubySymbol): string {
  return latin1Text(symbol.bytes);
}
