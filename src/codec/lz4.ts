/**
 * LZ4 frames: read within a bound, written as stored blocks, which every reader takes.
 * Source: lz4/lz4 1.10 `doc/lz4_Frame_format.md`, `doc/lz4_Block_format.md`.
 */
import { ByteCursor, MalformedBytes, readingBytes } from './byte-cursor';
import { concat } from './bytes';
import { inflateLimit } from './inflate';
import { xxh32 } from './xxh32';

const magic = 0x184d2204;

class Output {
  #bytes = new Uint8Array(4096);
  length = 0;

  #grow(length: number): void {
    if (this.length + length > inflateLimit) throw new MalformedBytes('more than the limit comes out');
    if (this.length + length <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + length));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }

  append(bytes: Uint8Array): void {
    this.#grow(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Repeats what stands `distance` bytes back; the copy may run into itself. */
  repeat(distance: number, length: number): void {
    if (distance === 0 || distance > this.length) throw new MalformedBytes('a match before the beginning');
    this.#grow(length);
    for (let i = 0; i < length; i++, this.length++) this.#bytes[this.length] = this.#bytes[this.length - distance] ?? 0;
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}

/** A length that goes on in further bytes where its four bits are all set. */
function lengthOf(nibble: number, cursor: ByteCursor): number {
  let length = nibble;
  if (nibble < 15) return length;
  for (let more = 255; more === 255; ) {
    more = cursor.u8();
    length += more;
  }
  return length;
}

function block(cursor: ByteCursor, output: Output): void {
  while (cursor.left > 0) {
    const token = cursor.u8();
    output.append(cursor.take(lengthOf(token >> 4, cursor)));
    // The last sequence ends after its literals.
    if (cursor.left === 0) return;
    const distance = cursor.u8() | (cursor.u8() << 8);
    output.repeat(distance, lengthOf(token & 15, cursor) + 4);
  }
}

function frame(cursor: ByteCursor): Uint8Array {
  if (cursor.u32(true) !== magic) throw new MalformedBytes('no LZ4 frame');
  const flags = cursor.u8();
  if (flags >> 6 !== 1) throw new MalformedBytes('an unknown version');
  cursor.u8();
  if ((flags & 8) !== 0) cursor.take(8);
  if ((flags & 1) !== 0) cursor.take(4);
  cursor.u8();
  const output = new Output();
  for (let size = cursor.u32(true); size !== 0; size = cursor.u32(true)) {
    const data = cursor.take(size & 0x7fffffff);
    if (size > 0x7fffffff) output.append(data);
    else block(new ByteCursor(data), output);
    if ((flags & 16) !== 0) cursor.take(4);
  }
  const bytes = output.bytes();
  if ((flags & 4) !== 0 && cursor.u32(true) !== xxh32(bytes)) throw new MalformedBytes('the checksum does not fit');
  if (cursor.left > 0) throw new MalformedBytes('more follows the frame');
  return bytes;
}

/** The content of an LZ4 frame; null where the data is none, or more than the limit would come out. */
export function unlz4(data: Uint8Array): Uint8Array | null {
  return readingBytes(() => frame(new ByteCursor(data)));
}

function littleEndian(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
}

/** An LZ4 frame of stored blocks of 64 KB, with a checksum of the content. */
export function lz4(content: Uint8Array): Uint8Array {
  const descriptor = Uint8Array.of(0x64, 0x40);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += 65_536) {
    const data = content.subarray(at, at + 65_536);
    blocks.push(littleEndian((data.length | 0x80000000) >>> 0), data);
  }
  const check = Uint8Array.of((xxh32(descriptor) >>> 8) & 255);
  return concat(littleEndian(magic), descriptor, check, ...blocks, littleEndian(0), littleEndian(xxh32(content)));
}
