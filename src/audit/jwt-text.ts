/** A JSON Web Token as its text tells, before any key (RFC 7515, RFC 7519): JWS compact form only. */
import { unbase64url } from '../codec/base64';
import { textOf } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { isRecord, type Value } from '../codec/value';
import type { CookieFact } from './facts';

type Fields = Readonly<Record<string, Value>>;

export interface JwtText {
  readonly algorithm: string;
  readonly header: Fields;
  readonly claims: Fields;
  readonly isSigned: boolean;
}

function fieldsOf(part: string): Fields | null {
  const bytes = unbase64url(part);
  const text = bytes === null ? null : textOf(bytes);
  const json = text === null ? null : parseJson(text);
  return json?.ok === true && isRecord(json.value) ? json.value : null;
}

/** Null for everything that is no JWS with a JSON object in it, encrypted tokens (five parts) and detached ones among it. */
export function jwtText(text: string): JwtText | null {
  const parts = text.replace(/^Bearer /i, '').split('.');
  const [head = '', body = '', signature = ''] = parts;
  if (parts.length !== 3 || head === '' || body === '') return null;
  const header = fieldsOf(head);
  const algorithm = header?.['alg'];
  if (header === null || typeof algorithm !== 'string') return null;
  const claims = fieldsOf(body);
  return claims === null ? null : { algorithm, header, claims, isSigned: signature !== '' && algorithm.toLowerCase() !== 'none' };
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
