/**
 * The session token of Auth.js 5, and its short-lived cookies of a login: encrypted claims whose key depends on the cookie's name.
 * Grammar: JWE, `dir` with A256CBC-HS512 (A256GCM before 0.19), key HKDF-SHA-256(secret, name, "Auth.js Generated Encryption Key (name)")
 * Source: nextauthjs/next-auth @auth/core 0.41.3 `jwt.js:49-130`, `lib/utils/cookie.js:20-260`; 0.18.5 `jwt.js:40-90`.
 */
import { utf8 } from '../codec/bytes';
import type { WireCookie } from '../cookie/wire-cookie';
import { hkdf } from '../crypto/kdf';
import type { KeyReading, KeySet } from '../crypto/keys';
import { cookiesFor, dotted, spoiledBy } from '../envelope/chunks';
import { encryptJwe, jweKeyLength, keyThumbprint, openJwe, splitJwe, type Jwe, type JweEncryption, type JweKey, type JweProof } from '../envelope/jwe';
import { gapInJwe, jweOpened, jweRefused, parsedJwe, type JweJudgement } from '../envelope/jwe-session';
import { renewedClaims } from '../envelope/jwt-claims';
import { principalIn } from '../envelope/principal';
import { fail, ok } from '../result';
import { defineFormat } from './define';

interface Recipe {
  readonly salt: string;
}

const scheme = { size: 3936, nameOf: dotted };

function derivedKey(key: KeyReading, name: string, encryption: JweEncryption): Uint8Array {
  const info = utf8(`Auth.js Generated Encryption Key (${name})`);
  return hkdf('sha256', key.bytes, { salt: utf8(name), info, length: jweKeyLength(encryption) });
}

/** The names that a token may have been made for: its own first, then the defaults, with and without a prefix. */
function namesFor(name: string): string[] {
  const plain = name.replace(/^__(?:Host|Secure)-/, '');
  const bases = [plain, 'authjs.session-token', 'next-auth.session-token'];
  return [...new Set([name, ...bases.flatMap((base) => [base, `__Secure-${base}`, `__Host-${base}`])])];
}

function* keysFor(wire: WireCookie, jwe: Jwe, keys: KeySet): Generator<JweKey> {
  for (const salt of namesFor(wire.name))
    for (const key of keys.readings('secret')) yield { key, salt, bytes: derivedKey(key, salt, jwe.encryption) };
}

/** Why Auth.js refuses a token that a key opens. */
function refusalOf(wire: WireCookie, jwe: Jwe, proof: JweProof): JweJudgement<Recipe>['refusal'] {
  if (proof.salt !== wire.name)
    return { reason: 'wrong-name', hint: `It was made for the name ${proof.salt}: Auth.js derives its key from the cookie's name, so under ${wire.name} nothing opens it. Set it under its own name.` };
  const spoiled = spoiledBy(wire, 'Auth.js');
  if (spoiled !== null) return { reason: 'policy', hint: spoiled };
  const isOwnKeyId = jwe.keyId === null || jwe.keyId === keyThumbprint(proof.bytes, jwe.encryption === 'A256GCM' ? 'sha256' : 'sha512');
  return isOwnKeyId ? null : { reason: 'policy', hint: 'The key opens it, but the header names another key (kid), and Auth.js goes by that name.' };
}

export default defineFormat<Jwe, Recipe>({
  meta: {
    id: 'authjs',
    title: 'Auth.js 5 session token',
    framework: 'Auth.js',
    grammar: 'base64url({"alg":"dir","enc":"A256CBC-HS512","kid":…})..iv.ciphertext.tag',
    cookieNames: ['authjs.session-token', /^authjs\.(?:state|nonce|pkce\.code_verifier|challenge)$/],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'AUTH_SECRET', configNames: ['AUTH_SECRET', 'AUTH_SECRET_1', 'AUTH_SECRET_2', 'AUTH_SECRET_3', 'NEXTAUTH_SECRET'] }],
    settings: [],
    references: ['nextauthjs/next-auth @auth/core 0.41.3 jwt.js', 'nextauthjs/next-auth @auth/core 0.41.3 lib/utils/cookie.js', 'RFC 7638 §3'],
  },

  parse(wire) {
    const jwe = splitJwe(wire.value);
    if (jwe === null || !jwe.headerText.startsWith('{"alg":"dir","enc":')) return null;
    if (jwe.encryption === 'A256GCM') return jwe.keyId === null ? { confidence: 'possible', ...parsedJwe(jwe) } : null;
    // The thumbprint of 64 key bytes by SHA-512 as the key's name is Auth.js's alone.
    return { confidence: jwe.keyId?.length === 86 ? 'certain' : 'possible', ...parsedJwe(jwe) };
  },

  async open(wire, parsed, { keys, nowMs }) {
    const jwe = parsed.model;
    const gap = gapInJwe(wire, jwe, scheme);
    if (gap !== null) return jweRefused(parsed, 'truncated', gap);
    const proof = openJwe(jwe, keysFor(wire, jwe, keys));
    if (proof === null) return jweRefused(parsed, 'decrypt-failed');
    const facts = { cipher: jwe.encryption, derivation: 'HKDF-SHA-256', salt: `the cookie's name, ${proof.salt}` };
    return jweOpened(parsed, proof, { nowMs, toleranceSeconds: 15, refusal: refusalOf(wire, jwe, proof) ?? null, facts, recipe: { salt: proof.salt } });
  },

  async seal({ text, wire, parsed, opened, context }) {
    if (opened.payload === null) return fail('There are no claims to write again.');
    const claims = renewedClaims(text, opened.payload, context.nowMs);
    if (!claims.ok) return claims;
    const key = derivedKey(opened.key, opened.recipe.salt, parsed.model.encryption);
    return ok(cookiesFor(wire, encryptJwe(claims.value, key, parsed.model), scheme));
  },

  identity: () => null,
  principal: principalIn,
});
