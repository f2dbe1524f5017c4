/**
 * A Java object as a value: collections and boxed numbers of java.util and java.lang as what they are, everything else as
 * `{"$object": "<class>", …fields}`.
 * Source: OpenJDK 21 `java/util/{HashMap,HashSet,ArrayList,LinkedList,Collections}.java` (writeObject), `java/util/{Date,UUID}.java`.
 */
import { ByteCursor } from './byte-cursor';
import { hex } from './bytes';
import type { JavaClassData, JavaNode } from './java-serialized';
import type { Value } from './value';

/** Objects may hold themselves; what is deeper is cut off and says so. */
const maxDepth = 40;

type JavaObject = Extract<JavaNode, { kind: 'object' }>;

const mapParts = new Set(['java.util.HashMap', 'java.util.Hashtable', 'java.util.TreeMap', 'java.util.concurrent.ConcurrentHashMap']);
const listParts = new Set(['java.util.HashSet', 'java.util.ArrayList', 'java.util.LinkedList', 'java.util.Vector', 'java.util.TreeSet', 'java.util.ArrayDeque']);
const boxes = new Set(['java.lang.Integer', 'java.lang.Long', 'java.lang.Short', 'java.lang.Byte', 'java.lang.Boolean', 'java.lang.Double', 'java.lang.Float', 'java.lang.Character']);

function primitive(value: number | bigint | boolean | string): Value {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : { $bigint: String(value) };
}

/** What writeObject wrote, without the counts in front. */
function itemsOf(data: JavaClassData): JavaNode[] {
  return data.written.filter(({ kind }) => kind !== 'block');
}

/** The part of an object's hierarchy that one of the named classes wrote. */
export function partOf(node: JavaObject, names: ReadonlySet<string>): JavaClassData | undefined {
  return node.data.find(({ type }) => names.has(type.name));
}

function keyText(key: JavaNode, depth: number): string {
  const value = javaValue(key, depth);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The pairs of a map of java.util, or null where the object is none. */
export function javaPairs(node: JavaNode): [JavaNode, JavaNode][] | null {
  const part = node.kind === 'object' ? partOf(node, mapParts) : undefined;
  if (part === undefined) return null;
  const items = itemsOf(part);
  return items.flatMap((key, i): [JavaNode, JavaNode][] => (i % 2 === 0 ? [[key, items[i + 1] ?? { kind: 'null' }]] : []));
}

/** The items of a list or set of java.util, or null where the object is none. */
export function javaItems(node: JavaNode): JavaNode[] | null {
  const part = node.kind === 'object' ? partOf(node, listParts) : undefined;
  return part === undefined ? null : itemsOf(part);
}

function plainObject(node: JavaObject, depth: number): Value {
  const entries: [string, Value][] = [['$object', node.type.name]];
  for (const { type, fields, written } of node.data) {
    for (const [name, field] of fields) entries.push([name, javaValue(field, depth + 1)]);
    if (written.length > 0) entries.push([`written by ${type.name}`, written.map((each) => javaValue(each, depth + 1))]);
  }
  return Object.fromEntries(entries);
}

function known(node: JavaObject): Value | undefined {
  const { name } = node.type;
  const last = node.data.at(-1);
  if (boxes.has(name)) {
    const field = last?.fields.get('value');
    return field?.kind === 'primitive' ? primitive(field.value) : undefined;
  }
  const block = last?.written[0];
  if (name === 'java.util.Date' && block?.kind === 'block' && block.bytes.length === 8) {
    const date = new Date(Number(new ByteCursor(block.bytes).i64()));
    return Number.isNaN(date.getTime()) ? undefined : { $object: name, time: date.toISOString() };
  }
  if (name !== 'java.util.UUID') return undefined;
  const [most, least] = ['mostSigBits', 'leastSigBits'].map((field) => last?.fields.get(field));
  if (most?.kind !== 'primitive' || least?.kind !== 'primitive') return undefined;
  const digits = [most.value, least.value].map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0')).join('');
  return { $object: name, uuid: digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') };
}

function objectValue(node: JavaObject, depth: number): Value {
  const own = known(node);
  if (own !== undefined) return own;
  const pairs = javaPairs(node);
  if (pairs !== null) return Object.fromEntries(pairs.map(([key, item]) => [keyText(key, depth + 1), javaValue(item, depth + 1)]));
  const items = javaItems(node);
  return items === null ? plainObject(node, depth) : items.map((item) => javaValue(item, depth + 1));
}

export function javaValue(node: JavaNode, depth = 0): Value {
  if (depth > maxDepth) return { $object: 'nested too deeply to show' };
  switch (node.kind) {
    case 'null':
      return null;
    case 'string':
      return node.text;
    case 'primitive':
      return primitive(node.value);
    case 'enum':
      return { $object: node.type.name, constant: node.constant };
    case 'class':
      return { $object: 'java.lang.Class', name: node.type.name };
    case 'block':
      return { $bytes: hex(node.bytes) };
    case 'array':
      return node.type.name === '[B' ? { $bytes: hex(Uint8Array.from(node.items, (item) => (item.kind === 'primitive' ? Number(item.value) & 255 : 0))) } : node.items.map((item) => javaValue(item, depth + 1));
    case 'object':
      return objectValue(node, depth);
  }
}
