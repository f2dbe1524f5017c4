/** Ruby's Marshal format 4.8, written: the same tree gives the same bytes, links and symbol links included. Source: `marshal.c` `w_object`. */
import { latin1, utf8 } from './bytes';
import { symbolKey, type Ivar, type RubyNode, type RubyObject, type RubySymbol } from './ruby-marshal';

class Writer {
  readonly bytes: number[] = [4, 8];
  readonly #symbols = new Map<string, number>();
  readonly #objects = new Map<RubyObject, number>();

  tag(tag: string): void {
    this.bytes.push(tag.charCodeAt(0));
  }

  raw(bytes: Uint8Array): void {
    for (const byte of bytes) this.bytes.push(byte);
  }

  long(value: number): void {
    if (value === 0) this.bytes.push(0);
    else if (value > 0 && value < 123) this.bytes.push(value + 5);
    else if (value < 0 && value > -124) this.bytes.push((value - 5) & 255);
    else {
      const bytes: number[] = [];
      const end = value < 0 ? -1 : 0;
      for (let rest = value; rest !== end && bytes.length < 4; rest = Math.floor(rest / 256)) bytes.push(rest & 255);
      this.bytes.push(value < 0 ? 256 - bytes.length : bytes.length, ...bytes);
    }
  }

  sized(bytes: Uint8Array): void {
    this.long(bytes.length);
    this.raw(bytes);
  }

  symbol(symbol: RubySymbol): void {
    const key = symbolKey(symbol);
    const known = this.#symbols.get(key);
    if (known !== undefined) {
      this.tag(';');
      this.long(known);
      return;
    }
    if (symbol.ivars !== null) this.tag('I');
    this.tag(':');
    this.sized(symbol.bytes);
    this.#symbols.set(key, this.#symbols.size);
    if (symbol.ivars !== null) this.ivars(symbol.ivars);
  }

  ivars(ivars: readonly Ivar[]): void {
    this.long(ivars.length);
    for (const [name, value] of ivars) {
      this.symbol(name);
      this.node(value);
    }
  }

  node(node: RubyNode): void {
    switch (node.kind) {
      case 'symbol': return this.symbol(node);
      case 'nil': return this.tag('0');
      case 'true': return this.tag('T');
      case 'false': return this.tag('F');
      case 'fixnum':
        this.tag('i');
        return this.long(node.value);
      default: return this.#object(node);
    }
  }

  #object(node: RubyObject): void {
    const known = this.#objects.get(node);
    if (known !== undefined) {
      this.tag('@');
      this.long(known);
      return;
    }
    if (node.kind !== 'dumped') this.#objects.set(node, this.#objects.size);
    if (node.ivars !== null) this.tag('I');
    for (const { tag, name } of node.prefixes) {
      this.tag(tag);
      this.symbol(name);
    }
    this.#content(node);
    if (node.ivars !== null) this.ivars(node.ivars);
    if (node.kind === 'dumped') this.#objects.set(node, this.#objects.size);
  }

  #content(node: RubyObject): void {
    switch (node.kind) {
      case 'bignum': return this.#bignum(node.value);
      case 'float': case 'string': case 'regexp': case 'module':
        this.tag({ float: 'f', string: '"', regexp: '/', module: node.kind === 'module' ? node.tag : '' }[node.kind]);
        this.sized(node.bytes);
        if (node.kind === 'regexp') this.bytes.push(node.options);
        return;
      case 'array':
        this.tag('[');
        this.long(node.items.length);
        return node.items.forEach((item) => this.node(item));
      case 'hash':
        this.tag(node.fallback === null ? '{' : '}');
        this.long(node.entries.length);
        for (const side of node.entries.flat()) this.node(side);
        return node.fallback === null ? undefined : this.node(node.fallback);
      default:
        this.tag({ object: 'o', struct: 'S', dumped: 'u', marshalled: 'U' }[node.kind]);
        this.symbol(node.name);
        if (node.kind === 'dumped') this.sized(node.bytes);
        else if (node.kind === 'marshalled') this.node(node.data);
        else this.ivars(node.fields);
    }
  }

  #bignum(value: bigint): void {
    const bytes: number[] = [];
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 255n));
    if (bytes.length % 2 === 1) bytes.push(0);
    this.tag('l');
    this.tag(value < 0n ? '-' : '+');
    this.long(bytes.length / 2);
    this.raw(Uint8Array.from(bytes));
  }
}

export function marshalBytes(node: RubyNode): Uint8Array {
  const writer = new Writer();
  writer.node(node);
  return Uint8Array.from(writer.bytes);
}

export function rubySymbol(name: string): RubySymbol {
  const plain = /^[\x00-\x7f]*$/.test(name) ? latin1(name) : null;
  return plain === null ? { kind: 'symbol', bytes: utf8(name), ivars: [[rubySymbol('E'), { kind: 'true' }]] } : { kind: 'symbol', bytes: plain, ivars: null };
}

/** A UTF-8 string, as Ruby source text makes them. */
export function rubyString(text: string): RubyObject & { kind: 'string' } {
  return { kind: 'string', prefixes: [], bytes: utf8(text), ivars: [[rubySymbol('E'), { kind: 'true' }]] };
}

/** An Integer: a small one as a fixnum, a longer one as a bignum, whatever the machine. */
export function rubyInteger(value: bigint): RubyNode {
  const fits = value >= -0x40000000n && value < 0x40000000n;
  return fits ? { kind: 'fixnum', value: Number(value) } : { kind: 'bignum', value, prefixes: [], ivars: null };
}
