/**
 * @fastify/secure-session: the session as encrypted JSON.
 * Grammar: base64(tag and ciphertext of XSalsa20-Poly1305) `;` base64(nonce), percent-encoded as a whole
 * Source: fastify/fastify-secure-session 8.4.0 `index.js:40-260`.
 */
import { base64, unbase64 } from '../codec/base64';
import { latin1, randomBytes, textOf, utf8 } from '../codec/bytes';
import { jsonPayload } from '../codec/json';
import { integerTree, parseJsonTree, treeText, withEntry } from '../codec/json-tree';
import { isRecord } from '../codec/value';
import { nodeCookieText, percentEncoded } from '../codec/wire-text';
import type { Kdf } from '../crypto/kdf';
import { openSecretbox, sealSecretbox } from '../crypto/nacl';
import { openedCipher, partsOf, type Layer } from '../envelope/layer';
import { fail, ok, type Result } from '../result';
import { defineFormat, type KeyReading, type OpenContext, type Payload, type Value } from './define';

interface Model {
  readonly sealed: Uint8Array;
  readonly nonce: Uint8Array;
}

interface Proof {
  readonly key: KeyReading;
  readonly boxKey: Uint8Array;
  readonly derivation: string;
  readonly payload: Payload;
}

/** The salt that applies where the application sets none. */
const defaultSalt = 'mq9hDxBVDbspDR6nLfFT1g==';
/** The application refuses a shorter text secret. */
const shortestSecret = 32;

/** A given salt is 16 bytes of ASCII, or the base64 of 16 bytes. */
function saltBytes(salt: string): Uint8Array | null {
  const decoded = salt.length === 24 ? unbase64(salt) : null;
  if (decoded?.length === 16) return decoded;
  const plain = latin1(salt);
  return plain?.length === 16 ? plain : null;
}

/** `crypto_pwhash` of libsodium at its MODERATE limits: Argon2id, 3 passes over 256 MiB. */
function stretched(password: Uint8Array, salt: Uint8Array, kdf: Kdf): Promise<Uint8Array> {
  return kdf.argon2id({ password, salt, passes: 3, memoryKib: 262_144, parallelism: 1, length: 32 });
}

function opened({ sealed, nonce }: Model, boxKey: Uint8Array): Payload | null {
  const plain = openSecretbox(sealed, { key: boxKey, nonce });
  const text = plain === null ? null : textOf(plain);
  return text === null ? null : jsonPayload(text);
}

/** Keys as they stand first, each in the readings that `key` allows; the slow derivation of `secret` only where none fits. */
async function proofOf(model: Model, context: OpenContext): Promise<Proof | null> {
  for (const key of context.keys.readings('secret', ['base64', 'hex', 'utf8'])) {
    const payload = key.bytes.length === 32 ? opened(model, key.bytes) : null;
    if (payload !== null) return { key, boxKey: key.bytes, derivation: 'none: the key itself', payload };
  }
  const salt = saltBytes(String(context.setting('salt') ?? defaultSalt));
  for (const key of context.keys.readings('secret')) {
    if (salt === null || key.bytes.length < shortestSecret || key.secret.encoding !== 'utf8') continue;
    const boxKey = await stretched(key.bytes, salt, context.kdf);
    const payload = opened(model, boxKey);
    if (payload !== null) return { key, boxKey, derivation: 'Argon2id, 3 passes, 256 MiB', payload };
  }
  return null;
}

function writtenAt(session: Value): number | null {
  const seconds = isRecord(session) ? session['__ts'] : null;
  return typeof seconds === 'number' && Math.abs(seconds) < 8.64e12 ? seconds * 1000 : null;
}

/** What to say where no key fits: a hint here spares a slow derivation for every way in which a key may be miscopied. */
function misfit(context: OpenContext): string {
  if (saltBytes(String(context.setting('salt') ?? defaultSalt)) === null) return 'The salt must be 16 characters, or 16 bytes in base64.';
  const texts = context.keys.readings('secret').filter(({ secret }) => secret.encoding === 'utf8');
  if (texts.some(({ bytes }) => bytes.length >= shortestSecret))
    return 'The text was tried as a key in base64 and hexadecimal, and as `secret` through Argon2id with the salt that is set. If the application sets a `salt` of its own, enter it.';
  return `A key has 32 bytes (base64 or hexadecimal here), a \`secret\` at least ${shortestSecret} characters.`;
}

/** Saving renews `__ts`, unless the person has set it by hand. */
function withFreshTime(text: string, before: Payload | null, nowMs: number): Result<string> {
  const tree = parseJsonTree(text);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  const edited = writtenAt(jsonPayload(text)?.value ?? null);
  const isUntouched = edited !== null && edited === writtenAt(before?.value ?? null);
  return ok(treeText(isUntouched ? withEntry(tree.value, '__ts', integerTree(Math.round(nowMs / 1000))) : tree.value));
}

const shape = /^([A-Za-z0-9+/]{24,}={0,2});([A-Za-z0-9+/]*={0,2})$/;

export default defineFormat<Model>({
  meta: {
    id: 'fastify-secure-session',
    title: '@fastify/secure-session',
    framework: 'Fastify',
    grammar: 'base64(secretbox(JSON));base64(nonce)',
    cookieNames: ['session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'key or secret', configNames: ['SESSION_KEY', 'SESSION_SECRET', 'SECURE_SESSION_KEY'] }],
    settings: [
      { name: 'salt', title: 'Salt (with a text secret)', default: defaultSalt },
      { name: 'maxAgeSeconds', title: 'expiry in seconds', default: 86_401 },
    ],
    references: ['fastify/fastify-secure-session 8.4.0 index.js'],
  },

  parse(wire) {
    const text = nodeCookieText(wire.value);
    const [, box, nonceText] = shape.exec(text) ?? [];
    const sealed = box === undefined ? null : unbase64(box);
    const nonce = nonceText === undefined ? null : unbase64(nonceText);
    if (sealed === null || nonce === null) return null;
    const [rawBox = '', rawNonce = ''] = wire.value.split(/;|%3B/i);
    const separator = wire.value.slice(rawBox.length, wire.value.length - rawNonce.length);
    const layers: Layer[] = [
      ...(wire.value.includes('%') ? [{ kind: 'encoding', title: 'percent-encoding' } as const] : []),
      { kind: 'envelope', parts: partsOf([['tag and ciphertext', 'ciphertext', rawBox], [';', 'separator', separator], ['nonce', 'iv', rawNonce]]) },
      { kind: 'cipher', title: 'XSalsa20-Poly1305 (secretbox)', state: 'sealed', key: null },
    ];
    const parsed = { confidence: 'likely', layers, model: { sealed, nonce }, payload: null, issuedAt: null, expiresAt: null } as const;
    return nonce.length === 24 ? parsed : { ...parsed, confidence: 'possible', malformed: `The nonce has ${nonce.length} bytes, not 24.` };
  },

  async open(_wire, parsed, context) {
    const unread = { payload: null, issuedAt: null, expiresAt: null, key: null, status: 'rejected', layers: openedCipher(parsed.layers, null) } as const;
    if (parsed.malformed !== undefined) return { ...unread, reason: 'truncated', hint: parsed.malformed };
    const proof = await proofOf(parsed.model, context);
    if (proof === null) return { ...unread, reason: 'decrypt-failed', hint: misfit(context) };
    const { key, payload, derivation } = proof;
    const issuedAt = writtenAt(payload.value);
    const maxAge = context.setting('maxAgeSeconds');
    const expiresAt = issuedAt !== null && typeof maxAge === 'number' ? issuedAt + maxAge * 1000 : null;
    const layers: Layer[] = [
      ...openedCipher(parsed.layers, key.secret.label),
      ...(issuedAt === null ? [] : [{ kind: 'timestamp', title: 'written', epochMs: issuedAt } as const]),
      { kind: 'payload', title: 'JSON', payload },
    ];
    const base = { layers, payload, issuedAt, expiresAt, key };
    if (context.nowMs !== null && expiresAt !== null && expiresAt <= context.nowMs) return { ...base, status: 'rejected', reason: 'expired', hint: null };
    return { ...base, status: 'verified', facts: { cipher: 'XSalsa20-Poly1305', derivation }, recipe: null };
  },

  async seal({ text, wire, parsed, opened: { payload }, context }) {
    const fresh = withFreshTime(text, payload, context.nowMs);
    // Derived once more rather than kept in the recipe, which must hold no key; the derivation is remembered.
    const proof = await proofOf(parsed.model, context);
    if (!fresh.ok || proof === null) return fresh.ok ? fail('The key that opened this session is no longer given.') : fresh;
    const nonce = randomBytes(24);
    const box = sealSecretbox(utf8(fresh.value), { key: proof.boxKey, nonce });
    return ok([{ name: wire.name, value: percentEncoded(`${base64(box)};${base64(nonce)}`) }]);
  },

  identity: () => null,
});
