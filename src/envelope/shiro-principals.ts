/**
 * The principals that Shiro remembers: a serialised SimplePrincipalCollection, or whatever principal collection the application has.
 * Source: apache/shiro 1.13 and 2.0 `core/src/main/java/org/apache/shiro/subject/SimplePrincipalCollection.java` (writeObject).
 */
import { concat } from '../codec/bytes';
import { javaString, readJava, type JavaClass, type JavaNode } from '../codec/java-serialized';
import { javaItems, javaPairs, javaValue } from '../codec/java-value';
import { isRecord, payloadFrom, type Payload, type Value } from '../codec/value';
import { parseJson } from '../codec/json';
import { fail, ok, type Result } from '../result';

const collection = 'org.apache.shiro.subject.SimplePrincipalCollection';

/** Serial version numbers of the classes that every such stream is made of: a garbled block does not leave them intact. */
const serialVersions: Readonly<Record<string, bigint>> = {
  [collection]: -6305224034025797558n,
  'java.util.LinkedHashMap': 3801124242820219131n,
  'java.util.HashMap': 362498820763181265n,
  'java.util.LinkedHashSet': -2851667679971038690n,
  'java.util.HashSet': -5024744406713321676n,
};

export interface ShiroPrincipals {
  readonly node: JavaNode;
  readonly payload: Payload;
  /** The texts that can be edited in place, in the payload's words. */
  readonly realm: JavaNode | null;
  readonly principal: JavaNode | null;
}

/** Neither a known class with another version nor a known version under another name, and a name that Java allows. */
function isIntactClass({ name, serialVersionUid }: JavaClass): boolean {
  const known = serialVersions[name];
  if (known !== undefined) return known === serialVersionUid;
  return /^(?:\[*L?)?[\w$.]+;?$/.test(name) && !Object.values(serialVersions).includes(serialVersionUid);
}

/** Every object in the stream, without going round in circles. */
function isIntact(node: JavaNode, seen: Set<JavaNode>): boolean {
  if (node.kind !== 'object' || seen.has(node)) return node.kind !== 'string' || !/[\u0000-\u001f\u007f]/.test(node.text);
  seen.add(node);
  return node.data.every(({ type, fields, written }) => {
    const factor = type.name === 'java.util.HashMap' ? fields.get('loadFactor') : undefined;
    const hasUsualFactor = factor === undefined || (factor.kind === 'primitive' && Number(factor.value) > 0 && Number(factor.value) <= 16);
    return hasUsualFactor && isIntactClass(type) && [...fields.values(), ...written].every((each) => isIntact(each, seen));
  });
}

function realmsOf(node: JavaNode): [JavaNode, JavaNode][] | null {
  const data = node.kind === 'object' && node.type.name === collection ? node.data.at(-1) : undefined;
  const map = data?.fields.get('realmPrincipals');
  const later = data?.written.find(({ kind }) => kind === 'object');
  return javaPairs(map?.kind === 'object' ? map : (later ?? { kind: 'null' }));
}

function shown(realms: readonly [JavaNode, JavaNode][]): Pick<ShiroPrincipals, 'payload' | 'realm' | 'principal'> {
  const all = realms.flatMap(([realm, set]) => (javaItems(set) ?? []).map((principal) => ({ realm, principal })));
  const [first] = all;
  const base = { class: collection, principal: javaValue(first?.principal ?? { kind: 'null' }), realm: javaValue(first?.realm ?? { kind: 'null' }) };
  const principals: Value = Object.fromEntries(realms.map(([realm, set]) => [realm.kind === 'string' ? realm.text : JSON.stringify(javaValue(realm)), (javaItems(set) ?? []).map((each) => javaValue(each))]));
  return { payload: payloadFrom(all.length > 1 ? { ...base, principals } : base), realm: first?.realm ?? null, principal: first?.principal ?? null };
}

/** What a decrypted cookie says; null where it is no intact serialised object. */
export function shiroPrincipals(bytes: Uint8Array): ShiroPrincipals | null {
  const node = readJava(bytes);
  if (node === null || node.kind !== 'object' || !isIntact(node, new Set())) return null;
  const realms = realmsOf(node);
  if (realms !== null) return { node, ...shown(realms) };
  return { node, payload: payloadFrom({ class: node.type.name, object: javaValue(node) }), realm: null, principal: null };
}

/** The stream with another principal or realm name in place of the old one. */
export function editedPrincipals(text: string, before: ShiroPrincipals, bytes: Uint8Array): Result<Uint8Array> {
  const edited = parseJson(text);
  if (!edited.ok) return fail(`The payload is no JSON: ${edited.problem}.`);
  const old = isRecord(before.payload.value) ? before.payload.value : {};
  const now = isRecord(edited.value) ? edited.value : {};
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
  const places: { start: number; end: number; text: Uint8Array }[] = [];
  for (const key of changed) {
    const node = key === 'principal' ? before.principal : key === 'realm' ? before.realm : null;
    const value = now[key];
    const written = typeof value === 'string' ? javaString(value) : null;
    if (node?.kind !== 'string' || written === null) return fail(`Only a principal and a realm that are texts can be edited in place, not ${key}: the rest is a serialised Java object.`);
    places.push({ start: node.start, end: node.end, text: written });
  }
  places.sort((a, b) => b.start - a.start);
  return ok(places.reduce((stream, { start, end, text: written }) => concat(stream.subarray(0, start), written, stream.subarray(end)), bytes));
}
