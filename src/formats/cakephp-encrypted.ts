/**
 * CakePHP's encrypted cookies (EncryptedCookieMiddleware).
 * Grammar: `Q2FrZQ==.` and `base64(hex(HMAC-SHA256(k, iv + ciphertext)) iv16 AES-256-CBC)`, k = the first 32 hexadecimal digits of
 * `SHA-256(key + Security.salt)`, as text.
 * Source: cakephp/cakephp 5.1 `src/Utility/{Security,CookieCryptTrait}.php`.
 */
import { base64, unbase64 } from '../codec/base64';
import { concat, equalBytes, hex, latin1Text, randomBytes, textOf, unhexLower, utf8 } from '../codec/bytes';
import { compactJson, jsonPayload, parseJson, restyleJson } from '../codec/json';
import { payloadFrom } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { openCbc, sealCbc } from '../crypto/aes';
import { hash, hmac } from '../crypto/hash';
import { partsOf, type Part } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { fail, ok, type Result } from '../result';
import { defineFormat, type KeyReading, type KeySet, type Layer, type Opened } from './define';

interface Model {
  readonly mac: Uint8Array;
  readonly sealed: Uint8Array;
  readonly parts: readonly Part[];
}

interface Recipe {
  readonly isJson: boolean;
}

const marker = 'Q2FrZQ==.';

/** Every key with every salt; a missing cookie key is the salt itself, as in Cake 3's CookieComponent. */
function keysFrom(keys: KeySet): KeyReading[] {
  const salted = [...keys.pairs('cookieKey', 'salt'), ...keys.pairs('salt', 'salt')].map(([key, salt]) => ({ key, salt: salt.bytes }));
  const bare = [...keys.readings('cookieKey'), ...keys.readings('salt')].map((key) => ({ key, salt: new Uint8Array() }));
  return [...salted, ...bare].map(({ key, salt }) => ({ ...key, bytes: utf8(hex(hash('sha256', concat(key.bytes, salt))).slice(0, 32)) }));
}

function modelOf(raw: string): Model | null {
  const text = /^Q2FrZQ(?:==|%3D%3D)\./i.test(raw) ? percentDecoded(raw) : null;
  const bytes = text?.startsWith(marker) === true ? unbase64(text.slice(marker.length)) : null;
  const mac = bytes === null ? null : unhexLower(latin1Text(bytes.subarray(0, 64)));
  if (bytes === null || mac?.length !== 32 || bytes.length < 96) return null;
  const dot = raw.indexOf('.');
  const parts = partsOf([['marker', 'prefix', raw.slice(0, dot)], ['.', 'separator', '.'], ['signature, initialisation vector and ciphertext', 'ciphertext', raw.slice(dot + 1)]]);
  return { mac, sealed: bytes.subarray(64), parts };
}

function layersOf({ parts }: Model, state: 'sealed' | 'opened' | 'failed', key: string | null): Layer[] {
  const proof = state === 'sealed' ? 'unchecked' : state === 'opened' ? 'verified' : 'failed';
  return [{ kind: 'envelope', parts }, { kind: 'encoding', title: 'base64' }, { kind: 'signature', title: 'HMAC-SHA-256', state: proof, key }, { kind: 'cipher', title: 'AES-256-CBC', state, key }];
}

function plainFrom(text: string, isJson: boolean): Result<string> {
  if (isJson) {
    const json = restyleJson(text, compactJson);
    return json.ok ? json : fail(`The payload is no JSON: ${json.problem}.`);
  }
  const value = parseJson(text);
  return value.ok && typeof value.value === 'string' ? ok(value.value) : fail('The value is text: the payload must be one JSON string.');
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'cakephp-encrypted',
    title: 'CakePHP encrypted cookie',
    framework: 'CakePHP',
    grammar: 'Q2FrZQ==.base64(hex(HMAC) iv ciphertext)',
    cookieNames: ['CookieAuth'],
    role: 'unknown',
    holds: 'payload',
    keyFields: [
      { name: 'cookieKey', title: 'Security.cookieKey', configNames: ['SECURITY_COOKIE_KEY', 'cookieKey'] },
      { name: 'salt', title: 'Security.salt', configNames: ['SECURITY_SALT'] },
    ],
    settings: [],
    references: ['cakephp/cakephp 5.1 src/Utility/Security.php', 'cakephp/cakephp 5.1 src/Utility/CookieCryptTrait.php'],
  },

  parse(wire) {
    const model = modelOf(wire.value);
    return model === null ? null : { confidence: 'certain', layers: layersOf(model, 'sealed', null), model, payload: null, issuedAt: null, expiresAt: null };
  },

  open(_wire, { model }, context): Promise<Opened<Recipe>> {
    const base = { payload: null, issuedAt: null, expiresAt: null };
    const key = keysFrom(context.keys).find(({ bytes }) => equalBytes(hmac('sha256', bytes, model.sealed), model.mac));
    if (key === undefined) {
      const hint = context.keys.of('salt').length > 0 ? null : 'The key is made of the cookie key and Security.salt: give both.';
      return Promise.resolve({ ...base, status: 'rejected', reason: 'bad-signature', key: null, hint, layers: layersOf(model, 'failed', null) });
    }
    const layers = layersOf(model, 'opened', key.secret.label);
    const text = textOf(openCbc(model.sealed.subarray(16), { key: key.bytes, iv: model.sealed.subarray(0, 16) }) ?? Uint8Array.of(0xff));
    if (text === null) return Promise.resolve({ ...base, status: 'rejected', reason: 'decrypt-failed', key, hint: null, layers });
    const json = /^[[{]/.test(text) ? jsonPayload(text) : null;
    const payload = json ?? payloadFrom(text);
    const whole = { ...base, payload, layers: [...layers, { kind: 'payload', title: json === null ? 'text' : 'JSON', payload } as const] };
    return Promise.resolve({ ...whole, status: 'verified', key, facts: { cipher: 'AES-256-CBC, HMAC-SHA-256' }, recipe: { isJson: json !== null } });
  },

  seal({ text, wire, opened: { key, recipe } }) {
    const plain = plainFrom(text, recipe.isJson);
    if (!plain.ok) return Promise.resolve(plain);
    const iv = randomBytes(16);
    const sealed = concat(iv, sealCbc(utf8(plain.value), { key: key.bytes, iv }));
    const value = marker + base64(concat(utf8(hex(hmac('sha256', key.bytes, sealed))), sealed));
    return Promise.resolve(ok([{ name: wire.name, value: encodeURIComponent(value) }]));
  },

  identity: () => null,
  principal: principalIn,
});
