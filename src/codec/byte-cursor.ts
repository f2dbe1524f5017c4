/** Reads binary formats from front to back; what runs over the end is a `MalformedBytes`, which every reader turns into null at its door. */
import { latin1Text, textOf } from './bytes';

export class MalformedBytes extends Error {}

export class ByteCursor {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.end - this.at;
  }

  /** Moves over `length` bytes and tells where they began. */
  #over(length: number): number {
    if (length < 0 || length > this.left) throw new MalformedBytes('the data ends too early');
    const start = this.at;
    this.at += length;
    return start;
  }

  take(length: number): Uint8Array {
    const start = this.#over(length);
    return this.bytes.subarray(start, start + length);
  }

  u8(): number {
    return this.#view.getUint8(this.#over(1));
  }

  i8(): number {
    return this.#view.getInt8(this.#over(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#over(2));
  }

  i16(): number {
    return this.#view.getInt16(this.#over(2));
  }

  u32(littleEndian = false): number {
    return this.#view.getUint32(this.#over(4), littleEndian);
  }

  i32(littleEndian = false): number {
    return this.#view.getInt32(this.#over(4), littleEndian);
  }

  i64(littleEndian = false): bigint {
    return this.#view.getBigInt64(this.#over(8), littleEndian);
  }

  f32(): number {
    return this.#view.getFloat32(this.#over(4));
  }

  f64(littleEndian = false): number {
    return this.#view.getFloat64(this.#over(8), littleEndian);
  }

  utf8(length: number): string {
    const text = textOf(this.take(length));
    if (text === null) throw new MalformedBytes('text is no UTF-8');
    return text;
  }

  latin1(length: number): string {
    return latin1Text(this.take(length));
  }

  /** A count of items that take at least `size` bytes each: what cannot be there is refused before anything is allocated for it. */
  counted(count: number, size = 1): number {
    if (count < 0 || count * size > this.left) throw new MalformedBytes('more items are announced than there are bytes');
    return count;
  }
}

/** What `read` makes of the data, or null where the data is malformed. */
export function readingBytes<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedBytes) return null;
    throw error;
  }
}
