/** Cookie and keys in, verdict out: recognise, open with the given keys, rank by proof. */
import type { WireCookie } from '../cookie/wire-cookie';
import { createKdf } from '../crypto/kdf';
import { KeySet, type Secret } from '../crypto/keys';
import { createMeteredKdf } from '../crypto/metered-kdf';
import type { SessionFormat } from '../formats/define';
import { attemptAll, type Attempt } from './attempt';
import { diagnoseKeys, diagnoseValue, type Diagnosis } from './diagnose';
import type { DecodeOptions } from './open-context';
import { isClaimable, type Candidate } from './recognise';
import type { DecodeResult } from './result';

/** Rounds of PBKDF2 that the search for a mistake may take: about a tenth of a second. */
const mostRounds = 300_000;
/** So that a blob which many formats may be is not asked about for long. */
const mostDoubtful = 4;

/** True where the key comes after the current one. Of keys without a name the first ones may be the parts of the current key. */
function isFormer(format: SessionFormat, keys: KeySet, secret: Secret): boolean {
  const { keyFields } = format.meta;
  const parts = keyFields.some(({ name }) => name === secret.field) ? 1 : keyFields.length;
  return keys.named(secret.field).indexOf(secret) >= parts;
}

function isSealed({ parsed }: Candidate): boolean {
  return parsed.payload === null && parsed.layers.some((layer) => layer.kind === 'cipher');
}

interface Circumstances {
  readonly candidates: readonly Candidate[];
  readonly keys: KeySet;
  readonly hint: string | null;
}

function resultOf(wire: WireCookie, { candidate, opened }: Attempt, { candidates, keys, hint }: Circumstances): DecodeResult {
  const { format, parsed } = candidate;
  const evidence = opened ?? parsed;
  const recognised = {
    wire,
    format,
    meta: format.meta,
    confidence: parsed.confidence,
    parsed,
    alternatives: candidates.filter((other) => other !== candidate).map((other) => other.format.meta),
    layers: evidence.layers,
    payload: evidence.payload,
    issuedAt: evidence.issuedAt,
    expiresAt: evidence.expiresAt,
  };
  if (opened === null) return { ...recognised, status: isSealed(candidate) ? 'sealed' : 'read' };
  if (opened.status === 'rejected') return { ...recognised, status: 'rejected', opened, hint: hint ?? opened.hint };
  return { ...recognised, status: 'verified', opened, byFormerKey: isFormer(format, keys, opened.key.secret) };
}

async function diagnose(wire: WireCookie, attempts: readonly Attempt[], options: DecodeOptions): Promise<Diagnosis | null> {
  const doubtful = attempts.filter(({ opened }) => opened !== null).slice(0, mostDoubtful);
  return (await diagnoseKeys(wire, doubtful, options)) ?? diagnoseValue(wire, options);
}

/**
 * Decodes one cookie. Proof decides first: a format whose key fits (even if the value is out of time) wins over any structure;
 * otherwise the likeliest structure that may be claimed. Where no key fits, the usual mistakes are looked for, and one that is found
 * decides as a proof does. Never throws on any value or key.
 */
export async function decode(wire: WireCookie, given: DecodeOptions): Promise<DecodeResult> {
  const keys = given.keys ?? new KeySet([]);
  const options = { ...given, keys, kdf: createMeteredKdf(given.kdf ?? createKdf()) };
  const { proven, others, candidates } = await attemptAll(wire, options);
  if (proven !== null) return resultOf(wire, proven, { candidates: [], keys, hint: null });
  const claimed = others.find(({ candidate }) => isClaimable(candidate));
  options.kdf.limit(mostRounds);
  const diagnosis = given.isExplained === false ? null : await diagnose(wire, [...others.filter((each) => each === claimed), ...others.filter((each) => each !== claimed)], options);
  if (diagnosis !== null) return resultOf(wire, diagnosis.attempt, { candidates: [], keys, hint: diagnosis.hint });
  if (claimed !== undefined) return resultOf(wire, claimed, { candidates, keys, hint: null });
  return { status: 'unrecognised', wire, alternatives: candidates.map(({ format }) => format.meta) };
}
