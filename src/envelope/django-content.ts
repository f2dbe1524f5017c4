/**
 * What Django's `sign_object` and `signing.dumps` sign: `[.]base64url` of JSON, or of a pickle where PickleSerializer is set (up to 4.2).
 * Source: django/django 5.2 `django/core/signing.py:100-245`; 4.2 `django/contrib/sessions/serializers.py:1-22`.
 */
import { compactAsciiJson, jsonPayload, restyleJson } from '../codec/json';
import { textOf } from '../codec/bytes';
import { readPickle } from '../codec/pickle';
import type { Payload } from '../codec/value';
import { fail, ok, type Result } from '../result';
import type { Layer } from './layer';
import { urlSafeData, urlSafePlainText, urlSafeText } from './url-safe-payload';

export type DjangoSerializer = 'JSON' | 'pickle';

export interface DjangoContent {
  readonly payload: Payload;
  readonly serializer: DjangoSerializer;
  readonly layers: readonly Layer[];
}

/** What bytes hold, of whichever serializer. */
export function serializedPayload(bytes: Uint8Array): Pick<DjangoContent, 'payload' | 'serializer'> | null {
  const text = textOf(bytes);
  const json = text === null ? null : jsonPayload(text);
  if (json !== null) return { payload: json, serializer: 'JSON' };
  const pickled = readPickle(bytes);
  return pickled === null ? null : { payload: pickled, serializer: 'pickle' };
}

/** Null where it is no base64url, or holds neither. */
export function djangoContent(raw: string): DjangoContent | null {
  const data = /^\.?[A-Za-z0-9_-]+$/.test(raw) ? urlSafeData(raw) : null;
  const inner = data === null ? null : serializedPayload(data.bytes);
  if (data === null || inner === null) return null;
  return { ...inner, layers: [...data.layers, { kind: 'payload', title: inner.serializer, payload: inner.payload }] };
}

/** An edited payload as Django's JSON serializer writes it; `compress`: where that makes it shorter. */
export function djangoText(text: string, serializer: DjangoSerializer, compress: boolean): Result<string> {
  if (serializer === 'pickle') return fail('This payload is a pickle. Only JSON can be written again.');
  const json = restyleJson(text, compactAsciiJson);
  if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
  return ok(compress ? urlSafeText(json.value) : urlSafePlainText(json.value));
}
