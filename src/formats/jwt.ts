/**
 * A JSON Web Token: a signed statement in JSON, by any library.
 * Grammar: base64url(header) `.` base64url(payload) `.` base64url(signature)
 * Source: RFC 7515, RFC 7518, RFC 7519, RFC 8037; panva/jose 6.2.17; auth0/node-jsonwebtoken 9.0.3; itsdangerous 2.0.1 `jws.py`.
 */
import { utf8 } from '../codec/bytes';
import { compactJson, restyleJson, textFromJson } from '../codec/json';
import { percentEncoded } from '../codec/wire-text';
import { jwsLayers, parseJws, type Jws } from '../envelope/jws';
import { asymmetricKey, hmacDigest, hmacKey, refusedUnseen, sharedKeys, signAsymmetric, signHmac, unproved } from '../envelope/jws-proof';
import { jwsTimes, refusedByTime } from '../envelope/jws-times';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok, type Result } from '../result';
import { defineFormat, type KeyReading, type OpenContext } from './define';

/** The ways in which applications turn a secret's text into bytes; most take it as it is. */
const readings = ['utf8', 'base64', 'base64url', 'hex'] as const;

function provingKey(jws: Jws, { keys }: OpenContext): Promise<KeyReading | null> {
  return hmacDigest(jws.algorithm) !== null ? Promise.resolve(hmacKey(jws, sharedKeys(keys, readings))) : asymmetricKey(jws, keys);
}

/** The payload part's text for an edited payload: JSON as `JSON.stringify` lays it out, or the text that a text was. */
function bodyText({ isJson }: Jws, text: string): Result<string> {
  if (!isJson) return textFromJson(text);
  const json = restyleJson(text, compactJson);
  return json.ok ? json : fail(`The payload is no JSON: ${json.problem}.`);
}

/** What stands around the token in the cookie: `Bearer `, percent-encoding. */
function inCookie(wire: string, jws: Jws, token: string): string {
  const prefix = wire.slice(0, jws.start);
  return prefix.startsWith('"') ? `"${token}"` : `${prefix}${percentEncoded(token)}`;
}

export default defineFormat<Jws>({
  meta: {
    id: 'jwt',
    title: 'JSON Web Token',
    framework: 'JWT',
    grammar: 'base64url(header).base64url(payload).base64url(signature)',
    cookieNames: [],
    role: 'unknown',
    holds: 'token',
    general: true,
    keyFields: [{ name: 'secret', title: 'Secret, public key or JWK', configNames: ['JWT_SECRET', 'JWT_SECRET_KEY', 'JWT_KEY', 'JWT_PUBLIC_KEY', 'JWT_PRIVATE_KEY', 'ACCESS_TOKEN_SECRET', 'TOKEN_SECRET'] }],
    settings: [],
    references: ['RFC 7515', 'RFC 7518', 'RFC 7519', 'RFC 8037', 'panva/jose 6.2.17', 'auth0/node-jsonwebtoken 9.0.3'],
  },

  parse(wire) {
    const jws = parseJws(wire.value);
    if (jws === null) return null;
    const { issuedAt, expiresAt } = jwsTimes(jws);
    return { confidence: 'likely', layers: jwsLayers(jws, { issuedAt, expiresAt }), model: jws, payload: jws.payload, issuedAt, expiresAt };
  },

  async open(_wire, parsed, context) {
    const jws = parsed.model;
    const unseen = refusedUnseen(jws);
    if (unseen !== null) return signatureRejected(parsed, unseen.reason, unseen.hint);
    const key = await provingKey(jws, context);
    if (key === null) {
      const { reason, hint } = unproved(jws, context.keys);
      return signatureRejected(parsed, reason, hint);
    }
    const late = refusedByTime(jws, context.nowMs);
    if (late !== null) return genuineButRejected(parsed, key, late);
    return signatureVerified(parsed, key, { facts: { algorithm: jws.algorithm, 'key read as': key.reading }, recipe: null });
  },

  async seal({ text, wire, parsed, opened, context }) {
    const jws = parsed.model;
    const body = bodyText(jws, text);
    if (!body.ok) return body;
    const digest = hmacDigest(jws.algorithm);
    const token = digest === null
      ? await signAsymmetric(jws, utf8(body.value), context.keys)
      : signHmac(jws.head, utf8(body.value), { digest, key: opened.key.bytes });
    if (token === null) return fail('The key given can check this token, but not sign it: paste the private key that belongs to it.');
    return ok([{ name: wire.name, value: inCookie(wire.value, jws, token) }]);
  },
});
