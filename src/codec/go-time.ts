/**
 * Go's `time.Time` in the bytes of its MarshalBinary: version, seconds since the year 1, nanoseconds, zone offset in minutes.
 * Source: golang/go 1.24 `src/time/time.go` (MarshalBinary, UnmarshalBinary).
 */
import { concat } from './bytes';

/** Seconds from the year 1 to 1970. */
const yearOne = 62_135_596_800n;

/** RFC 3339 text, or null where the bytes are no time of version 1. */
export function goTimeText(bytes: Uint8Array): string | null {
  if (bytes.length !== 15 || bytes[0] !== 1) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsetMinutes = view.getInt16(13);
  const shift = offsetMinutes === -1 ? 0 : offsetMinutes;
  const date = new Date((Number(view.getBigInt64(1) - yearOne) + shift * 60) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const nanoseconds = view.getInt32(9);
  const fraction = nanoseconds === 0 ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const zone = offsetMinutes === -1 ? 'Z' : `${shift < 0 ? '-' : '+'}${two(Math.floor(Math.abs(shift) / 60))}:${two(Math.abs(shift) % 60)}`;
  return `${date.toISOString().slice(0, 19)}${fraction}${zone}`;
}

/** The bytes of RFC 3339 text, or null where it is none. */
export function goTimeBytes(text: string): Uint8Array | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
  const epochMs = match === null ? Number.NaN : Date.parse(`${match[1]}Z`);
  if (match === null || Number.isNaN(epochMs)) return null;
  const offset = match[3] === undefined ? null : (match[3] === '-' ? -1 : 1) * (Number(match[4]) * 60 + Number(match[5]));
  const bytes = new Uint8Array(14);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, BigInt(epochMs / 1000 - (offset ?? 0) * 60) + yearOne);
  view.setInt32(8, Number((match[2] ?? '').padEnd(9, '0')));
  view.setInt16(12, offset ?? -1);
  return concat(Uint8Array.of(1), bytes);
}
