/** An edited payload made into the cookies that the framework accepts. */
import { createKdf, type Kdf } from '../crypto/kdf';
import { KeySet, type Secret } from '../crypto/keys';
import type { SealedCookie, Settings } from '../formats/define';
import { fail, type Result } from '../result';
import { openContext } from './open-context';
import type { DecodeResult } from './result';

export interface ResealOptions {
  readonly secrets: readonly Secret[];
  readonly settings: Settings;
  /** Epoch milliseconds: the new issue time where the format has one. */
  readonly nowMs: number;
  readonly kdf?: Kdf;
}

/** True where an edit can be signed again: a key has verified the value, and the format knows the way back. */
export function canReseal(decoded: DecodeResult): boolean {
  return decoded.status === 'verified' && decoded.format.seal !== undefined && decoded.payload !== null;
}

/**
 * Signs or encrypts an edited payload with the key that verified the value, in the way the value was made. `text` is in the form of
 * `Payload.text`. The problem says what is wrong with the edit, or why this value cannot be sealed.
 */
export async function reseal(decoded: DecodeResult, text: string, options: ResealOptions): Promise<Result<readonly SealedCookie[]>> {
  if (decoded.status !== 'verified') return fail('Only a value that a key has verified can be sealed again: paste its key first.');
  const { format, wire, parsed, opened } = decoded;
  if (format.seal === undefined) return fail(`${format.meta.title} cannot be sealed again.`);
  const { nowMs, settings } = options;
  const decoding = { nowMs, settings, kdf: options.kdf ?? createKdf() };
  const context = { ...openContext(format, new KeySet(options.secrets), decoding), nowMs };
  return format.seal({ text, wire, parsed, opened, context });
}
