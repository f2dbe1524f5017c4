/** xxHash32 (Cyan4973/xxHash `doc/xxhash_spec.md`): the checksum of LZ4 frames. */

const [prime1, prime2, prime3, prime4, prime5] = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1] as const;

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function round(lane: number, input: number): number {
  return Math.imul(rotated((lane + Math.imul(input, prime2)) | 0, 13), prime1);
}

function stripes(view: DataView): { hash: number; at: number } {
  const lanes = [(prime1 + prime2) | 0, prime2 | 0, 0, -prime1 | 0];
  let at = 0;
  for (; at + 16 <= view.byteLength; at += 16) for (let i = 0; i < 4; i++) lanes[i] = round(lanes[i] ?? 0, view.getInt32(at + 4 * i, true));
  const [a = 0, b = 0, c = 0, d = 0] = lanes;
  return { hash: (rotated(a, 1) + rotated(b, 7) + rotated(c, 12) + rotated(d, 18)) | 0, at };
}

/** The hash with seed 0, as an unsigned number. */
export function xxh32(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let { hash, at } = data.length >= 16 ? stripes(view) : { hash: prime5 | 0, at: 0 };
  hash = (hash + data.length) | 0;
  for (; at + 4 <= data.length; at += 4) hash = Math.imul(rotated((hash + Math.imul(view.getInt32(at, true), prime3)) | 0, 17), prime4);
  for (; at < data.length; at++) hash = Math.imul(rotated((hash + Math.imul(view.getUint8(at), prime5)) | 0, 11), prime1);
  hash = Math.imul(hash ^ (hash >>> 15), prime2);
  hash = Math.imul(hash ^ (hash >>> 13), prime3);
  return (hash ^ (hash >>> 16)) >>> 0;
}
