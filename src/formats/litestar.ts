/**
 * Litestar's client-side session: JSON in AES-GCM, with its expiry in the clear, over several cookies where one is too short.
 * Grammar: `base64( nonce(12) ++ AES-GCM ciphertext ++ tag(16) ++ "additional_authenticated_data=" ++ {"expires_at":unix seconds} )`
 * Source: litestar-org/litestar 2.24.0 `litestar/middleware/session/client_side.py:40-268`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { concat, latin1Text, randomBytes, textOf, utf8 } from '../codec/bytes';
import { compactJson, jsonPayload, restyleJson } from '../codec/json';
import { quotedPython, unquoted } from '../codec/wire-text';
import type { WireCookie } from '../cookie/wire-cookie';
import { openGcm, sealGcm } from '../crypto/aes';
import { cookiesFor, missingChunks } from '../envelope/chunks';
import { openedCipher, partsWithin, type Layer } from '../envelope/layer';
import { unproved } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
  readonly associated: Uint8Array;
  readonly expiresAtSeconds: number;
}

const nonceLength = 12;
const tagLength = 16;
const marker = 'additional_authenticated_data=';
/** `CHUNK_SIZE`: the most characters of one cookie. */
const chunkSize = 4096 - 64;
/** The reader joins the cookies in the order of their names as text, in which `session-10` comes before `session-2`. */
const mostChunks = 10;
const defaultMaxAgeSeconds = 1_209_600;

/** The text of a value: each cookie of a family is quoted on its own. */
function joined({ parts }: WireCookie): string {
  return parts.map(({ value }) => unquoted(value)).join('');
}

function modelOf(bytes: Uint8Array): Model | null {
  const at = latin1Text(bytes).indexOf(marker);
  if (at < nonceLength + tagLength) return null;
  const associated = bytes.subarray(at + marker.length);
  const expires = /^\{"expires_at": ?(\d{1,12})\}$/.exec(latin1Text(associated))?.[1];
  if (expires === undefined) return null;
  return { nonce: bytes.subarray(0, nonceLength), sealed: bytes.subarray(nonceLength, at), associated, expiresAtSeconds: Number(expires) };
}

function layersOf(value: string, text: string, { nonce, sealed, expiresAtSeconds }: Model): Layer[] {
  // The fields do not end where characters do: a character belongs to the field that it begins in.
  const cut = (offset: number): number => Math.ceil((offset * 4) / 3);
  const tag = cut(nonce.length + sealed.length - tagLength);
  const associated = cut(nonce.length + sealed.length);
  const parts = partsWithin(value, [
    ['nonce', 'iv', text.slice(0, cut(nonce.length))], ['ciphertext', 'ciphertext', text.slice(cut(nonce.length), tag)],
    ['tag', 'tag', text.slice(tag, associated)], ['expiry, authenticated', 'timestamp', text.slice(associated)],
  ]);
  return [
    { kind: 'envelope', parts },
    { kind: 'encoding', title: 'base64' },
    { kind: 'timestamp', title: 'expires at', epochMs: expiresAtSeconds * 1000 },
    { kind: 'cipher', title: 'AES-GCM', state: 'sealed', key: null },
  ];
}

export default defineFormat<Model>({
  meta: {
    id: 'litestar',
    title: 'Litestar client-side session',
    framework: 'Litestar',
    grammar: 'base64(nonce | AES-GCM | "additional_authenticated_data={"expires_at":N}")',
    cookieNames: ['session', /^session-\d+$/],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret of CookieBackendConfig', configNames: ['SECRET_KEY', 'SESSION_SECRET', 'SESSION_KEY'] }],
    settings: [],
    references: ['litestar-org/litestar 2.24.0 litestar/middleware/session/client_side.py'],
  },

  parse(wire) {
    const text = joined(wire);
    const bytes = unbase64Padded(text);
    const model = bytes === null ? null : modelOf(bytes);
    if (model === null) return null;
    return { confidence: 'certain', layers: layersOf(wire.value, text, model), model, payload: null, issuedAt: null, expiresAt: model.expiresAtSeconds * 1000 };
  },

  async open(wire, parsed, context) {
    const { nonce, sealed, associated, expiresAtSeconds } = parsed.model;
    const opened = context.keys.readings('secret', ['utf8', 'hex', 'base64', 'base64url'])
      .flatMap((key) => {
        const content = openGcm(sealed, { key: key.bytes, nonce, aad: associated });
        return content === null ? [] : [{ key, content }];
      })[0];
    const layers = openedCipher(parsed.layers, opened?.key.secret.label ?? null);
    if (opened === undefined) return unproved(parsed, 'decrypt-failed', layers, missingChunks(wire));
    const { key, content } = opened;
    const json = textOf(content);
    const payload = json === null ? null : jsonPayload(json);
    if (payload !== null) layers.push({ kind: 'payload', title: 'JSON', payload });
    const evidence = { layers, payload, issuedAt: null, expiresAt: parsed.expiresAt, key };
    if (payload === null) return { ...evidence, status: 'rejected', reason: 'malformed', hint: 'The key opens the value, but its content is no JSON.' };
    if (wire.parts.length > mostChunks)
      return { ...evidence, status: 'rejected', reason: 'policy', hint: `The value is genuine, but Litestar joins ${wire.name}-10 before ${wire.name}-2: it cannot read a session of more than ${mostChunks} cookies.` };
    if (context.nowMs !== null && expiresAtSeconds <= Math.round(context.nowMs / 1000)) return { ...evidence, status: 'rejected', reason: 'expired', hint: null };
    return { ...evidence, status: 'verified', facts: { cipher: `AES-${key.bytes.length * 8}-GCM`, key: key.reading }, recipe: null };
  },

  async seal({ text, wire, parsed, opened, context }) {
    const json = restyleJson(text, compactJson);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    if (!json.value.startsWith('{')) return fail('The session is an object: the payload must be one.');
    // The maximum age stands nowhere in the cookie: an expiry that is still to come is kept.
    const now = Math.round(context.nowMs / 1000);
    const expires = parsed.model.expiresAtSeconds > now ? parsed.model.expiresAtSeconds : now + defaultMaxAgeSeconds;
    const associated = utf8(`{"expires_at":${expires}}`);
    const nonce = randomBytes(nonceLength);
    const sealed = sealGcm(utf8(json.value), { key: opened.key.bytes, nonce, aad: associated });
    const value = base64(concat(nonce, sealed, utf8(marker), associated));
    const needed = Math.ceil(value.length / chunkSize);
    if (needed > mostChunks) return fail(`The session would need ${needed} cookies, and Litestar cannot read more than ${mostChunks}.`);
    const bare = { ...wire, parts: wire.parts.map((part) => ({ name: part.name, value: unquoted(part.value) })) };
    const cookies = cookiesFor(bare, value, { size: chunkSize, nameOf: (base, index) => `${base}-${index}` });
    return ok(cookies.map((cookie) => ({ name: cookie.name, value: cookie.value === null ? null : quotedPython(cookie.value) })));
  },
});
