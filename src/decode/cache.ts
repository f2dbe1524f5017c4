/** Remembers decode results, so that a moment of the past is decoded once however often the recording is judged again. */
import { hex, utf8 } from '../codec/bytes';
import type { WireCookie } from '../cookie/wire-cookie';
import { hash } from '../crypto/hash';
import type { KeySet } from '../crypto/keys';
import { decode } from './decode';
import type { DecodeOptions } from './open-context';
import type { DecodeResult } from './result';

export interface DecodeCache {
  get(key: string): Promise<DecodeResult> | undefined;
  set(key: string, result: Promise<DecodeResult>): void;
}

/** A cache that keeps the latest `limit` results. */
export function createDecodeCache(limit = 5000): DecodeCache {
  const results = new Map<string, Promise<DecodeResult>>();
  return {
    get: (key) => results.get(key),
    set(key, result) {
      results.set(key, result);
      const oldest = results.keys().next().value;
      if (results.size > limit && oldest !== undefined) results.delete(oldest);
    },
  };
}

/** What stands for a set of keys in a cache key: no secret can be read out of it. */
function fingerprint(keys: KeySet | undefined): string {
  const secrets = (keys?.secrets ?? []).map((secret) => [secret.field, secret.encoding, secret.label, secret.reveal()]);
  return hex(hash('sha256', utf8(JSON.stringify(secrets))));
}

/**
 * Decodes values of the past: expiry is not judged, because what counts is what the value was when it was in force. Results are
 * remembered by value, keys and settings. Nobody is told why a key did not fit then.
 */
export function createPastDecoder(options: Omit<DecodeOptions, 'nowMs'>, cache: DecodeCache): (wire: WireCookie) => Promise<DecodeResult> {
  const circumstances = JSON.stringify([fingerprint(options.keys), options.settings ?? {}]);
  return (wire) => {
    const key = JSON.stringify([circumstances, wire.name, wire.value, wire.companions]);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const fresh = decode(wire, { ...options, nowMs: null, isExplained: false });
    cache.set(key, fresh);
    return fresh;
  };
}
