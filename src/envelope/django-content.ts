/**
 * What Django's `sign_object` and `signing.dumps` sign: `[.]base64url` of JSON, or of a pickle where PickleSerializer is set (up to 4.2).
 * Source: django/django 5.2 `django/core/signing.py:100-245`; 4.2 `django/contrib/sessions/serializers.py:1-22`.
 */
import { compactAsciiJson, jsonPayload, restyleJson } from '../codec/json';
import { textOf, utf8 } from '../codec/bytes';
import { pickledPayload, unpickle, type Unpickled } from '../codec/pickle';
import { editedPickle } from '../codec/pickle-edit';
import { pickleBytes } from '../codec/pickle-write';
import type { Payload } from '../codec/value';
import { fail, ok, type Result } from '../result';
import type { Layer } from './layer';
import { urlSafeData, urlSafeRaw } from './url-safe-payload';

export interface Serialized {
  readonly payload: Payload;
  readonly serializer: 'JSON' | 'pickle';
  /** What an edit is laid over; null for JSON. */
  readonly pickle: Unpickled | null;
}

export interface DjangoContent extends Serialized {
  readonly layers: readonly Layer[];
}

/** What bytes hold, of whichever serializer. */
export function serializedPayload(bytes: Uint8Array): Serialized | null {
  const text = textOf(bytes);
  const json = text === null ? null : jsonPayload(text);
  if (json !== null) return { payload: json, serializer: 'JSON', pickle: null };
  const pickle = unpickle(bytes);
  const payload = pickle === null ? null : pickledPayload(pickle.root);
  return payload === null ? null : { payload, serializer: 'pickle', pickle };
}

/** Null where it is no base64url, or holds neither. */
export function djangoContent(raw: string): DjangoContent | null {
  const data = /^\.?[A-Za-z0-9_-]+$/.test(raw) ? urlSafeData(raw) : null;
  const inner = data === null ? null : serializedPayload(data.bytes);
  if (data === null || inner === null) return null;
  return { ...inner, layers: [...data.layers, { kind: 'payload', title: inner.serializer, payload: inner.payload }] };
}

/** An edited payload as the serializer writes it that wrote it before; `pickle: null`: JSON. */
export function serializedText(text: string, pickle: Unpickled | null): Result<Uint8Array> {
  if (pickle !== null) {
    const root = editedPickle(text, pickle.root);
    return root.ok ? pickleBytes(root.value, pickle.protocol) : root;
  }
  const json = restyleJson(text, compactAsciiJson);
  return json.ok ? ok(utf8(json.value)) : fail(`The payload is no JSON: ${json.problem}.`);
}

/** The same as a signed object holds it; `compress`: where that makes it shorter. */
export function djangoText(text: string, pickle: Unpickled | null, compress: boolean): Result<string> {
  const bytes = serializedText(text, pickle);
  return bytes.ok ? ok(urlSafeRaw(bytes.value, compress)) : bytes;
}
