/** A record out of the server's store, as a person copied it: read in the way of the format whose cookie names it. */
import { pastedBytes } from '../codec/pasted-bytes';
import type { Payload } from '../codec/value';
import { KeySet } from '../crypto/keys';
import type { Opened, SessionFormat, Settings } from '../formats/define';
import { openContext, settingOf, type DecodeOptions } from './open-context';
import type { DecodeResult } from './result';

/** Where the server keeps what the cookie names. */
export interface StorePlace {
  readonly key: string;
  /** What shows the record in the framework's usual store; null where that is not known. */
  readonly command: string | null;
}

/** Null where the cookie names no record, or its format does not tell how the record is called. */
export function storePlaceOf(decoded: DecodeResult, settings: Settings): StorePlace | null {
  if (decoded.status === 'unrecognised' || decoded.payload === null) return null;
  const { format, meta, payload } = decoded;
  const key = format.storeKey?.(payload.value, (name) => settingOf(meta, settings, name)) ?? null;
  return key === null ? null : { key, command: format.storeCommand?.(key) ?? null };
}

export interface StoredRecord {
  /** How the copied text was read: `redis-cli's escapes`, `hexadecimal` … */
  readonly form: string;
  readonly payload: Payload;
  /** What the keys say; null: nothing is signed in such a record, or no key was given. */
  readonly opened: Opened | null;
}

/** The first reading of the text in which the format finds a session; null where it finds none, or has no records. */
export async function readStoredRecord(format: SessionFormat, text: string, options: DecodeOptions): Promise<StoredRecord | null> {
  const keys = options.keys ?? new KeySet([]);
  for (const { form, bytes } of pastedBytes(text)) {
    const payload = format.readStored?.(bytes) ?? null;
    if (payload === null) continue;
    const opened = keys.secrets.length === 0 ? null : ((await format.openStored?.(bytes, openContext(format, keys, options))) ?? null);
    return { form, payload, opened };
  }
  return null;
}
