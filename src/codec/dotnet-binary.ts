/** .NET's BinaryReader and BinaryWriter: little-endian integers, UTF-8 strings behind a length in seven-bit groups. */
import { ByteCursor, MalformedBytes } from './byte-cursor';
import { concat, utf8 } from './bytes';

export class DotnetCursor extends ByteCursor {
  string(): string {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      if (shift > 28) throw new MalformedBytes('a length of more than five bytes');
      const byte = this.u8();
      length += (byte & 127) * 2 ** shift;
      if (byte < 128) return this.utf8(length);
    }
  }

  bool(): boolean {
    const byte = this.u8();
    if (byte > 1) throw new MalformedBytes('no boolean');
    return byte === 1;
  }

  /** A count of items of at least `size` bytes. */
  count(size: number): number {
    return this.counted(this.i32(true), size);
  }
}

export function dotnetInt(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255);
}

export function dotnetBool(value: boolean): Uint8Array {
  return Uint8Array.of(value ? 1 : 0);
}

export function dotnetString(text: string): Uint8Array {
  const bytes = utf8(text);
  const length: number[] = [];
  let rest = bytes.length;
  for (; rest >= 128; rest >>>= 7) length.push((rest & 127) | 128);
  return concat(Uint8Array.of(...length, rest), bytes);
}
