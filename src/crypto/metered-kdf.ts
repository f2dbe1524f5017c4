/** Slow derivations under a limit: what was derived before stays free, and what would go beyond is refused. */
import { dropOldest } from '../remembered';
import { derivationId, mostDerived, type Argon2id, type Kdf, type Pbkdf2 } from './kdf';

/** Thrown to whoever asks for a derivation that the limit does not allow. */
export class BeyondLimit extends Error {
  override name = 'BeyondLimit';
}

export interface MeteredKdf extends Kdf {
  /** From now on, new derivations may take this many rounds of PBKDF2 altogether. Argon2id takes longer than any limit: no new one. */
  limit(rounds: number): void;
}

/** Even one round costs a call into the browser's cryptography. */
const leastRounds = 50;

export function createMeteredKdf(inner: Kdf): MeteredKdf {
  const known = new Set<string>();
  let left = Infinity;
  function charge(id: string, rounds: number): void {
    if (known.has(id)) return;
    if (left !== Infinity && rounds > left) throw new BeyondLimit();
    if (left !== Infinity) left -= rounds;
    // As many as the derivations themselves are remembered.
    known.add(id);
    dropOldest(known, mostDerived);
  }
  return {
    limit(rounds) {
      left = rounds;
    },
    async pbkdf2(input: Pbkdf2) {
      charge(derivationId(input), Math.max(input.iterations, leastRounds));
      return inner.pbkdf2(input);
    },
    async argon2id(input: Argon2id) {
      charge(derivationId(input), Infinity);
      return inner.argon2id(input);
    },
  };
}
