/** The times that a JSON Web Signature tells, and what they say against it. */
import type { Value } from '../codec/value';
import { claimsVerdict, type TimeClaims } from './jwt-claims';
import { numericDate, type Jws } from './jws';

/** Claims; itsdangerous' TimedJSONWebSignatureSerializer (up to 2.0) wrote `iat` and `exp` into the header instead. */
export function jwsTimes({ claims, header }: Pick<Jws, 'claims' | 'header'>): TimeClaims {
  const time = (name: string): number | null => numericDate(claims?.[name]) ?? numericDate(header[name]);
  return { issuedAt: time('iat'), expiresAt: time('exp'), notBefore: numericDate(claims?.['nbf']) };
}

export interface TimeRefusal {
  readonly reason: 'expired' | 'not-yet-valid' | 'policy';
  readonly hint: string | null;
}

/** What speaks against the times of a genuine token (no tolerance, as in jose and jsonwebtoken); null where nothing does. */
export function refusedByTime(jws: Jws, nowMs: number | null): TimeRefusal | null {
  const strange = nowMs === null ? undefined : ['exp', 'nbf'].find((name) => isNoDate(jws.claims?.[name]));
  if (strange !== undefined) return { reason: 'policy', hint: `The claim \`${strange}\` is no number of seconds, and verifiers refuse the token for it.` };
  const verdict = claimsVerdict(jwsTimes(jws), nowMs, 0);
  return verdict === 'in-time' ? null : { reason: verdict, hint: null };
}

function isNoDate(value: Value | undefined): boolean {
  return value !== undefined && numericDate(value) === null;
}
