/**
 * gorilla/securecookie and gorilla/sessions' cookie store (also under gin-contrib/sessions and echo-contrib/session).
 * Grammar: `base64url(date | base64url(content) | mac)`; the content is gob, JSON or text, with a block key `iv AES-CTR(content)`
 * Source: gorilla/securecookie 1.1.2 `securecookie.go`; gorilla/sessions 1.4.0 `store.go`; gin-contrib/sessions 1.0 `cookie/cookie.go`.
 */
import { digestTitle, type Digest } from '../crypto/hash';
import type { KeyReading } from '../crypto/keys';
import { base64Parts } from '../envelope/base64-parts';
import { gorillaContent, gorillaContentBytes, type GorillaContent } from '../envelope/gorilla-content';
import { checkedSignature, openedCipher, type Layer } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { blockKeys, decryptContent, encryptContent, makeSecureCookie, provenName, splitSecureCookie, type SecureCookie } from '../envelope/securecookie';
import { usualNames } from '../envelope/usual-names';
import { fail, ok } from '../result';
import { defineFormat, type KeySet, type OpenContext } from './define';

interface Model {
  readonly cookie: SecureCookie;
  /** Null: encrypted, as far as can be told without a key. */
  readonly content: GorillaContent | null;
}

interface Recipe {
  readonly digest: Digest;
  readonly content: GorillaContent | null;
  readonly blockKey: KeyReading | null;
}

/** The library refuses longer values unless the application has set another limit. */
const maxLength = 4096;
/** Bytes that a wrong key makes legible once in a million tries. */
const enoughToTell = 14;

function layersOf({ cookie, content }: Model, length: number): Layer[] {
  const { date, raw, mac, digest } = cookie;
  const parts = base64Parts([['date', 'timestamp', date.length], ['|', 'separator', 1], ['content', 'payload', raw.length], ['|', 'separator', 1], ['MAC', 'signature', mac.length]], length);
  return [
    { kind: 'encoding', title: 'base64url' },
    { kind: 'envelope', parts },
    { kind: 'signature', title: `HMAC-${digestTitle(digest ?? 'sha256')} with the cookie's name`, state: 'unchecked', key: null },
    { kind: 'timestamp', title: 'signed at', epochMs: Number(date) * 1000 },
    { kind: 'encoding', title: 'base64url' },
    content === null ? { kind: 'cipher', title: 'AES-CTR', state: 'sealed', key: null } : { kind: 'payload', title: content.serializer, payload: content.payload },
  ];
}

/** Null: no limit. */
function maxAgeSeconds(context: OpenContext): number | null {
  const seconds = context.setting('maxAgeSeconds');
  return typeof seconds === 'number' && seconds > 0 ? seconds : null;
}

interface Inside {
  readonly content: GorillaContent | null;
  readonly blockKey: KeyReading | null;
  readonly layers: readonly Layer[];
}

/** The content of a genuine message: legible as it stands, or decrypted with the first block key that makes it legible. */
function insideOf({ cookie, content }: Model, layers: readonly Layer[], keys: KeySet, hashKey: KeyReading): Inside {
  if (content !== null) return { content, blockKey: null, layers };
  for (const blockKey of blockKeys(keys, hashKey)) {
    const plain = decryptContent(cookie.contentBytes ?? new Uint8Array(), blockKey.bytes);
    const found = plain === null ? null : gorillaContent(plain);
    if (plain === null || found === null) continue;
    // Any key makes something of a few bytes: only one that was given as block key is believed then.
    if (blockKey.secret.field !== 'blockKey' && found.serializer !== 'gob' && plain.length < enoughToTell) continue;
    const payload: Layer = { kind: 'payload', title: found.serializer, payload: found.payload };
    return { content: found, blockKey, layers: [...openedCipher(layers, blockKey.secret.label), payload] };
  }
  if (keys.named('blockKey').length > 0) return { content, blockKey: null, layers: openedCipher(layers, null) };
  return { content, blockKey: null, layers: [...layers, { kind: 'note', text: 'The signature is genuine. The content is encrypted: give the block key to read it.' }] };
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'gorilla-securecookie',
    title: 'gorilla/securecookie',
    framework: 'gorilla',
    grammar: 'base64url(date|base64url(content)|HMAC), the content gob, JSON or text, in AES-CTR with a block key',
    cookieNames: [],
    role: 'session',
    holds: 'payload',
    keyFields: [
      { name: 'hashKey', title: 'Hash key', configNames: ['HASH_KEY', 'SESSION_HASH_KEY', 'SESSION_AUTH_KEY', 'COOKIE_HASH_KEY', 'AUTHENTICATION_KEY'] },
      { name: 'blockKey', title: 'Block key', configNames: ['BLOCK_KEY', 'SESSION_BLOCK_KEY', 'SESSION_ENC_KEY', 'COOKIE_BLOCK_KEY', 'ENCRYPTION_KEY'] },
    ],
    settings: [{ name: 'maxAgeSeconds', title: 'MaxAge in seconds', default: 2_592_000 }],
    references: ['gorilla/securecookie 1.1.2 securecookie.go', 'gorilla/sessions 1.4.0 store.go', 'golang/go 1.24 src/encoding/gob/doc.go'],
  },

  parse(wire) {
    const cookie = splitSecureCookie(wire.value);
    if (cookie === null) return null;
    const content = cookie.contentBytes === null ? null : gorillaContent(cookie.contentBytes);
    const model = { cookie, content };
    const whole = cookie.digest !== null && cookie.contentBytes !== null;
    return {
      confidence: whole ? 'certain' : 'likely',
      layers: layersOf(model, wire.value.length),
      model,
      payload: content?.payload ?? null,
      issuedAt: Number(cookie.date) * 1000,
      expiresAt: null,
      ...(whole ? {} : { malformed: 'The MAC at its end is cut off.' }),
    };
  },

  async open(wire, parsed, context) {
    const { cookie } = parsed.model;
    const seconds = maxAgeSeconds(context);
    const { issuedAt } = parsed;
    const expiresAt = seconds === null || issuedAt === null ? null : issuedAt + seconds * 1000;
    const base = { payload: parsed.payload, issuedAt, expiresAt };
    const failed = { ...base, status: 'rejected', key: null, hint: null, layers: checkedSignature(parsed.layers, null) } as const;
    if (parsed.malformed !== undefined || cookie.digest === null) return { ...failed, reason: 'truncated', hint: parsed.malformed ?? null };
    const proof = provenName(cookie, context.keys, [wire.name, ...usualNames]);
    if (proof === null) return { ...failed, reason: 'bad-signature' };
    const { key, name } = proof;
    const layers = checkedSignature(parsed.layers, key.secret.label);
    if (name !== wire.name) return { ...failed, layers, key, reason: 'wrong-name', hint: `It was signed for the cookie ${name}; securecookie binds the name, so it counts under no other.` };
    const inside = insideOf(parsed.model, layers, context.keys, key);
    const found = { ...base, payload: inside.content?.payload ?? null, layers: inside.layers };
    if (context.nowMs !== null && expiresAt !== null && Math.floor(context.nowMs / 1000) * 1000 > expiresAt)
      return { ...found, status: 'rejected', reason: 'expired', key, hint: null };
    if (inside.content === null && context.keys.named('blockKey').length > 0)
      return { ...found, status: 'rejected', reason: 'decrypt-failed', key, hint: 'The hash key fits, but no block key decrypts the content.' };
    const cipher = inside.blockKey === null ? {} : { cipher: `AES-${inside.blockKey.bytes.length * 8}-CTR` };
    const facts = { digest: digestTitle(cookie.digest), ...(inside.content === null ? {} : { serializer: inside.content.serializer }), ...cipher };
    const recipe = { digest: cookie.digest, content: inside.content, blockKey: inside.blockKey };
    return { ...found, status: 'verified', key, facts, recipe };
  },

  async seal({ text, wire, opened, context }) {
    const { digest, content, blockKey } = opened.recipe;
    if (content === null) return fail('The content is encrypted: give the block key as well.');
    const plain = gorillaContentBytes(text, content);
    if (!plain.ok) return plain;
    const bytes = blockKey === null ? plain.value : encryptContent(plain.value, blockKey.bytes);
    const value = makeSecureCookie(bytes, opened.key.bytes, { name: wire.name, date: String(Math.floor(context.nowMs / 1000)), digest });
    if (value.length > Math.max(maxLength, wire.value.length)) return fail(`The value would have ${value.length} characters; securecookie refuses more than ${maxLength}.`);
    return ok([{ name: wire.name, value }]);
  },

  identity: () => null,
  principal: principalIn,
});
