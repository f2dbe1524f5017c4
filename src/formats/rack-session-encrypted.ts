/**
 * rack-session 2's encrypted sessions (Rack 3, Sinatra 4, Hanami, Roda's `sessions` by way of Rack).
 * Grammar: v1 `base64url(01 salt32 iv16 AES-256-CTR mac32)`, v2 `base64(02 salt32 iv12 tag16 AES-256-GCM)`; inside: the length of a random
 * padding (16 bits, little-endian), the padding, then Marshal or JSON. The `key` option, if given, is bound as the purpose.
 * Source: rack/rack-session 2.1.2 `lib/rack/session/{encryptor,cookie}.rb`.
 */
import { base64, base64urlPadded } from '../codec/base64';
import { concat, equalBytes, randomBytes, utf8 } from '../codec/bytes';
import { editedRuby, rubyPayload, serializerTitles, type RubyPayload } from '../codec/ruby-payload';
import { percentDecoded } from '../codec/wire-text';
import { applyCtr, openGcm, sealGcm } from '../crypto/aes';
import { hmac } from '../crypto/hash';
import { styledBase64 } from '../envelope/dashed-hmac';
import { partsOf } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { sessionIdIn } from '../envelope/rails-message';
import { ok } from '../result';
import { defineFormat, type KeyReading, type Layer, type OpenContext, type Opened } from './define';

interface Model {
  readonly version: 1 | 2;
  readonly bytes: Uint8Array;
  readonly urlSafe: boolean;
}

interface Recipe {
  readonly purpose: string;
  readonly content: RubyPayload;
}

const defaultName = 'rack.session';
const padSize = 32;

function keysOf({ version }: Model, context: OpenContext): KeyReading[] {
  return context.keys.readings('secret').filter(({ bytes }) => bytes.length >= (version === 1 ? 64 : 32));
}

/** The key of one message. */
function messageKey(secret: Uint8Array, salt: Uint8Array): Uint8Array {
  return hmac('sha256', secret.subarray(0, 32), salt);
}

function opened1(bytes: Uint8Array, secret: Uint8Array, purpose: Uint8Array): Uint8Array | null {
  const [signed, mac] = [bytes.subarray(0, -32), bytes.subarray(-32)];
  if (!equalBytes(hmac('sha256', secret.subarray(32), concat(signed, purpose)), mac)) return null;
  return applyCtr(signed.subarray(49), messageKey(secret, bytes.subarray(1, 33)), bytes.subarray(33, 49));
}

function opened2(bytes: Uint8Array, secret: Uint8Array, purpose: Uint8Array): Uint8Array | null {
  const salt = bytes.subarray(1, 33);
  const aad = concat(bytes.subarray(0, 33), purpose);
  return openGcm(concat(bytes.subarray(61), bytes.subarray(45, 61)), { key: messageKey(secret, salt), nonce: bytes.subarray(33, 45), aad });
}

function sealed(version: 1 | 2, plain: Uint8Array, secret: Uint8Array, purpose: Uint8Array): Uint8Array {
  const salt = randomBytes(32);
  const head = concat(Uint8Array.of(version), salt);
  const key = messageKey(secret, salt);
  if (version === 2) {
    const iv = randomBytes(12);
    const box = sealGcm(plain, { key, nonce: iv, aad: concat(head, purpose) });
    return concat(head, iv, box.subarray(-16), box.subarray(0, -16));
  }
  const iv = randomBytes(16);
  const signed = concat(head, iv, applyCtr(plain, key, iv) ?? new Uint8Array());
  return concat(signed, hmac('sha256', secret.subarray(32), concat(signed, purpose)));
}

function contentOf(plain: Uint8Array): RubyPayload | null {
  const padding = (plain[0] ?? 0) | ((plain[1] ?? 0) << 8);
  return rubyPayload(plain.subarray(2 + padding));
}

function padded(data: Uint8Array): Uint8Array {
  const padding = padSize - ((2 + data.length) % padSize);
  return concat(Uint8Array.of(padding, 0), randomBytes(padding), data);
}

function layersOf(raw: string, { version }: Model, state: 'sealed' | 'opened' | 'failed', key: string | null): Layer[] {
  const proof = state === 'sealed' ? 'unchecked' : state === 'opened' ? 'verified' : 'failed';
  const mac: Layer[] = version === 1 ? [{ kind: 'signature', title: 'HMAC-SHA-256', state: proof, key }] : [];
  return [
    { kind: 'envelope', parts: partsOf([[`version ${version}, salt, initialisation vector, ${version === 1 ? 'ciphertext, signature' : 'tag, ciphertext'}`, 'ciphertext', raw]]) },
    { kind: 'encoding', title: 'base64' },
    ...mac,
    { kind: 'cipher', title: version === 1 ? 'AES-256-CTR' : 'AES-256-GCM', state, key },
  ];
}

interface Found {
  readonly key: KeyReading;
  readonly purpose: string;
  readonly plain: Uint8Array;
}

function find(model: Model, name: string, context: OpenContext): Found | null {
  const read = model.version === 1 ? opened1 : opened2;
  for (const key of keysOf(model, context))
    for (const purpose of new Set([name, '', defaultName])) {
      const plain = read(model.bytes, key.bytes, utf8(purpose));
      if (plain !== null) return { key, purpose, plain };
    }
  return null;
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'rack-session-encrypted',
    title: 'Rack session cookie (rack-session 2)',
    framework: 'Rack',
    grammar: 'base64(02 salt iv tag ciphertext) or base64url(01 salt iv ciphertext mac)',
    cookieNames: [defaultName],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secrets', configNames: ['SESSION_SECRET', 'session_secret', 'secrets'] }],
    settings: [],
    references: ['rack/rack-session 2.1.2 lib/rack/session/encryptor.rb', 'rack/rack-session 2.1.2 lib/rack/session/cookie.rb'],
  },

  parse(wire) {
    const text = /^A[Q-Za-v]/.test(wire.value) ? percentDecoded(wire.value) : null;
    const found = text === null ? null : styledBase64(text);
    const version = found?.data[0];
    if (found === null || (version !== 1 && version !== 2)) return null;
    if (found.data.length < (version === 1 ? 84 : 64)) return null;
    const model: Model = { version, bytes: found.data, urlSafe: found.style === 'url-safe' || version === 1 };
    return { confidence: 'possible', layers: layersOf(wire.value, model, 'sealed', null), model, payload: null, issuedAt: null, expiresAt: null };
  },

  open(wire, { model }, context): Promise<Opened<Recipe>> {
    const base = { payload: null, issuedAt: null, expiresAt: null };
    const found = find(model, wire.name, context);
    if (found === null) {
      const least = model.version === 1 ? 64 : 32;
      const hint = keysOf(model, context).length > 0 ? null : `rack-session wants a secret of at least ${least} bytes here; the given one is shorter.`;
      return Promise.resolve({ ...base, status: 'rejected', reason: 'bad-signature', key: null, hint, layers: layersOf(wire.value, model, 'failed', null) });
    }
    const { key, purpose, plain } = found;
    const content = contentOf(plain);
    const layers = layersOf(wire.value, model, 'opened', key.secret.label);
    if (content === null) return Promise.resolve({ ...base, status: 'rejected', reason: 'malformed', key, hint: 'It decrypts to something that is neither Marshal nor JSON.', layers });
    const { payload, serializer } = content;
    const whole = { ...base, key, payload, layers: [...layers, { kind: 'payload', title: serializerTitles[serializer], payload } as const] };
    // Without a `key` option the cookie can only be called rack.session; with one, its name is the purpose.
    if (purpose !== wire.name && wire.name !== defaultName)
      return Promise.resolve({ ...whole, status: 'rejected', reason: 'wrong-name', hint: `It was made for the cookie ${defaultName} and moved to ${wire.name}: Rack refuses it here.` });
    const facts = { version: String(model.version), serializer: serializerTitles[serializer], purpose: purpose === '' ? 'none' : purpose };
    return Promise.resolve({ ...whole, status: 'verified', facts, recipe: { purpose, content } });
  },

  seal({ text, wire, parsed: { model }, opened: { key, recipe } }) {
    const data = editedRuby(recipe.content, text);
    if (!data.ok) return Promise.resolve(data);
    const bytes = sealed(model.version, padded(data.value), key.bytes, utf8(recipe.purpose));
    return Promise.resolve(ok([{ name: wire.name, value: encodeURIComponent(model.urlSafe ? base64urlPadded(bytes) : base64(bytes)) }]));
  },

  identity: sessionIdIn,
  principal: principalIn,
});
