/** Tries the publicly known secrets on a cookie without being asked: locally, at once, and never with a slow derivation. */
import { knownKeys } from '../audit/known-secrets';
import type { Kdf } from '../crypto/kdf';
import { KeySet } from '../crypto/keys';
import { openContext } from '../decode/open-context';
import type { CrashHandler } from '../decode/recognise';
import type { DecodeResult } from '../decode/result';
import type { Settings } from '../formats/define';

const publicKeys = new KeySet(knownKeys());

const isTooSlow = new Error('a slow derivation is not made for every known secret');
const noDerivation: Kdf = { pbkdf2: () => Promise.reject(isTooSlow), argon2id: () => Promise.reject(isTooSlow) };

/** What was found by value, for as long as its owner lives. */
export type KnownSecretCache = Map<string, Promise<string | null>>;

const mostRemembered = 1000;

export interface Trying {
  readonly settings: Settings;
  readonly onCrash: CrashHandler;
  readonly cache: KnownSecretCache;
}

async function tryAll(decoded: Exclude<DecodeResult, { status: 'unrecognised' }>, { settings, onCrash }: Trying): Promise<string | null> {
  const { format, wire, parsed } = decoded;
  try {
    const opened = await format.open?.(wire, parsed, openContext(format, publicKeys, { settings, nowMs: null, kdf: noDerivation }));
    return opened?.key?.secret.label ?? null;
  } catch (error) {
    if (error !== isTooSlow) onCrash(format.meta.id, error);
    return null;
  }
}

/** Where the secret is printed that proves a signed, legible cookie; null for none. Sealed cookies are left alone. */
export function knownSecretOf(decoded: DecodeResult, trying: Trying): Promise<string | null> {
  const { settings, cache } = trying;
  const isUnproved = decoded.status === 'read' || (decoded.status === 'rejected' && decoded.opened.key === null);
  if (!isUnproved || !decoded.layers.some(({ kind }) => kind === 'signature')) return Promise.resolve(null);
  const { name, value, companions } = decoded.wire;
  const key = JSON.stringify([decoded.meta.id, settings, name, value, companions]);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const fresh = tryAll(decoded, trying);
  if (cache.size >= mostRemembered) cache.clear();
  cache.set(key, fresh);
  return fresh;
}
