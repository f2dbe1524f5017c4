/**
 * Java's object serialisation, read as data: classes, fields and custom data by name. No class is loaded and nothing is created.
 * Source: Java Object Serialization Specification, chapter 6 (grammar for the stream format).
 */
import { ByteCursor, MalformedBytes, readingBytes } from './byte-cursor';

const maxDepth = 60;

/** What a stream holds; strings carry where they stand, so that they can be replaced in place. */
export type JavaNode =
  | { readonly kind: 'null' }
  | { readonly kind: 'string'; readonly text: string; /** Offset of the type code. */ readonly start: number; readonly end: number }
  | { readonly kind: 'primitive'; readonly type: string; readonly value: number | bigint | boolean | string }
  | { readonly kind: 'object'; readonly type: JavaClass; readonly data: JavaClassData[] }
  | { readonly kind: 'array'; readonly type: JavaClass; readonly items: JavaNode[] }
  | { readonly kind: 'enum'; readonly type: JavaClass; readonly constant: string }
  | { readonly kind: 'class'; readonly type: JavaClass }
  | { readonly kind: 'block'; readonly bytes: Uint8Array };

export interface JavaClass {
  readonly name: string;
  readonly serialVersionUid: bigint;
  readonly flags: number;
  readonly fields: readonly { readonly type: string; readonly name: string }[];
  readonly parent: JavaClass | null;
}

/** One class of an object's hierarchy, the topmost first: its fields, and what its writeObject added. */
export interface JavaClassData {
  readonly type: JavaClass;
  readonly fields: ReadonlyMap<string, JavaNode>;
  readonly written: readonly JavaNode[];
}

const nothing: JavaNode = { kind: 'null' };

/** Java's modified UTF-8: no zero byte, characters beyond U+FFFF as two surrogates of three bytes. */
function modifiedUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const size = a < 0x80 ? 1 : a >> 5 === 6 ? 2 : a >> 4 === 14 ? 3 : 0;
    const isWhole = size > 0 && i + size <= bytes.length && a !== 0 && (size < 2 || b >> 6 === 2) && (size < 3 || c >> 6 === 2);
    if (!isWhole) throw new MalformedBytes('no modified UTF-8');
    text += String.fromCharCode(size === 1 ? a : size === 2 ? ((a & 31) << 6) | (b & 63) : ((a & 15) << 12) | ((b & 63) << 6) | (c & 63));
    i += size;
  }
  return text;
}

const primitives: Readonly<Record<string, (cursor: ByteCursor) => number | bigint | boolean | string>> = {
  B: (cursor) => cursor.i8(),
  C: (cursor) => String.fromCharCode(cursor.u16()),
  D: (cursor) => cursor.f64(),
  F: (cursor) => cursor.f32(),
  I: (cursor) => cursor.i32(),
  J: (cursor) => cursor.i64(),
  S: (cursor) => cursor.i16(),
  Z: (cursor) => cursor.u8() !== 0,
};

type Handle = { readonly of: 'class'; readonly type: JavaClass } | { readonly of: 'node'; readonly node: JavaNode };

class JavaReader {
  readonly #cursor: ByteCursor;
  readonly #handles: (Handle | null)[] = [];

  constructor(cursor: ByteCursor) {
    this.#cursor = cursor;
  }

  #utf(): string {
    return modifiedUtf8(this.#cursor.take(this.#cursor.u16()));
  }

  #remember(node: JavaNode): JavaNode {
    this.#handles.push({ of: 'node', node });
    return node;
  }

  #reference(): Handle {
    const handle = this.#handles[this.#cursor.u32() - 0x7e0000];
    if (handle == null) throw new MalformedBytes('a reference to nothing');
    return handle;
  }

  content(depth: number): JavaNode {
    if (depth > maxDepth) throw new MalformedBytes('nested too deeply');
    const cursor = this.#cursor;
    const start = cursor.at;
    const code = cursor.u8();
    switch (code) {
      case 0x70:
        return nothing;
      case 0x71: {
        const handle = this.#reference();
        return handle.of === 'node' ? handle.node : { kind: 'class', type: handle.type };
      }
      case 0x73:
        return this.#object(depth);
      case 0x74:
        return this.#remember({ kind: 'string', text: this.#utf(), start, end: cursor.at });
      case 0x75:
        return this.#array(depth);
      case 0x76:
        return this.#remember({ kind: 'class', type: this.#someClass(depth) });
      case 0x77:
        return { kind: 'block', bytes: cursor.take(cursor.u8()) };
      case 0x7a:
        return { kind: 'block', bytes: cursor.take(cursor.u32()) };
      case 0x7c:
        return this.#longString(start);
      case 0x7e:
        return this.#enum(depth);
      default:
        throw new MalformedBytes(`type code ${code} is not read`);
    }
  }

  #longString(start: number): JavaNode {
    const length = Number(this.#cursor.i64());
    const text = modifiedUtf8(this.#cursor.take(length));
    return this.#remember({ kind: 'string', text, start, end: this.#cursor.at });
  }

  #someClass(depth: number): JavaClass {
    return this.#classOrNull(depth) ?? refuse('an object without a class');
  }

  #classOrNull(depth: number): JavaClass | null {
    if (depth > maxDepth) throw new MalformedBytes('nested too deeply');
    const code = this.#cursor.u8();
    if (code === 0x70) return null;
    if (code === 0x71) {
      const handle = this.#reference();
      return handle.of === 'class' ? handle.type : refuse('a class that is none');
    }
    if (code === 0x72) return this.#newClass(depth);
    return code === 0x7d ? this.#proxyClass(depth) : refuse(`type code ${code} is no class`);
  }

  #newClass(depth: number): JavaClass {
    const name = this.#utf();
    const serialVersionUid = this.#cursor.i64();
    const slot = this.#handles.push(null) - 1;
    const flags = this.#cursor.u8();
    const fields = Array.from({ length: this.#cursor.counted(this.#cursor.u16(), 3) }, () => this.#field(depth));
    const draft = { name, serialVersionUid, flags, fields, parent: null as JavaClass | null };
    this.#handles[slot] = { of: 'class', type: draft };
    this.#untilEnd(depth);
    draft.parent = this.#classOrNull(depth + 1);
    return draft;
  }

  #field(depth: number): { type: string; name: string } {
    const code = String.fromCharCode(this.#cursor.u8());
    const name = this.#utf();
    if (code in primitives) return { type: code, name };
    if (code !== 'L' && code !== '[') throw new MalformedBytes('a field of no type');
    const type = this.content(depth + 1);
    return { type: type.kind === 'string' ? type.text : refuse('a field type that is no text'), name };
  }

  #proxyClass(depth: number): JavaClass {
    const slot = this.#handles.push(null) - 1;
    const count = this.#cursor.counted(this.#cursor.u32(), 2);
    const names = Array.from({ length: count }, () => this.#utf());
    this.#untilEnd(depth);
    const type: JavaClass = { name: `proxy of ${names.join(', ')}`, serialVersionUid: 0n, flags: 2, fields: [], parent: this.#classOrNull(depth + 1) };
    this.#handles[slot] = { of: 'class', type };
    return type;
  }

  /** Annotations, and what a writeObject method wrote: content up to the end mark. */
  #untilEnd(depth: number): JavaNode[] {
    const written: JavaNode[] = [];
    while (this.#cursor.bytes[this.#cursor.at] !== 0x78) written.push(this.content(depth + 1));
    this.#cursor.u8();
    return written;
  }

  #object(depth: number): JavaNode {
    const type = this.#someClass(depth + 1);
    const data: JavaClassData[] = [];
    const node = this.#remember({ kind: 'object', type, data });
    const lineage: JavaClass[] = [];
    for (let each: JavaClass | null = type; each !== null; each = each.parent) {
      if (lineage.length > maxDepth) throw new MalformedBytes('too many parents');
      lineage.unshift(each);
    }
    for (const each of lineage) data.push(this.#classData(each, depth));
    return node;
  }

  #classData(type: JavaClass, depth: number): JavaClassData {
    if ((type.flags & 4) !== 0) {
      if ((type.flags & 8) === 0) throw new MalformedBytes('external data of unknown length');
      return { type, fields: new Map(), written: this.#untilEnd(depth) };
    }
    const fields = new Map(type.fields.map((field) => [field.name, this.#value(field.type, depth)]));
    return { type, fields, written: (type.flags & 1) === 0 ? [] : this.#untilEnd(depth) };
  }

  #value(type: string, depth: number): JavaNode {
    const primitive = primitives[type];
    return primitive === undefined ? this.content(depth + 1) : { kind: 'primitive', type, value: primitive(this.#cursor) };
  }

  #array(depth: number): JavaNode {
    const type = this.#someClass(depth + 1);
    const items: JavaNode[] = [];
    const node = this.#remember({ kind: 'array', type, items });
    const count = this.#cursor.counted(this.#cursor.u32());
    for (let i = 0; i < count; i++) items.push(this.#value(type.name.slice(1), depth));
    return node;
  }

  #enum(depth: number): JavaNode {
    const type = this.#someClass(depth + 1);
    const slot = this.#handles.push(null) - 1;
    const constant = this.content(depth + 1);
    const node: JavaNode = { kind: 'enum', type, constant: constant.kind === 'string' ? constant.text : refuse('an enum constant that is no text') };
    this.#handles[slot] = { of: 'node', node };
    return node;
  }
}

function refuse(problem: string): never {
  throw new MalformedBytes(problem);
}

/** The one object of a stream; null where the bytes are no stream, or hold more than one. */
export function readJava(bytes: Uint8Array): JavaNode | null {
  return readingBytes(() => {
    const cursor = new ByteCursor(bytes);
    if (cursor.u32() !== 0xaced0005) throw new MalformedBytes('no serialised object');
    const node = new JavaReader(cursor).content(0);
    if (cursor.left > 0) throw new MalformedBytes('more follows the object');
    return node;
  });
}

/** A string as the stream holds it, type code included; null where it is longer than 65535 bytes. */
export function javaString(text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0 && code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes.length > 0xffff ? null : Uint8Array.of(0x74, bytes.length >> 8, bytes.length & 255, ...bytes);
}
