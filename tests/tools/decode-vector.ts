/** Decodes a vector as the product does: from its cookies alone, the format not named. */
import { assemble } from '../../src/cookie/assemble';
import { KeySet, Secret } from '../../src/crypto/keys';
import { createKdf } from '../../src/crypto/kdf';
import { decode } from '../../src/decode/decode';
import type { DecodeResult } from '../../src/decode/result';
import type { Vector } from './vectors';

const kdf = createKdf();

export function keysOf(vector: Vector): KeySet {
  return new KeySet(vector.secrets.map((secret, i) => new Secret({ ...secret, label: `key ${i + 1}` })));
}

/** A bug in any format fails the test: it is never taken for a miss. */
export function failOnCrash(formatId: string, error: unknown): never {
  throw new Error(`${formatId} threw: ${String(error)}`, { cause: error });
}

/** The verdict on the vector's first cookie. */
export async function decodeVector(vector: Vector): Promise<DecodeResult> {
  const results: DecodeResult[] = [];
  for (const wire of assemble(vector.cookies)) {
    if (!wire.parts.some((part) => part.name === vector.cookies[0]?.name)) continue;
    results.push(
      await decode(wire, { keys: keysOf(vector), settings: vector.settings, nowMs: vector.now, kdf, onCrash: failOnCrash }),
    );
  }
  const best = results.find((result) => result.status !== 'unrecognised') ?? results[0];
  if (best === undefined) throw new Error(`${vector.id} has no cookie`);
  return best;
}
