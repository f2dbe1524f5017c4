/**
 * The type definitions that a gob stream carries with it, and the numbers and texts that everything in it is made of.
 * Source: golang/go 1.24 `src/encoding/gob/{doc,type,decode,encode,decoder}.go`.
 */
import { ByteCursor, MalformedBytes } from './byte-cursor';
import { textOf } from './bytes';

export type GobType =
  | { readonly kind: 'array' | 'slice'; readonly name: string; readonly elem: number; readonly length: number }
  | { readonly kind: 'map'; readonly name: string; readonly key: number; readonly elem: number }
  | { readonly kind: 'struct'; readonly name: string; readonly fields: readonly GobField[] }
  /** A type that writes its own bytes (GobEncoder, BinaryMarshaler, TextMarshaler). */
  | { readonly kind: 'opaque'; readonly name: string };

export interface GobField {
  readonly name: string;
  readonly id: number;
}

/** The ids that every stream knows without a definition. */
export const gobIds = { bool: 1, int: 2, uint: 3, float: 4, bytes: 5, string: 6, complex: 7, interface: 8 } as const;

export class GobCursor extends ByteCursor {
  uint(): bigint {
    const first = this.u8();
    if (first < 128) return BigInt(first);
    const length = 256 - first;
    if (length > 8) throw new MalformedBytes('a number of more than eight bytes');
    return this.take(length).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  }

  int(): bigint {
    const raw = this.uint();
    return (raw & 1n) === 1n ? ~(raw >> 1n) : raw >> 1n;
  }

  /** A small integer: a type id or a length. */
  small(): number {
    return Number(this.int());
  }

  /** A count of bytes or items, which cannot be more than the bytes that are left. */
  count(): number {
    return this.counted(Number(this.uint()));
  }

  float(): number {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, this.uint());
    return view.getFloat64(0, true);
  }

  text(): string {
    return textOf(this.take(this.count())) ?? '';
  }

  /** Runs over the fields of a struct, each announced by how far its number lies behind the last one's. */
  fields(read: (index: number) => void): void {
    let index = -1;
    for (let delta = this.uint(); delta !== 0n; delta = this.uint()) {
      index += Number(delta);
      read(index);
    }
  }
}

function refuse(): never {
  throw new MalformedBytes('an unknown field in a type definition');
}

function typeName(cursor: GobCursor): string {
  let name = '';
  cursor.fields((field) => {
    if (field === 0) name = cursor.text();
    else if (field === 1) cursor.small();
    else refuse();
  });
  return name;
}

function structFields(cursor: GobCursor): GobField[] {
  return Array.from({ length: cursor.count() }, () => {
    let name = '';
    let id = 0;
    cursor.fields((field) => {
      if (field === 0) name = cursor.text();
      else if (field === 1) id = cursor.small();
      else refuse();
    });
    return { name, id };
  });
}

/** The kinds in the order of `wireType`'s fields. */
const kinds = ['array', 'slice', 'struct', 'map', 'opaque', 'opaque', 'opaque'] as const;

/** Reads one `wireType`. */
export function gobDefinition(cursor: GobCursor): GobType {
  let found: GobType | null = null;
  cursor.fields((index) => {
    const kind = kinds[index] ?? refuse();
    let name = '';
    let fields: GobField[] = [];
    const numbers: number[] = [0, 0];
    cursor.fields((field) => {
      if (field === 0) name = typeName(cursor);
      else if (kind === 'struct' && field === 1) fields = structFields(cursor);
      else if (kind !== 'struct' && kind !== 'opaque' && field < 3) numbers[field - 1] = cursor.small();
      else refuse();
    });
    const [first = 0, second = 0] = numbers;
    if (kind === 'struct') found = { kind, name, fields };
    else if (kind === 'map') found = { kind, name, key: first, elem: second };
    else if (kind === 'opaque') found = { kind, name };
    else found = { kind, name, elem: first, length: second };
  });
  return found ?? refuse();
}
