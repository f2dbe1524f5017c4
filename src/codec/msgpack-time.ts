/**
 * MessagePack's timestamp extension (type -1), as `{"$object": "timestamp", "time": "2026-01-31T12:00:00Z"}` with nanoseconds kept.
 * Source: msgpack/msgpack `spec.md` (timestamp extension type); vmihailenco/msgpack 5 `time.go`.
 */
import { concat } from './bytes';
import type { MsgpackExtensions } from './msgpack';
import { isRecord, type Value } from './value';

function timeText(seconds: bigint, nanoseconds: number): Value | null {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const fraction = nanoseconds === 0 ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;
  return { $object: 'timestamp', time: `${date.toISOString().replace(/\.\d+Z$/, '')}${fraction}Z` };
}

function decode(type: number, data: Uint8Array): Value | null {
  if (type !== -1) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length === 4) return timeText(BigInt(view.getUint32(0)), 0);
  if (data.length === 8) {
    const packed = view.getBigUint64(0);
    return timeText(packed & 0x3ffffffffn, Number(packed >> 34n));
  }
  return data.length === 12 ? timeText(view.getBigInt64(4), view.getUint32(0)) : null;
}

function bytesOf(seconds: bigint, nanoseconds: number): Uint8Array {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, (BigInt(nanoseconds) << 34n) | BigInt.asUintN(34, seconds));
  if (seconds >= 0n && seconds < 2n ** 34n) return nanoseconds === 0 && seconds < 2n ** 32n ? bytes.slice(4, 8) : bytes.slice(0, 8);
  view.setBigInt64(4, seconds);
  const head = new DataView(new ArrayBuffer(4));
  head.setUint32(0, nanoseconds);
  return concat(new Uint8Array(head.buffer), bytes.slice(4));
}

function encode(value: Value): { type: number; data: Uint8Array } | null {
  if (!isRecord(value) || value['$object'] !== 'timestamp' || typeof value['time'] !== 'string') return null;
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(value['time']);
  const epochMs = match === null ? Number.NaN : Date.parse(`${match[1]}Z`);
  if (match === null || Number.isNaN(epochMs)) return null;
  return { type: -1, data: bytesOf(BigInt(epochMs / 1000), Number((match[2] ?? '').padEnd(9, '0'))) };
}

export const msgpackTimes: MsgpackExtensions = { decode, encode };
