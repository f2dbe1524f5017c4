/** A JSON Web Token as its text tells, before any key (RFC 7515, RFC 7519): JWS compact form only. */
import { parseJws, type JwsFields } from '../envelope/jws';
import type { CookieFact } from './facts';

export interface JwtText {
  readonly algorithm: string;
  readonly header: JwsFields;
  readonly claims: JwsFields;
  readonly isSigned: boolean;
}

/** Null for everything that is no JWS with a JSON object in it, encrypted tokens (five parts) and detached ones among it. */
export function jwtText(text: string): JwtText | null {
  const jws = parseJws(text);
  if (jws === null || jws.isCutOff || jws.claims === null) return null;
  const { algorithm, header, claims, signature } = jws;
  return { algorithm, header, claims, isSigned: signature !== '' && algorithm.toLowerCase() !== 'none' };
}

export interface JwtCookie {
  readonly cookie: CookieFact;
  readonly jwt: JwtText;
}

/** The cookies among these whose value is such a token. */
export function jwtCookies(cookies: readonly CookieFact[]): JwtCookie[] {
  return cookies.flatMap((cookie) => {
    const jwt = jwtText(cookie.decoded.wire.value);
    return jwt === null ? [] : [{ cookie, jwt }];
  });
}
