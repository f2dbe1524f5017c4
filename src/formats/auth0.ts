/**
 * Auth0's sessions: encrypted claims (nextjs-auth0 4 and 3, express-openid-connect), or the id of a record, signed (3 and express).
 * Grammar: JWE, `dir` with A256GCM, key HKDF-SHA-256(secret, "", "JWE CEK"); or `id . base64url(HMAC-SHA-256)` of a detached JWS
 * Source: auth0/nextjs-auth0 4.30.0 `dist/server/cookies.js:1-330`, 3.8.0 `dist/auth0-session/session/*.js`, `utils/signed-cookies.js`;
 * auth0/express-openid-connect 2 `lib/appSession.js`, `lib/crypto.js`.
 */
import { base64url, unbase64url } from '../codec/base64';
import { equalBytes, utf8 } from '../codec/bytes';
import { compactJson, restyleJson, textFromJson } from '../codec/json';
import { isRecord, payloadFrom } from '../codec/value';
import type { WireCookie } from '../cookie/wire-cookie';
import { hmac } from '../crypto/hash';
import { hkdf } from '../crypto/kdf';
import type { KeyReading, KeySet } from '../crypto/keys';
import { cookiesFor, dotted, type ChunkScheme } from '../envelope/chunks';
import { encryptJwe, openJwe, splitJwe, type Jwe, type JweKey } from '../envelope/jwe';
import { gapInJwe, jweOpened, jweRefused, parsedJwe } from '../envelope/jwe-session';
import { renewedClaims, timeClaims } from '../envelope/jwt-claims';
import { partsOf } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat, type OpenContext, type Opened, type Parsed } from './define';

interface SignedId {
  readonly id: string;
  readonly signature: string;
}

type Model = { readonly jwe: Jwe; readonly signedId: null } | { readonly jwe: null; readonly signedId: SignedId };

/** Version 4 marks a chunk with two underscores, version 3 with a dot and by what its attributes leave of 4096 bytes. */
const chunksOf4: ChunkScheme = { size: 3500, nameOf: (base, index) => `${base}__${index}` };
const attributesOf3 = '.0=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax';

/** Version 3 keeps the times in the header. */
function isOf3({ header }: Jwe): boolean {
  return typeof header['uat'] === 'number';
}

function schemeOf(wire: WireCookie, jwe: Jwe): ChunkScheme {
  return isOf3(jwe) ? { size: 4096 - attributesOf3.length - wire.name.length, nameOf: dotted } : chunksOf4;
}

function derivedKey(key: KeyReading, info: string): Uint8Array {
  return hkdf('sha256', key.bytes, { salt: new Uint8Array(), info: utf8(info), length: 32 });
}

function* keysFor(keys: KeySet): Generator<JweKey> {
  for (const key of keys.readings('secret')) yield { key, salt: '', bytes: derivedKey(key, 'JWE CEK') };
}

/** The MAC of a detached JWS with an unencoded payload (RFC 7797) over `name=id`. */
function idMac(name: string, id: string, key: KeyReading): Uint8Array {
  const header = base64url(utf8('{"alg":"HS256","b64":false,"crit":["b64"]}'));
  return hmac('sha256', derivedKey(key, 'JWS Cookie Signing'), utf8(`${header}.${name}=${id}`));
}

function parsedId({ value }: WireCookie): Parsed<Model> | null {
  const [, id, signature] = /^([\w-]{8,200})\.([\w-]{43})$/.exec(value) ?? [];
  if (id === undefined || signature === undefined) return null;
  const payload = payloadFrom(id);
  return {
    confidence: 'possible',
    layers: [
      { kind: 'envelope', parts: partsOf([['session id', 'id', id], ['.', 'separator', '.'], ['signature', 'signature', signature]]) },
      { kind: 'signature', title: 'HMAC-SHA-256', state: 'unchecked', key: null },
      { kind: 'payload', title: 'session id', payload },
    ],
    model: { jwe: null, signedId: { id, signature } },
    payload,
    issuedAt: null,
    expiresAt: null,
  };
}

/** The names besides its own that a signed id may have been made for. */
const defaultNames = ['appSession', '__session'];

function openId(wire: WireCookie, parsed: Parsed<Model>, { id, signature }: SignedId, { keys }: OpenContext): Opened<null> {
  const seen = unbase64url(signature) ?? new Uint8Array();
  for (const name of new Set([wire.name, ...defaultNames]))
    for (const key of keys.readings('secret')) {
      if (!equalBytes(idMac(name, id, key), seen)) continue;
      return name === wire.name
        ? signatureVerified(parsed, key, { facts: { digest: 'SHA-256', derivation: 'HKDF-SHA-256' }, recipe: null })
        : genuineButRejected(parsed, key, { reason: 'wrong-name', hint: `It was signed for the name ${name}: the signature covers the name. Set it under that name.` });
    }
  return signatureRejected(parsed, 'bad-signature');
}

/** The header to seal under: version 3's times stand there and are moved on. */
function headerFor(jwe: Jwe, nowMs: number): string {
  const { uat, exp } = jwe.header;
  if (typeof uat !== 'number' || typeof exp !== 'number') return jwe.headerText;
  const now = Math.floor(nowMs / 1000);
  return JSON.stringify({ ...jwe.header, uat: now, exp: now + (exp - uat) });
}

export default defineFormat<Model>({
  meta: {
    id: 'auth0',
    title: 'Auth0 session',
    framework: 'Auth0',
    grammar: 'base64url({"enc":"A256GCM","alg":"dir"})..iv.ciphertext.tag',
    cookieNames: ['__session', 'appSession', /^__(?:txn_[\w-]+|FC_\d+)$/],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'AUTH0_SECRET', configNames: ['AUTH0_SECRET', 'APP_SESSION_SECRET', 'SECRET'] }],
    settings: [],
    references: ['auth0/nextjs-auth0 4.30.0 dist/server/cookies.js', 'auth0/nextjs-auth0 3.8.0 dist/auth0-session/session/stateless-session.js', 'auth0/express-openid-connect 2 lib/appSession.js'],
  },

  parse(wire) {
    const jwe = splitJwe(wire.value);
    if (jwe === null) return parsedId(wire);
    if (jwe.encryption !== 'A256GCM' || jwe.keyId !== null) return null;
    const isOf4 = jwe.headerText.startsWith('{"enc":"A256GCM","alg":"dir"');
    if (!isOf4 && !isOf3(jwe)) return null;
    return { confidence: isOf3(jwe) ? 'certain' : 'likely', ...parsedJwe(jwe, timeClaims(jwe.header)), model: { jwe, signedId: null } };
  },

  async open(wire, parsed, context) {
    const { jwe, signedId } = parsed.model;
    if (jwe === null) return openId(wire, parsed, signedId, context);
    const gap = gapInJwe(wire, jwe, schemeOf(wire, jwe));
    if (gap !== null) return jweRefused(parsed, 'truncated', gap);
    const proof = openJwe(jwe, keysFor(context.keys));
    if (proof === null) return jweRefused(parsed, 'decrypt-failed');
    const facts = { cipher: 'A256GCM', derivation: 'HKDF-SHA-256', version: isOf3(jwe) ? '3, or express-openid-connect' : '4' };
    const times = isOf3(jwe) ? { toleranceSeconds: 0, times: timeClaims(jwe.header) } : { toleranceSeconds: 15 };
    return jweOpened(parsed, proof, { nowMs: context.nowMs, ...times, facts, recipe: null });
  },

  async seal({ text, wire, parsed, opened, context }) {
    const { jwe } = parsed.model;
    if (jwe === null) {
      const id = textFromJson(text);
      if (!id.ok) return id;
      if (!/^[\w-]{8,200}$/.test(id.value)) return fail('A session id is made of letters, digits, - and _.');
      return ok([{ name: wire.name, value: `${id.value}.${base64url(idMac(wire.name, id.value, opened.key))}` }]);
    }
    if (opened.payload === null) return fail('There are no claims to write again.');
    const claims = isOf3(jwe) ? restyleJson(text, compactJson) : renewedClaims(text, opened.payload, context.nowMs);
    if (!claims.ok) return fail(`The claims cannot be written: ${claims.problem}`);
    if (!claims.value.startsWith('{')) return fail('The claims must be an object.');
    const value = encryptJwe(claims.value, derivedKey(opened.key, 'JWE CEK'), { headerText: headerFor(jwe, context.nowMs), encryption: 'A256GCM' });
    return ok(cookiesFor(wire, value, schemeOf(wire, jwe)));
  },

  identity(value) {
    if (typeof value === 'string') return value;
    return isRecord(value) && typeof value['id'] === 'string' && value['user'] === undefined ? value['id'] : null;
  },
  principal: principalIn,
});
