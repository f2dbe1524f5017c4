/** What opening a value gives: the evidence of its parsing, with what a key has told of it. */
import type { Payload } from '../codec/value';
import type { KeyReading } from '../crypto/keys';
import { withSignature, type Layer } from './layer';

/** What parsing found. */
export interface Evidence {
  readonly layers: readonly Layer[];
  readonly payload: Payload | null;
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
}

function evidenceOf({ payload, issuedAt, expiresAt }: Evidence): Omit<Evidence, 'layers'> {
  return { payload, issuedAt, expiresAt };
}

/** The key made the signature, and nothing else speaks against the value. */
export function signatureVerified<Recipe>(parsed: Evidence, key: KeyReading, found: { facts: Readonly<Record<string, string>>; recipe: Recipe }) {
  return { ...evidenceOf(parsed), status: 'verified' as const, layers: withSignature(parsed.layers, 'verified', key.secret.label), key, ...found };
}

/** A value that no given key proves, or that cannot be judged at all: what could be read without a key stays. */
export function unproved<Reason extends string>(parsed: Evidence, reason: Reason, layers: readonly Layer[], hint: string | null = null) {
  return { ...evidenceOf(parsed), status: 'rejected' as const, layers, reason, key: null, hint };
}

/** No key made the signature. */
export function signatureRejected<Reason extends string>(parsed: Evidence, reason: Reason, hint: string | null = null) {
  return unproved(parsed, reason, withSignature(parsed.layers, reason === 'missing-signature' ? 'missing' : 'failed', null), hint);
}

/** The key made the signature, but the value is out of time, moved, or refused for another reason. */
export function genuineButRejected<Reason extends string>(parsed: Evidence, key: KeyReading, refusal: { reason: Reason; hint: string | null }) {
  return { ...evidenceOf(parsed), status: 'rejected' as const, layers: withSignature(parsed.layers, 'verified', key.secret.label), key, ...refusal };
}
