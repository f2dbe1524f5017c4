/** A record out of the server's store, as a person copied it: read in the way of the format whose cookie names it. */
import { pastedBytes } from '../codec/pasted-bytes';
import type { Payload } from '../codec/value';
import { KeySet } from '../crypto/keys';
import type { Opened, SessionFormat } from '../formats/define';
import { openContext, type DecodeOptions } from './decode';

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
