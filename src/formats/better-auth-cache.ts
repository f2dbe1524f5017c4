/**
 * Better Auth's session cache, a copy of session and user that spares the database, in one of three forms; and its account cookie.
 * Grammar: `base64url({"session":{…},"expiresAt":ms,"signature":…})`; or a JWT, HS256; or a JWE, `dir` with A256CBC-HS512
 * Source: better-auth/better-auth 1.7.25 `dist/cookies/index.mjs:76-165`, `dist/cookies/session-store.mjs`, `dist/crypto/jwt.mjs`.
 */
import { unbase64url } from '../codec/base64';
import { textOfLenient, utf8 } from '../codec/bytes';
import { isRecord, type Payload, type Value } from '../codec/value';
import type { WireCookie } from '../cookie/wire-cookie';
import { hkdf } from '../crypto/kdf';
import type { KeyReading, KeySet } from '../crypto/keys';
import { cookiesFor, cutOff, dotted, missingChunks, type ChunkScheme } from '../envelope/chunks';
import { compactCache, compactCacheKey, compactCacheText, type CompactCache } from '../envelope/compact-cache';
import { encryptJwe, jweKeyLength, keyThumbprint, openJwe, splitJwe, type Jwe, type JweKey } from '../envelope/jwe';
import { gapInJwe, jweOpened, jweRefused, parsedJwe } from '../envelope/jwe-session';
import { hmacKey, refusedUnseen, signHmac } from '../envelope/jws-proof';
import { jwsTimes, refusedByTime } from '../envelope/jws-times';
import { jwsLayers, parseJws, type Jws } from '../envelope/jws';
import { renewedClaims } from '../envelope/jwt-claims';
import { partsOf } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok, type Result } from '../result';
import { defineFormat, type OpenContext, type Opened, type Parsed } from './define';

type Model =
  | { readonly form: 'compact'; readonly cache: CompactCache }
  | { readonly form: 'jwt'; readonly jws: Jws }
  | { readonly form: 'jwe'; readonly jwe: Jwe }
  | { readonly form: 'cut' };

/** What the JWE's key was derived with; absent in the signed forms. */
interface Recipe {
  readonly salt: string;
}

/** `session_data` and `account_data`. */
const salts = ['better-auth-session', 'better-auth-account'];

/** A serialized cookie, the longest chunk name and the default attributes included, stays within 4050 characters. */
function schemeOf({ name }: WireCookie): ChunkScheme {
  const attributes = `.99=; Max-Age=300; Path=/; HttpOnly${name.startsWith('__Secure-') ? '; Secure' : ''}; SameSite=Lax`;
  return { size: 4050 - name.length - attributes.length, nameOf: dotted };
}

function derivedKey(key: KeyReading, salt: string): Uint8Array {
  return hkdf('sha256', key.bytes, { salt: utf8(salt), info: utf8('BetterAuth.js Generated Encryption Key'), length: jweKeyLength('A256CBC-HS512') });
}

function* keysFor(keys: KeySet): Generator<JweKey> {
  for (const key of keys.readings('secret')) for (const salt of salts) yield { key, salt, bytes: derivedKey(key, salt) };
}

/** True of what the cache holds: nothing else in a JWT tells it from others. */
function isCache(value: Value): boolean {
  return isRecord(value) && isRecord(value['session']) && isRecord(value['user']) && typeof value['updatedAt'] === 'number';
}

function parsedCompact(wire: WireCookie, cache: CompactCache): Parsed<Model> {
  const { payload, updatedAt, expiresAt } = cache;
  return {
    confidence: isCache(payload.value) ? 'certain' : 'likely',
    layers: [
      { kind: 'envelope', parts: partsOf([['session, end and signature', 'payload', wire.value]]) },
      { kind: 'encoding', title: 'base64url' },
      { kind: 'signature', title: 'HMAC-SHA-256', state: 'unchecked', key: null },
      { kind: 'timestamp', title: 'expires', epochMs: expiresAt },
      { kind: 'payload', title: 'session and user', payload },
    ],
    model: { form: 'compact', cache },
    payload,
    issuedAt: updatedAt,
    expiresAt,
  };
}

function parsedJwt(jws: Jws): Parsed<Model> | null {
  if (jws.algorithm !== 'HS256' || !isCache(jws.payload.value)) return null;
  const { issuedAt, expiresAt } = jwsTimes(jws);
  return { confidence: 'likely', layers: jwsLayers(jws, { issuedAt, expiresAt }), model: { form: 'jwt', jws }, payload: jws.payload, issuedAt, expiresAt };
}

/** True of a signed form that has lost its end: a chunk is missing. */
function isCutOff(value: string): boolean {
  const content = value.startsWith('eyJhbGciOiJIUzI1NiJ9.') ? value.slice(value.indexOf('.') + 1) : value;
  const bytes = unbase64url(content.slice(0, 32));
  return bytes !== null && textOfLenient(bytes).startsWith('{"session":{"');
}

const cut = { layers: [], payload: null, issuedAt: null, expiresAt: null, malformed: 'The value ends too early.' };

function openCompact(cache: CompactCache, wire: WireCookie, parsed: Parsed<Model>, { keys, nowMs }: OpenContext): Opened<Recipe> {
  const gap = missingChunks(wire);
  const key = compactCacheKey(cache, keys.readings('secret'));
  if (key === null) return gap === null ? signatureRejected(parsed, 'bad-signature') : signatureRejected(parsed, 'truncated', gap);
  if (nowMs !== null && cache.expiresAt < nowMs) return genuineButRejected(parsed, key, { reason: 'expired', hint: null });
  return signatureVerified(parsed, key, { facts: { form: 'compact', digest: 'SHA-256' }, recipe: { salt: '' } });
}

function openJwt(jws: Jws, parsed: Parsed<Model>, { keys, nowMs }: OpenContext): Opened<Recipe> {
  const unseen = refusedUnseen(jws);
  if (unseen !== null) return signatureRejected(parsed, unseen.reason, unseen.hint);
  const key = hmacKey(jws, keys.readings('secret'));
  if (key === null) return signatureRejected(parsed, 'bad-signature');
  const late = refusedByTime(jws, nowMs);
  return late === null ? signatureVerified(parsed, key, { facts: { form: 'JWT, HS256' }, recipe: { salt: '' } }) : genuineButRejected(parsed, key, late);
}

function openSealed(jwe: Jwe, wire: WireCookie, parsed: Parsed<Model>, { keys, nowMs }: OpenContext): Opened<Recipe> {
  const gap = gapInJwe(wire, jwe, schemeOf(wire));
  if (gap !== null) return jweRefused(parsed, 'truncated', gap);
  const proof = openJwe(jwe, keysFor(keys));
  if (proof === null) return jweRefused(parsed, 'decrypt-failed');
  const isOwnKeyId = jwe.keyId === null || jwe.keyId === keyThumbprint(proof.bytes, 'sha256');
  const refusal = isOwnKeyId ? null : { reason: 'policy' as const, hint: 'The key opens it, but the header names another key (kid), and Better Auth goes by that name.' };
  const facts = { form: 'JWE, A256CBC-HS512', derivation: 'HKDF-SHA-256', salt: proof.salt };
  return jweOpened(parsed, proof, { nowMs, toleranceSeconds: 15, refusal, facts, recipe: { salt: proof.salt } });
}

interface Sealing {
  readonly key: KeyReading;
  readonly recipe: Recipe;
  readonly payload: Payload | null;
  readonly nowMs: number;
}

function sealed(model: Model, text: string, { key, recipe, payload, nowMs }: Sealing): Result<string> {
  if (model.form === 'compact') return compactCacheText(model.cache, text, { key, nowMs });
  if (model.form === 'cut') return fail('The value has lost its end.');
  const claims = payload === null ? fail('There are no claims to write again.') : renewedClaims(text, payload, nowMs);
  if (!claims.ok) return claims;
  if (model.form === 'jwt') return ok(signHmac(model.jws.head, utf8(claims.value), { digest: 'sha256', key: key.bytes }));
  return ok(encryptJwe(claims.value, derivedKey(key, recipe.salt), model.jwe));
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'better-auth-cache',
    title: 'Better Auth session cache',
    framework: 'Better Auth',
    grammar: 'base64url({"session":{…},"expiresAt":ms,"signature":…}), a JWT or a JWE',
    // An application may put another prefix in the place of `better-auth`.
    cookieNames: ['better-auth.session_data', 'better-auth.account_data', /^[\w-]{1,60}\.(?:session|account)_data$/],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'BETTER_AUTH_SECRET', configNames: ['BETTER_AUTH_SECRET', 'BETTER_AUTH_SECRETS', 'AUTH_SECRET'] }],
    settings: [],
    references: ['better-auth/better-auth 1.7.25 dist/cookies/index.mjs', 'better-auth/better-auth 1.7.25 dist/cookies/session-store.mjs', 'better-auth/better-auth 1.7.25 dist/crypto/jwt.mjs'],
  },

  parse(wire) {
    const jwe = splitJwe(wire.value);
    if (jwe !== null) {
      const hasThumbprint = jwe.keyId?.length === 43;
      return jwe.encryption === 'A256CBC-HS512' && (hasThumbprint || jwe.keyId === null)
        ? { confidence: hasThumbprint ? 'likely' : 'possible', ...parsedJwe(jwe), model: { form: 'jwe', jwe } }
        : null;
    }
    const cache = compactCache(wire.value);
    if (cache !== null) return parsedCompact(wire, cache);
    const jws = parseJws(wire.value);
    const signed = jws === null ? null : parsedJwt(jws);
    return signed ?? (isCutOff(wire.value) ? { ...cut, confidence: 'likely', model: { form: 'cut' } } : null);
  },

  async open(wire, parsed, context) {
    const { model } = parsed;
    if (model.form === 'cut') return signatureRejected(parsed, 'truncated', cutOff(wire, schemeOf(wire)));
    if (model.form === 'compact') return openCompact(model.cache, wire, parsed, context);
    return model.form === 'jwt' ? openJwt(model.jws, parsed, context) : openSealed(model.jwe, wire, parsed, context);
  },

  async seal({ text, wire, parsed, opened, context: { nowMs } }) {
    const value = sealed(parsed.model, text, { ...opened, nowMs });
    return value.ok ? ok(cookiesFor(wire, value.value, schemeOf(wire))) : value;
  },

  identity(value) {
    const session = isRecord(value) ? value['session'] : undefined;
    return isRecord(session) && typeof session['token'] === 'string' ? session['token'] : null;
  },
  principal: principalIn,
});
