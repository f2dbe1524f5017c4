/** What opening an encrypted token gives: the evidence of its parsing, the claims that a key has laid open, the verdict on their time. */
import { isRecord } from '../codec/value';
import type { WireCookie } from '../cookie/wire-cookie';
import { cutOff, missingChunks, type ChunkScheme } from './chunks';
import { jweLayers, openedJweLayers, type Jwe, type JweProof } from './jwe';
import { claimsVerdict, timeClaims, type TimeClaims } from './jwt-claims';
import type { Layer } from './layer';

const nothing = { payload: null, issuedAt: null, expiresAt: null } as const;

/** The part of a format's `parse` that is the same for every encrypted token. */
export function parsedJwe(jwe: Jwe, { issuedAt, expiresAt }: Pick<TimeClaims, 'issuedAt' | 'expiresAt'> = nothing) {
  return {
    layers: jweLayers(jwe),
    model: jwe,
    payload: null,
    issuedAt,
    expiresAt,
    ...(jwe.isWhole ? {} : { malformed: 'The token ends before its tag does.' }),
  };
}

export interface JweEvidence {
  readonly layers: readonly Layer[];
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
}

/** No key fits, or none can: a part is missing. */
export function jweRefused({ layers, issuedAt, expiresAt }: JweEvidence, reason: 'decrypt-failed' | 'truncated', hint: string | null = null) {
  return { status: 'rejected' as const, reason, key: null, hint, payload: null, issuedAt, expiresAt, layers: openedJweLayers(layers, null) };
}

/** Says what is missing from a token; null where it is whole. */
export function gapInJwe(wire: WireCookie, jwe: Jwe, scheme: ChunkScheme): string | null {
  return missingChunks(wire) ?? (jwe.isWhole ? null : cutOff(wire, scheme));
}

export interface JweJudgement<Recipe> {
  readonly nowMs: number | null;
  readonly toleranceSeconds: number;
  /** Where the times stand in the header, they are those; absent: the claims inside tell. */
  readonly times?: TimeClaims;
  /** Why the library refuses a token that the key opens; null: it does not. */
  readonly refusal?: { readonly reason: 'policy' | 'wrong-name'; readonly hint: string } | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly recipe: Recipe;
}

/** The verdict on a token that a key has opened. */
export function jweOpened<Recipe>({ layers }: JweEvidence, proof: JweProof, judgement: JweJudgement<Recipe>) {
  const { payload, key } = proof;
  const times = judgement.times ?? timeClaims(payload?.value ?? null);
  const { issuedAt, expiresAt } = times;
  const genuine = { payload, issuedAt, expiresAt, key, layers: openedJweLayers(layers, proof) };
  const rejected = { ...genuine, status: 'rejected' as const };
  if (payload === null || !isRecord(payload.value)) return { ...rejected, reason: 'malformed' as const, hint: 'The key fits, but what is inside is no JSON object.' };
  if (judgement.refusal != null) return { ...rejected, ...judgement.refusal };
  const verdict = claimsVerdict(times, judgement.nowMs, judgement.toleranceSeconds);
  if (verdict !== 'in-time') return { ...rejected, reason: verdict, hint: null };
  return { ...genuine, status: 'verified' as const, facts: judgement.facts, recipe: judgement.recipe };
}
