/** The eight bytes in which Ruby's Time dumps itself. Source: ruby/ruby 3.4 `time.c` `time_mload`. */

/** ISO 8601 in UTC; null where the bytes are in the layout before Ruby 1.9, or none. */
export function rubyTime(bytes: Uint8Array): string | null {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const high = view.getUint32(0, true);
  const low = view.getUint32(4, true);
  if (high >>> 31 === 0) return null;
  const year = ((high >>> 14) & 0xffff) + 1900;
  const microseconds = low & 0xfffff;
  const epochMs = Date.UTC(year, (high >>> 10) & 15, (high >>> 5) & 31, high & 31, low >>> 26, (low >>> 20) & 63);
  if (!Number.isFinite(epochMs) || Math.abs(epochMs) > 8.64e15) return null;
  const whole = new Date(epochMs).toISOString().slice(0, 19);
  return `${whole}.${String(microseconds).padStart(6, '0')}Z`;
}
