/**
 * ActiveSupport::MessagePack: a signature of two bytes, then MessagePack with Rails' extension types.
 * Source: rails/rails 8.1 `active_support/message_pack/{serializer,extensions}.rb`; msgpack/msgpack-ruby 1.8 `lib/msgpack/bigint.rb`.
 */
import { fail, ok, type Result } from '../result';
import { bigEndian, concat, textOf, utf8 } from './bytes';
import { isMsgpackFaithful, readMsgpack, writeMsgpack, type MsgpackExtensions } from './msgpack';
import { payloadFrom, type Payload, type Value } from './value';

/** The two bytes in front: no other serialiser of Rails begins so. */
const signature = Uint8Array.of(0xcc, 0x80);

/** Types whose data is text. */
const texts: Readonly<Record<number, string>> = { 2: 'BigDecimal', 9: 'ActiveSupport::TimeZone', 13: 'URI', 15: 'Pathname', 16: 'Regexp' };
/** Types whose data is a sequence of so many values (a Rational of zero has one only). */
const sequences: Readonly<Record<number, readonly [name: string, count: number]>> = {
  3: ['Rational', 2], 4: ['Complex', 2], 6: ['Date', 1], 7: ['Time', 3], 8: ['ActiveSupport::TimeWithZone', 4], 10: ['ActiveSupport::Duration', 2],
  11: ['Range', 3], 12: ['Set', 1], 14: ['IPAddr', 1], 17: ['ActiveSupport::HashWithIndifferentAccess', 1],
};

function bigintOf(data: Uint8Array): Value | null {
  if (data.length % 4 !== 1) return null;
  let value = 0n;
  for (let at = data.length - 4; at > 0; at -= 4) value = (value << 32n) | BigInt(bigEndian(data.subarray(at, at + 4)));
  return { $bigint: String(data[0] === 1 ? -value : value) };
}

function bigintBytes(value: bigint): Uint8Array {
  const bytes = [value < 0n ? 1 : 0];
  for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= 32n)
    for (const shift of [24n, 16n, 8n, 0n]) bytes.push(Number((rest >> shift) & 255n));
  return Uint8Array.from(bytes);
}

const fits = (value: bigint): boolean => value >= -(2n ** 63n) && value < 2n ** 64n;

const extensions: MsgpackExtensions = {
  decode(type, data) {
    if (type === 1) return bigintOf(data);
    const text = type === 0 || texts[type] !== undefined ? textOf(data) : null;
    if (text !== null) return type === 0 ? { $symbol: text } : { $object: texts[type] ?? '', text };
    const [name, count] = sequences[type] ?? [];
    if (name === undefined || count === undefined) return null;
    const values = readMsgpack(concat(Uint8Array.of(0x90 | count), data), extensions);
    return values === null ? null : { $object: name, values };
  },
  encode(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const { $symbol, $bigint, $object, text, values } = value as { readonly [key: string]: Value };
    if (typeof $symbol === 'string') return { type: 0, data: utf8($symbol) };
    if (typeof $bigint === 'string' && /^-?\d{1,1000}$/.test($bigint)) return fits(BigInt($bigint)) ? null : { type: 1, data: bigintBytes(BigInt($bigint)) };
    const textType = Object.keys(texts).find((type) => texts[Number(type)] === $object);
    if (textType !== undefined && typeof text === 'string') return { type: Number(textType), data: utf8(text) };
    const type = Object.keys(sequences).find((each) => sequences[Number(each)]?.[0] === $object);
    if (type === undefined || !Array.isArray(values)) return null;
    const written = values.map((each: Value) => writeMsgpack(each, extensions));
    const parts = written.flatMap((each) => (each.ok ? [each.value] : []));
    return parts.length === written.length ? { type: Number(type), data: concat(...parts) } : null;
  },
};

export function isRailsMsgpack(data: Uint8Array): boolean {
  return data[0] === signature[0] && data[1] === signature[1];
}

export function railsMsgpackPayload(data: Uint8Array): Payload | null {
  const body = data.subarray(2);
  const value = isRailsMsgpack(data) ? readMsgpack(body, extensions) : null;
  // A document that is nothing but nil reads like a failure.
  if (value === null) return isRailsMsgpack(data) && body.length === 1 && body[0] === 0xc0 ? payloadFrom(null) : null;
  return payloadFrom(value);
}

/** The bytes of an edited value; refused where even the value before the edit would not come back the same. */
export function editedRailsMsgpack(before: Uint8Array, value: Value): Result<Uint8Array> {
  if (before.length > 3 && !isMsgpackFaithful(before.subarray(2), extensions))
    return fail('it holds MessagePack data that would come back as something else, such as a float without a fraction');
  const written = writeMsgpack(value, extensions);
  return written.ok ? ok(concat(signature, written.value)) : written;
}
