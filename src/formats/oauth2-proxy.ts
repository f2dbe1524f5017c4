/**
 * oauth2-proxy's session cookie: the session itself, encrypted and in chunks, or with Redis a ticket; the name is signed along.
 * Grammar: `base64url(content)|epoch seconds|base64url(HMAC-SHA-256(secret, name content time))`
 * Source: oauth2-proxy 7.15 `pkg/encryption/utils.go` (SignedValue, Validate), `pkg/sessions/cookie/session_store.go`.
 */
import { base64urlPadded, unbase64url } from '../codec/base64';
import { equalBytes, utf8 } from '../codec/bytes';
import { isRecord } from '../codec/value';
import { shellWord } from '../cookie/copy-forms';
import { digestTitle, hmac, type Digest } from '../crypto/hash';
import { cookiesFor } from '../envelope/chunks';
import { openedCipher, partsOf, type Layer } from '../envelope/layer';
import { decryptedState, legibleContent, proxyCipherKey, proxyContentBytes, type ProxyContent } from '../envelope/oauth2-proxy-state';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat, type KeySet } from './define';

interface Model {
  readonly raw: string;
  readonly bytes: Uint8Array;
  readonly time: string;
  readonly mac: Uint8Array;
  /** Null where the MAC is cut off. Versions before 6 signed with SHA-1. */
  readonly digest: Digest | null;
  readonly content: ProxyContent | null;
}

interface Recipe {
  readonly content: ProxyContent;
  readonly digest: Digest;
}

const chunks = { size: 3800, nameOf: (base: string, index: number): string => `${base}_${index}` };
const form = /^([\w-]*={0,2})\|(\d{9,10})\|([\w-]*={0,2})$/;

function split(value: string): Model | null {
  const [, raw = '', time = '', macText = ''] = form.exec(value) ?? [];
  const bytes = unbase64url(raw);
  if (time === '' || raw === '' || bytes === null) return null;
  const mac = unbase64url(macText) ?? new Uint8Array();
  const digest = mac.length === 32 ? 'sha256' : mac.length === 20 ? 'sha1' : null;
  return { raw, bytes, time, mac, digest, content: legibleContent(bytes) };
}

function layersOf({ raw, time, digest, content }: Model, value: string): Layer[] {
  const mac = value.slice(raw.length + time.length + 2);
  return [
    { kind: 'envelope', parts: partsOf([['content', 'payload', raw], ['|', 'separator', '|'], ['time', 'timestamp', time], ['|', 'separator', '|'], ['MAC', 'signature', mac]]) },
    { kind: 'signature', title: `HMAC-${digestTitle(digest ?? 'sha256')} with the cookie's name`, state: 'unchecked', key: null },
    { kind: 'timestamp', title: 'signed at', epochMs: Number(time) * 1000 },
    { kind: 'encoding', title: 'base64url' },
    content === null ? { kind: 'cipher', title: 'AES-CFB', state: 'sealed', key: null } : { kind: 'payload', title: content.kind, payload: content.payload },
  ];
}

function macOf({ raw, time }: Pick<Model, 'raw' | 'time'>, name: string, key: Uint8Array, digest: Digest): Uint8Array {
  return hmac(digest, key, utf8(name + raw + time));
}

/** The key that the MAC fits under a name. */
function keyFor(model: Model, digest: Digest, keys: KeySet, name: string): ReturnType<KeySet['readings']>[number] | undefined {
  return keys.readings('secret').find(({ bytes }) => equalBytes(macOf(model, name, bytes, digest), model.mac));
}

/** The stack with what the key has opened; a ticket was legible before. */
function openedLayers(layers: readonly Layer[], model: Model, content: ProxyContent | null, key: string): Layer[] {
  if (content === null) return openedCipher(layers, null);
  const shown: Layer[] = model.content === null ? [{ kind: 'payload', title: content.kind, payload: content.payload }] : [];
  return [...openedCipher(layers, key), ...shown];
}

function lateness(signedMs: number, expiresAt: number | null, nowMs: number | null): 'expired' | 'not-yet-valid' | null {
  if (nowMs === null) return null;
  if (signedMs >= nowMs + 300_000) return 'not-yet-valid';
  return expiresAt !== null && expiresAt <= nowMs ? 'expired' : null;
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'oauth2-proxy',
    title: 'oauth2-proxy session',
    framework: 'oauth2-proxy',
    grammar: 'base64url(content)|epoch seconds|base64url(HMAC)',
    cookieNames: ['_oauth2_proxy'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'cookie_secret', configNames: ['OAUTH2_PROXY_COOKIE_SECRET', 'cookie_secret', 'cookie-secret'] }],
    settings: [{ name: 'maxAgeSeconds', title: 'cookie_expire in seconds', default: 604_800 }],
    references: ['oauth2-proxy/oauth2-proxy 7.15 pkg/encryption/utils.go', 'oauth2-proxy/oauth2-proxy 7.15 pkg/apis/sessions/session_state.go', 'oauth2-proxy/oauth2-proxy 7.15 pkg/sessions/persistence/ticket.go'],
  },

  parse(wire) {
    const model = split(wire.value);
    if (model === null) return null;
    return {
      confidence: model.digest === null ? 'possible' : 'likely',
      layers: layersOf(model, wire.value),
      model,
      payload: model.content?.payload ?? null,
      issuedAt: Number(model.time) * 1000,
      expiresAt: null,
      ...(model.digest === null ? { malformed: 'The MAC at its end is cut off.' } : {}),
    };
  },

  async open(wire, parsed, { keys, nowMs, setting }) {
    const { model } = parsed;
    if (model.digest === null) return signatureRejected(parsed, 'truncated', parsed.malformed ?? null);
    const seconds = setting('maxAgeSeconds');
    const signedMs = Number(model.time) * 1000;
    const evidence = { ...parsed, expiresAt: typeof seconds === 'number' ? signedMs + seconds * 1000 : null };
    const key = keyFor(model, model.digest, keys, wire.name);
    if (key === undefined) {
      const moved = wire.name === '_oauth2_proxy' ? undefined : keyFor(model, model.digest, keys, '_oauth2_proxy');
      return moved === undefined
        ? signatureRejected(evidence, 'bad-signature')
        : genuineButRejected(evidence, moved, { reason: 'wrong-name', hint: 'It was signed for the cookie _oauth2_proxy; the name is bound, so it counts under no other.' });
    }
    const content = model.content ?? decryptedState(model.bytes, proxyCipherKey(key.bytes));
    const found = { ...evidence, payload: content?.payload ?? null, layers: openedLayers(parsed.layers, model, content, key.secret.label) };
    if (content === null) return genuineButRejected(found, key, { reason: 'decrypt-failed', hint: 'The signature fits, but the content does not decrypt to a session.' });
    const late = lateness(signedMs, evidence.expiresAt, nowMs);
    if (late !== null) return genuineButRejected(found, key, { reason: late, hint: null });
    return signatureVerified(found, key, { facts: { digest: digestTitle(model.digest), content: content.kind }, recipe: { content, digest: model.digest } });
  },

  async seal({ text, wire, opened, context }) {
    const { content, digest } = opened.recipe;
    const bytes = proxyContentBytes(text, content, proxyCipherKey(opened.key.bytes));
    if (!bytes.ok) return bytes;
    const [raw, time] = [base64urlPadded(bytes.value), String(Math.floor(context.nowMs / 1000))];
    const mac = macOf({ raw, time }, wire.name, opened.key.bytes, digest);
    return ok(cookiesFor(wire, `${raw}|${time}|${base64urlPadded(mac)}`, chunks));
  },

  /** The ticket names the session on the server. */
  identity: (payload) => (isRecord(payload) && typeof payload['id'] === 'string' ? payload['id'] : null),
  principal(payload) {
    const user = isRecord(payload) ? (payload['e'] ?? payload['u'] ?? payload['Email'] ?? payload['User']) : null;
    return typeof user === 'string' && user !== '' ? user : null;
  },
  storeKey: (payload) => (isRecord(payload) && typeof payload['id'] === 'string' ? payload['id'] : null),
  storeCommand: (key) => `redis-cli GET ${shellWord(key)}`,
});
