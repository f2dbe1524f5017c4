/** The time claims of a JSON Web Token: judged as jose judges them, renewed when a token is written again (RFC 7519 §4.1). */
import { compactJson, jsonMembers } from '../codec/json';
import { isRecord, type Payload, type Value } from '../codec/value';
import { fail, ok, type Result } from '../result';

export interface TimeClaims {
  /** Epoch milliseconds; null where the claim is absent or no number. */
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
  readonly notBefore: number | null;
}

function milliseconds(value: Value | undefined): number | null {
  return typeof value === 'number' ? value * 1000 : null;
}

export function timeClaims(value: Value): TimeClaims {
  const claims = isRecord(value) ? value : {};
  return { issuedAt: milliseconds(claims['iat']), expiresAt: milliseconds(claims['exp']), notBefore: milliseconds(claims['nbf']) };
}

/** How a token stands at an instant: whole seconds, `exp` and `nbf` with a tolerance (jose 6 `src/lib/jwt_claims_set.ts`). */
export function claimsVerdict(claims: TimeClaims, nowMs: number | null, toleranceSeconds: number): 'in-time' | 'expired' | 'not-yet-valid' {
  if (nowMs === null) return 'in-time';
  const now = Math.floor(nowMs / 1000);
  if (claims.notBefore !== null && claims.notBefore / 1000 > now + toleranceSeconds) return 'not-yet-valid';
  return claims.expiresAt !== null && claims.expiresAt / 1000 <= now - toleranceSeconds ? 'expired' : 'in-time';
}

/** Lifetime of a token that tells no other: a day. */
const oneDay = 86_400;

/** `exp` moved on by the token's lifetime; a token that does not tell when it was issued keeps its end while that lies ahead. */
function renewedExpiry(exp: number, iat: number, now: number): number {
  if (Number.isFinite(iat)) return now + (exp - iat);
  return exp > now ? exp : now + oneDay;
}

/**
 * Claims to write again, as compact JSON: `iat`, `exp` and `jti` are renewed as the library renews them, unless the person has changed
 * them: then they stand as edited. All else is kept to the letter.
 */
export function renewedClaims(text: string, before: Payload, nowMs: number): Result<string> {
  const edited = jsonMembers(text, compactJson);
  if (!edited.ok) return fail(`The claims cannot be written: ${edited.problem}.`);
  const old = jsonMembers(before.text, compactJson);
  const oldOf = (name: string): string | undefined => (old.ok ? old.value.get(name) : undefined);
  const members = new Map(edited.value);
  const now = Math.floor(nowMs / 1000);
  const renewed: Record<string, () => string> = {
    iat: () => String(now),
    exp: () => String(renewedExpiry(Number(oldOf('exp')), Number(oldOf('iat') ?? 'none'), now)),
    jti: () => `"${crypto.randomUUID()}"`,
  };
  for (const [name, fresh] of Object.entries(renewed)) if (members.has(name) && members.get(name) === oldOf(name)) members.set(name, fresh());
  return ok(`{${[...members].map(([name, item]) => `${JSON.stringify(name)}:${item}`).join(',')}}`);
}
