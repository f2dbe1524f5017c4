/** MessagePack read as data and written again: long integers, bytes and extension types stand as markers. */
import { Decoder, Encoder, ExtData, type ExtensionCodecType } from '@msgpack/msgpack';
import { fail, ok, type Result } from '../result';
import { equalBytes, hex, unhex } from './bytes';
import { isRecord, type Value } from './value';

/** Deeper nesting is refused: no framework makes it. */
const maxDepth = 100;

/** A framework's own extension types, both ways; what it does not know stands as `{"$object": "extension 5", "$bytes": "<hex>"}`. */
export interface MsgpackExtensions {
  decode(type: number, data: Uint8Array): Value | null;
  encode(value: Value): { readonly type: number; readonly data: Uint8Array } | null;
}

const none: MsgpackExtensions = { decode: () => null, encode: () => null };

function codecFor(extensions: MsgpackExtensions): ExtensionCodecType<undefined> {
  return {
    tryToEncode: () => null,
    decode: (data, type) => new Extension(extensions.decode(type, data) ?? { $object: `extension ${type}`, $bytes: hex(data) }),
  };
}

/** An extension as the decoder returns it: a class of ours, which no map of the document can pretend to be. */
class Extension {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }
}

function fromBigint(value: bigint): Value {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : { $bigint: String(value) };
}

/** The library's value as ours. */
function valueOf(item: unknown, depth: number): Value {
  if (depth > maxDepth) throw new RangeError('nested too deeply');
  if (item === null || item === undefined) return null;
  if (typeof item === 'bigint') return fromBigint(item);
  if (typeof item === 'number') return Number.isFinite(item) ? item : { $number: String(item) };
  if (item instanceof Uint8Array) return { $bytes: hex(item) };
  if (Array.isArray(item)) return item.map((each) => valueOf(each, depth + 1));
  if (typeof item !== 'object') return item as boolean | string;
  if (item instanceof Extension) return item.value;
  return Object.fromEntries(Object.entries(item).map(([key, each]) => [key, valueOf(each, depth + 1)]));
}

/** The value of one whole MessagePack document; null where the bytes are none, or hold more or less than one. */
export function readMsgpack(bytes: Uint8Array, extensions: MsgpackExtensions = none): Value | null {
  if (bytes.length === 0) return null;
  const size = bytes.length;
  const decoder = new Decoder({
    useBigInt64: true,
    extensionCodec: codecFor(extensions),
    // A declared length beyond the input is refused before anything is allocated for it.
    maxStrLength: size, maxBinLength: size, maxArrayLength: size, maxMapLength: size, maxExtLength: size,
    mapKeyConverter: (key) => (typeof key === 'bigint' ? String(key) : typeof key === 'number' || typeof key === 'string' ? key : JSON.stringify(key)),
  });
  try {
    return valueOf(decoder.decode(bytes), 0);
  } catch {
    return null;
  }
}

class MsgpackProblem extends Error {}

function marked(value: { readonly [key: string]: Value }, extensions: MsgpackExtensions): unknown {
  const { $bigint, $bytes, $number, $object } = value;
  const own = extensions.encode(value);
  if (own !== null) return new ExtData(own.type, own.data);
  if (typeof $bigint === 'string' && /^-?\d{1,20}$/.test($bigint)) return BigInt($bigint);
  if (typeof $number === 'string') return Number($number);
  const bytes = typeof $bytes === 'string' ? unhex($bytes) : null;
  if ($bytes !== undefined && bytes === null) throw new MsgpackProblem('$bytes is no hexadecimal text');
  if (typeof $object === 'string') {
    const type = /^extension (-?\d{1,3})$/.exec($object)?.[1];
    if (type === undefined || bytes === null) throw new MsgpackProblem(`${$object} cannot be written as MessagePack`);
    return new ExtData(Number(type), bytes);
  }
  return bytes;
}

function plainOf(value: Value, extensions: MsgpackExtensions): unknown {
  if (Array.isArray(value)) return value.map((each: Value) => plainOf(each, extensions));
  if (!isRecord(value)) return value;
  return marked(value, extensions) ?? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainOf(each, extensions)]));
}

/** The MessagePack of a value, or what in it cannot be written. */
export function writeMsgpack(value: Value, extensions: MsgpackExtensions = none): Result<Uint8Array> {
  try {
    return ok(new Encoder({ useBigInt64: true, maxDepth }).encode(plainOf(value, extensions)));
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'it cannot be written as MessagePack');
  }
}

/**
 * True where writing what was read gives the very same bytes: only then is an edit safe for everything that it did not touch
 * (integral floats and keys that are no text would come back as something else).
 */
export function isMsgpackFaithful(bytes: Uint8Array, extensions: MsgpackExtensions = none): boolean {
  const value = readMsgpack(bytes, extensions);
  if (value === null) return false;
  const written = writeMsgpack(value, extensions);
  return written.ok && equalBytes(written.value, bytes);
}
