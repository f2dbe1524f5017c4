/** Bounded decompression: hostile input cannot make more than the limit. */
import { Inflate, Unzlib, zlibSync } from 'fflate';

/** The most that a cookie may inflate to, in bytes. */
export const inflateLimit = 4 * 1024 * 1024;

export interface Inflated {
  readonly bytes: Uint8Array;
  /** True where the limit was hit: `bytes` then holds the beginning only. */
  readonly truncated: boolean;
}

class LimitReached extends Error {}

function run(stream: Unzlib | Inflate, data: Uint8Array): Inflated | null {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let finished = false;
  stream.ondata = (chunk, final) => {
    chunks.push(chunk);
    size += chunk.length;
    finished = final;
    if (size > inflateLimit) throw new LimitReached();
  };
  let truncated = false;
  try {
    // Small pieces, so that the limit is noticed before a whole bomb has been inflated.
    for (let i = 0; i < data.length; i += 1024) stream.push(data.subarray(i, i + 1024), i + 1024 >= data.length);
  } catch (error) {
    if (!(error instanceof LimitReached)) return null;
    truncated = true;
  }
  if (!finished && !truncated) return null;
  const bytes = new Uint8Array(Math.min(size, inflateLimit));
  let at = 0;
  for (const chunk of chunks) {
    const room = chunk.subarray(0, bytes.length - at);
    bytes.set(room, at);
    at += room.length;
  }
  return { bytes, truncated };
}

/** Inflates a zlib stream (RFC 1950); null where the data is none. */
export function unzlib(data: Uint8Array): Inflated | null {
  return data.length < 2 || ((data[0] ?? 0) & 15) !== 8 ? null : run(new Unzlib(), data);
}

/** Inflates a raw deflate stream (RFC 1951); null where the data is none. */
export function inflateRaw(data: Uint8Array): Inflated | null {
  return data.length === 0 ? null : run(new Inflate(), data);
}

/** Compresses to a zlib stream at the default level. */
export function zlib(data: Uint8Array): Uint8Array {
  return zlibSync(data, { level: 6 });
}
