/**
 * A row of Django's session table, and a file of its file backend: the session, signed like a cookie, or as versions before 3.1 did.
 * Source: django/django 5.2 `django/contrib/sessions/backends/base.py:108-143`; 3.0 the same file `:85-125`.
 */
import { unbase64 } from '../codec/base64';
import { concat, hex, textOf, utf8 } from '../codec/bytes';
import { unzlib } from '../codec/inflate';
import { pythonRecord } from '../codec/python-record';
import { isRecord, type Payload } from '../codec/value';
import { hash, hmac } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';
import { djangoContent, serializedPayload } from './django-content';
import { djangoSigned, verifyDjango, type DjangoSigned } from './django-signing';

/** `key_salt` is built from the class; a store of the application's own has another name at its end. */
export const rowSalt = 'django.contrib.sessions.SessionStore';
const legacySalt = 'django.contrib.sessionsSessionStore';

export type DjangoRow =
  | { readonly kind: 'signed'; readonly payload: Payload; readonly signed: DjangoSigned }
  | { readonly kind: 'legacy'; readonly payload: Payload; readonly mac: string; readonly serialized: Uint8Array }
  /** The cache backend's: nothing is signed there. */
  | { readonly kind: 'cached'; readonly payload: Payload };

/** `base64(hex(hmac) ":" serialized)`; the base64 may have been undone already. */
function legacyRow(record: Uint8Array, text: string | null): DjangoRow | null {
  const bytes = (text === null ? null : unbase64(text.replace(/\s+/g, ''))) ?? record;
  const mac = textOf(bytes.subarray(0, 41));
  const serialized = bytes.subarray(41);
  const payload = mac !== null && /^[0-9a-f]{40}:$/.test(mac) ? serializedPayload(serialized)?.payload : undefined;
  return mac === null || payload === undefined || !isRecord(payload.value) ? null : { kind: 'legacy', payload, mac: mac.slice(0, 40), serialized };
}

function signedRow(text: string | null): DjangoRow | null {
  const signed = text === null ? null : djangoSigned(text.trim());
  const content = signed === null ? null : djangoContent(signed.raw);
  return signed === null || content === null || !isRecord(content.payload.value) ? null : { kind: 'signed', payload: content.payload, signed };
}

/** Null where the bytes are no session of Django. */
export function djangoRow(record: Uint8Array): DjangoRow | null {
  const text = textOf(record);
  const row = signedRow(text) ?? legacyRow(record, text);
  if (row !== null) return row;
  const payload = pythonRecord(unzlib(record)?.bytes ?? record);
  return payload === null ? null : { kind: 'cached', payload };
}

/** The key that signed a row; null where none did. */
export function keyOfRow(row: DjangoRow, keys: KeySet): KeyReading | null {
  if (row.kind === 'signed') return verifyDjango(row.signed, keys, [rowSalt], [''])?.key ?? null;
  if (row.kind === 'cached') return null;
  const legacyMac = ({ bytes }: KeyReading): string => hex(hmac('sha1', hash('sha1', concat(utf8(legacySalt), bytes)), row.serialized));
  return keys.readings('secret').find((key) => legacyMac(key) === row.mac) ?? null;
}
