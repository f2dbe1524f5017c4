/**
 * Plain data as a pickle, in the protocol that was used before: what Python's `pickle.loads` makes the same values of.
 * Source: python/cpython 3.13 `Lib/pickle.py:104-190,700-1100` (what each protocol writes).
 */
import { fail, ok, type Result } from '../result';
import { concat, latin1Text, utf8 } from './bytes';
import type { PickleEntry, PickleNode, PickleObject } from './pickle-node';

/** Instances that may be written again, because calling their class with their arguments gives the same value. */
const callable = /^(?:datetime\.(?:datetime|date|time|timedelta|timezone)|decimal\.Decimal|pytz\._UTC)$/;

class Unwritable extends Error {}

const code = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

function littleEndian(value: number): Uint8Array {
  return code(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
}

/** Two's complement, little-endian, as short as the sign allows. */
function longBytes(digits: string): Uint8Array {
  const bytes: number[] = [];
  for (let rest = BigInt(digits); ; rest >>= 8n) {
    const byte = Number(rest & 0xffn);
    bytes.push(byte);
    if ((rest >> 8n === 0n && byte < 0x80) || (rest >> 8n === -1n && byte >= 0x80)) return Uint8Array.from(bytes);
  }
}

function numberCode(json: string): Uint8Array {
  if (/[.eENI]/.test(json)) {
    const bytes = new Uint8Array(9);
    bytes[0] = 0x47;
    new DataView(bytes.buffer).setFloat64(1, Number(json));
    return bytes;
  }
  const value = Number(json);
  if (value >= -0x8000_0000 && value <= 0x7fff_ffff) return concat(code(0x4a), littleEndian(value));
  if (json.length > 600) throw new Unwritable('a number of more than 600 digits');
  const bytes = longBytes(json);
  return concat(code(0x8a, bytes.length), bytes);
}

function sized(opcode: number, bytes: Uint8Array): Uint8Array {
  return concat(code(opcode), littleEndian(bytes.length), bytes);
}

function named(module: string, name: string): Uint8Array {
  return concat(code(0x63), utf8(`${module}\n${name}\n`));
}

class PickleWriter {
  readonly #protocol: number;

  constructor(protocol: number) {
    this.#protocol = protocol;
  }

  /** Up to protocol 2 names are those of Python 2. */
  #builtin(name: string): Uint8Array {
    return named(this.#protocol < 3 ? '__builtin__' : 'builtins', name);
  }

  /** Since a mark: the items, then the opcode that takes them. */
  #marked(items: readonly PickleNode[], opcode: number): Uint8Array {
    return concat(code(0x28), ...items.map((item) => this.node(item)), code(opcode));
  }

  #bytes(bytes: Uint8Array): Uint8Array {
    if (this.#protocol >= 3) return sized(0x42, bytes);
    // Python 3 writes bytes for older readers as text that is encoded again.
    return concat(named('_codecs', 'encode'), sized(0x58, utf8(latin1Text(bytes))), sized(0x58, utf8('latin1')), code(0x86, 0x52));
  }

  #set(kind: 'set' | 'frozenset', items: readonly PickleNode[]): Uint8Array {
    if (this.#protocol < 4) return concat(this.#builtin(kind), this.node({ kind: 'list', items: [...items] }), code(0x85, 0x52));
    return kind === 'set' ? concat(code(0x8f), this.#marked(items, 0x90)) : this.#marked(items, 0x91);
  }

  #object({ className, args, state, items, entries }: PickleObject): Uint8Array {
    const dot = className.lastIndexOf('.');
    const maker = named(className.slice(0, dot), className.slice(dot + 1));
    if (items.length > 0 || entries.length > 0) throw new Unwritable(`an instance of ${className}`);
    if (className === 'uuid.UUID' && state !== null) return concat(maker, code(0x29, 0x81), this.node(state), code(0x62));
    if (!callable.test(className) || state !== null) throw new Unwritable(`an instance of ${className}`);
    return concat(maker, this.node({ kind: 'tuple', items: [...args] }), code(0x52));
  }

  #dict(entries: readonly PickleEntry[]): Uint8Array {
    return concat(code(0x7d), this.#marked(entries.flat(), 0x75));
  }

  #atom(json: string): Uint8Array {
    if (json === 'null') return code(0x4e);
    return json === 'true' ? code(0x88) : json === 'false' ? code(0x89) : numberCode(json);
  }

  node(node: PickleNode): Uint8Array {
    switch (node.kind) {
      case 'atom':
        return this.#atom(node.json);
      case 'text':
        return sized(0x58, utf8(node.text));
      case 'string':
        return sized(0x54, node.bytes);
      case 'bytes':
        return this.#bytes(node.bytes);
      case 'bytearray':
        return concat(this.#builtin('bytearray'), this.#bytes(node.bytes), code(0x85, 0x52));
      case 'list':
        return concat(code(0x5d), this.#marked(node.items, 0x65));
      case 'tuple':
        return node.items.length === 0 ? code(0x29) : this.#marked(node.items, 0x74);
      case 'set':
      case 'frozenset':
        return this.#set(node.kind, node.items);
      case 'dict':
        return this.#dict(node.entries);
      case 'global':
        throw new Unwritable(`the name ${node.name}`);
      case 'object':
        return this.#object(node);
    }
  }
}

/** The pickle of a node; a problem says what in it cannot be written. Protocols below 2 are written as 2, above 4 as 4. */
export function pickleBytes(node: PickleNode, protocol: number): Result<Uint8Array> {
  const written = Math.min(4, Math.max(2, protocol));
  try {
    return ok(concat(code(0x80, written), new PickleWriter(written).node(node), code(0x2e)));
  } catch (error) {
    if (error instanceof Unwritable) return fail(`The payload holds ${error.message}, which cannot be written into a pickle again.`);
    throw error;
  }
}
