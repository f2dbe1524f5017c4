/** What a cookie's payload holds, flat: every field with its name, bounded on hostile data. */
import { unbase64, unbase64url } from '../codec/base64';
import { textOf } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { isRecord, type Value } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import type { CookieFact } from './facts';

export interface PayloadField {
  /** The field's own name, or the one of the list it stands in; the empty string at the top. */
  readonly name: string;
  readonly value: string | number | boolean;
}

const maxFields = 2000;
const maxDepth = 32;

/** Every text, number and truth value of a payload. */
export function payloadFields(payload: Value): PayloadField[] {
  const fields: PayloadField[] = [];
  const visit = (name: string, value: Value, depth: number): void => {
    if (value === null || depth > maxDepth || fields.length >= maxFields) return;
    if (Array.isArray(value)) for (const item of value) visit(name, item, depth + 1);
    else if (isRecord(value)) for (const [key, item] of Object.entries(value)) visit(key, item, depth + 1);
    else if (typeof value !== 'object') fields.push({ name, value });
  };
  visit('', payload, 0);
  return fields;
}

export interface ReadPayload {
  readonly value: Value;
  /** True where only a key makes it legible: the browser's side cannot read it. */
  readonly isEncrypted: boolean;
}

/** The payload of a cookie as far as it is legible; null where nothing is. */
export function payloadOf({ decoded }: CookieFact): ReadPayload | null {
  if (decoded.status === 'unrecognised' || decoded.payload === null) return null;
  return { value: decoded.payload.value, isEncrypted: decoded.layers.some(({ kind }) => kind === 'cipher') };
}

/** The JSON object or list that a bare value is, as text or in Base64; null where it is none. */
export function bareJson(text: string): Value | null {
  const plain = percentDecoded(text) ?? text;
  const candidates = [plain, ...[unbase64(plain), unbase64url(plain)].map((bytes) => (bytes === null ? null : textOf(bytes)))];
  for (const candidate of candidates) {
    if (candidate === null || !/^\s*[[{]/.test(candidate)) continue;
    const json = parseJson(candidate);
    if (json.ok && typeof json.value === 'object' && json.value !== null) return json.value;
  }
  return null;
}
