/**
 * Better Auth's session token: the key of a record in the database, signed.
 * Grammar: `token . base64(HMAC-SHA-256(token))`, the signature padded, the whole percent-encoded
 * Source: better-auth/better-auth 1.7.25 `dist/cookies/index.mjs:175-215`; better-auth/better-call `dist/crypto.mjs:5-50`.
 */
import { parseJson } from '../codec/json';
import { isRecord, payloadFrom } from '../codec/value';
import { percentDecoded, percentEncoded } from '../codec/wire-text';
import { cutSignature, keyByBytes, signedParts, signedTextPadded, type SignedText } from '../envelope/cookie-signature';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat } from './define';

export default defineFormat<SignedText>({
  meta: {
    id: 'better-auth-token',
    title: 'Better Auth session token',
    framework: 'Better Auth',
    grammar: 'token.base64(HMAC-SHA-256(token))',
    // An application may put another prefix in the place of `better-auth`; the multi-session plugin appends to the name.
    cookieNames: ['better-auth.session_token', /^[\w-]{1,60}\.session_token(?:_multi-[\w-]{1,80})?$/],
    role: 'session',
    holds: 'id',
    keyFields: [{ name: 'secret', title: 'BETTER_AUTH_SECRET', configNames: ['BETTER_AUTH_SECRET', 'BETTER_AUTH_SECRETS', 'AUTH_SECRET'] }],
    settings: [],
    references: ['better-auth/better-auth 1.7.25 dist/cookies/index.mjs', 'better-auth/better-call dist/crypto.mjs'],
  },

  parse(wire) {
    const text = wire.value.length > 1000 ? null : percentDecoded(wire.value);
    const signed = text === null ? null : cutSignature(text);
    if (signed === null || !/^[\w-]+$/.test(signed.text) || !/^[A-Za-z0-9+/]{43}=$/.test(signed.signature)) return null;
    // Hono signs any text in this layout; a token is 32 letters and digits.
    if (!/^[A-Za-z0-9]{32}$/.test(signed.text) && !wire.name.includes('session_token')) return null;
    const payload = payloadFrom({ token: signed.text });
    return {
      // Hono's signed cookies look the same.
      confidence: 'possible',
      layers: [
        { kind: 'envelope', parts: signedParts(wire.value, 'token', 'id') },
        { kind: 'signature', title: 'HMAC-SHA-256', state: 'unchecked', key: null },
        { kind: 'payload', title: 'session token', payload },
      ],
      model: signed,
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, { keys }) {
    const key = keyByBytes(parsed.model, keys.readings('secret'));
    return key === null ? signatureRejected(parsed, 'bad-signature') : signatureVerified(parsed, key, { facts: { digest: 'SHA-256' }, recipe: null });
  },

  async seal({ text, wire, opened }) {
    const json = parseJson(text);
    const token = json.ok && isRecord(json.value) ? json.value['token'] : null;
    if (typeof token !== 'string' || !/^[\w-]+$/.test(token)) return fail('token must be a text of letters, digits, - and _.');
    return ok([{ name: wire.name, value: percentEncoded(signedTextPadded(token, opened.key, 'sha256')) }]);
  },

  identity: (value) => (isRecord(value) && typeof value['token'] === 'string' ? value['token'] : null),
  storeKey: (value) => (isRecord(value) && typeof value['token'] === 'string' ? `session.token = ${value['token']}` : null),
});
