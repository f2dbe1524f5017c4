/** The data of a Beaker session: a pickled dict, or JSON in zlib, with the times that Beaker keeps beside the application's keys. */
import { textOf, utf8 } from '../codec/bytes';
import { unzlib, zlib } from '../codec/inflate';
import { jsonPayload, jsonStyleOf, pythonJson, restyleJson, type JsonStyle } from '../codec/json';
import { floatTree, parseJsonTree, treeText, withEntry } from '../codec/json-tree';
import { pickledPayload, unpickle } from '../codec/pickle';
import { editedPickle } from '../codec/pickle-edit';
import type { PickleNode } from '../codec/pickle-node';
import { pickleBytes } from '../codec/pickle-write';
import { isRecord, type Payload } from '../codec/value';
import { fail, ok, type Result } from '../result';
import type { Layer } from './layer';

export interface BeakerData {
  readonly payload: Payload;
  readonly layers: readonly Layer[];
  /** Null for JSON. */
  readonly pickle: { readonly root: PickleNode; readonly protocol: number } | null;
  /** Of JSON. */
  readonly style: JsonStyle;
}

function pickled(bytes: Uint8Array): BeakerData | null {
  const pickle = unpickle(bytes);
  const payload = pickle?.root.kind === 'dict' ? pickledPayload(pickle.root) : null;
  return pickle === null || payload === null ? null : { payload, layers: [], pickle, style: pythonJson };
}

function compressed(bytes: Uint8Array): BeakerData | null {
  const inflated = unzlib(bytes);
  const json = inflated === null || inflated.truncated ? null : textOf(inflated.bytes);
  const payload = json === null ? null : jsonPayload(json);
  if (inflated === null || json === null || payload === null || !isRecord(payload.value)) return null;
  const layer: Layer = { kind: 'compression', title: 'zlib', bytesBefore: bytes.length, bytesAfter: inflated.bytes.length, truncated: false };
  return { payload, layers: [layer], pickle: null, style: jsonStyleOf(json, pythonJson) };
}

/** The session in decrypted bytes; null where they are none. */
export function beakerData(bytes: Uint8Array): BeakerData | null {
  return bytes[0] === 0x80 ? pickled(bytes) : compressed(bytes);
}

/** The bytes of an edited session, accessed at an instant. */
export function editedBeakerData(text: string, { pickle, style }: BeakerData, nowMs: number): Result<Uint8Array> {
  const tree = parseJsonTree(text);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  if (tree.value.kind !== 'record') return fail('The session is an object: the payload must be one.');
  const edited = treeText(withEntry(tree.value, '_accessed_time', floatTree(nowMs / 1000)));
  if (pickle === null) {
    const json = restyleJson(edited, style);
    return json.ok ? ok(zlib(utf8(json.value))) : json;
  }
  const root = editedPickle(edited, pickle.root);
  return root.ok ? pickleBytes(root.value, pickle.protocol) : root;
}
