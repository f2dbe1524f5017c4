/** Whether anything could prove a value genuine: where nothing in it is signed or encrypted, no key can. */
import type { DecodeResult } from './result';

/** False for ids, legible values and everything else that no key guards: there is nothing to verify, whatever is pasted. */
export function isProvable(decoded: DecodeResult): boolean {
  if (decoded.status === 'unrecognised') return false;
  const isGuarded = decoded.layers.some(({ kind }) => kind === 'signature' || kind === 'cipher');
  return isGuarded && decoded.format.open !== undefined && decoded.meta.keyFields.length > 0;
}
