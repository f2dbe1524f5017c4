/**
 * The session token of NextAuth.js 4, and its short-lived cookies of a login (state, nonce, PKCE): encrypted claims.
 * Grammar: JWE, `dir` with A256GCM, key HKDF-SHA-256(secret, salt, "NextAuth.js Generated Encryption Key[ (salt)]")
 * Source: nextauthjs/next-auth 4.24.15 `jwt/index.js:33-110`, `core/lib/cookie.js:20-200`, `core/lib/oauth/checks.js:20-60`.
 */
import { utf8 } from '../codec/bytes';
import type { WireCookie } from '../cookie/wire-cookie';
import { hkdf } from '../crypto/kdf';
import type { KeyReading, KeySet } from '../crypto/keys';
import { cookiesFor, dotted, spoiledBy } from '../envelope/chunks';
import { encryptJwe, jweKeyLength, openJwe, splitJwe, type Jwe, type JweKey } from '../envelope/jwe';
import { gapInJwe, jweOpened, jweRefused, parsedJwe } from '../envelope/jwe-session';
import { renewedClaims } from '../envelope/jwt-claims';
import { principalIn } from '../envelope/principal';
import { fail, ok } from '../result';
import { defineFormat } from './define';

interface Recipe {
  readonly salt: string;
}

const scheme = { size: 3933, nameOf: dotted };

function derivedKey(key: KeyReading, salt: string): Uint8Array {
  const info = `NextAuth.js Generated Encryption Key${salt === '' ? '' : ` (${salt})`}`;
  return hkdf('sha256', key.bytes, { salt: utf8(salt), info: utf8(info), length: jweKeyLength('A256GCM') });
}

/** The session's key has no salt; that of a login's short-lived cookies has their name. */
function* keysFor(wire: WireCookie, keys: KeySet): Generator<JweKey> {
  for (const key of keys.readings('secret')) for (const salt of ['', wire.name]) yield { key, salt, bytes: derivedKey(key, salt) };
}

export default defineFormat<Jwe, Recipe>({
  meta: {
    id: 'next-auth',
    title: 'NextAuth.js 4 session token',
    framework: 'NextAuth.js',
    grammar: 'base64url({"alg":"dir","enc":"A256GCM"})..iv.ciphertext.tag',
    cookieNames: ['next-auth.session-token', /^next-auth\.(?:state|nonce|pkce\.code_verifier)$/],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'NEXTAUTH_SECRET', configNames: ['NEXTAUTH_SECRET', 'AUTH_SECRET'] }],
    settings: [],
    references: ['nextauthjs/next-auth 4.24.15 jwt/index.js', 'nextauthjs/next-auth 4.24.15 core/lib/cookie.js'],
  },

  parse(wire) {
    const jwe = splitJwe(wire.value);
    if (jwe === null || jwe.headerText !== '{"alg":"dir","enc":"A256GCM"}') return null;
    return { confidence: 'likely', ...parsedJwe(jwe) };
  },

  async open(wire, parsed, { keys, nowMs }) {
    const gap = gapInJwe(wire, parsed.model, scheme);
    if (gap !== null) return jweRefused(parsed, 'truncated', gap);
    const proof = openJwe(parsed.model, keysFor(wire, keys));
    if (proof === null) return jweRefused(parsed, 'decrypt-failed');
    const facts = { cipher: 'A256GCM', derivation: 'HKDF-SHA-256', ...(proof.salt === '' ? {} : { salt: proof.salt }) };
    const spoiled = spoiledBy(wire, 'NextAuth.js');
    const refusal = spoiled === null ? null : { reason: 'policy' as const, hint: spoiled };
    return jweOpened(parsed, proof, { nowMs, toleranceSeconds: 15, refusal, facts, recipe: { salt: proof.salt } });
  },

  async seal({ text, wire, parsed, opened, context }) {
    if (opened.payload === null) return fail('There are no claims to write again.');
    const claims = renewedClaims(text, opened.payload, context.nowMs);
    if (!claims.ok) return claims;
    return ok(cookiesFor(wire, encryptJwe(claims.value, derivedKey(opened.key, opened.recipe.salt), parsed.model), scheme));
  },

  identity: () => null,
  principal: principalIn,
});
