/**
 * The private jar of Rust's cookie crate: Rocket's private cookies, actix-session's cookie store, axum-extra and tower-cookies.
 * Grammar: `base64(nonce | AES-256-GCM ciphertext | tag)`, the cookie's name as additional data; percent-encoded where the framework encodes
 * Source: rwf2/cookie-rs 0.18.1 `src/secure/private.rs`; actix/actix-extras session 0.10 `src/storage/cookie.rs`, `src/middleware.rs`.
 */
import { utf8 } from '../codec/bytes';
import { openGcmBlob, sealGcmBlob, splitGcmBlob, type GcmBlob } from '../envelope/gcm-blob';
import { openedCipher } from '../envelope/layer';
import { rustKeys, type RustKey } from '../envelope/rust-cookie-key';
import { principalInText, textPayload, textPayloadBytes } from '../envelope/text-payload';
import { usualNames } from '../envelope/usual-names';
import { ok } from '../result';
import { defineFormat, type KeySet } from './define';

type Recipe = Pick<RustKey, 'encryption'>;

interface Proof {
  readonly key: RustKey;
  readonly name: string;
  readonly plain: Uint8Array;
}

/** The first name and key that open the value; the cookie's own name before the others. */
function proofOf(blob: GcmBlob, keys: KeySet, name: string): Proof | null {
  const readings = rustKeys(keys);
  for (const each of [name, ...usualNames])
    for (const key of readings) {
      const plain = openGcmBlob(blob, key.encryption, utf8(each));
      if (plain !== null) return { key, name: each, plain };
    }
  return null;
}

export default defineFormat<GcmBlob, Recipe>({
  meta: {
    id: 'rust-cookie-private',
    title: 'Rust cookie crate, private jar',
    framework: 'cookie (Rust)',
    grammar: 'base64(nonce, AES-256-GCM ciphertext, tag), the name as additional data',
    cookieNames: ['id'],
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'Key', configNames: ['ROCKET_SECRET_KEY', 'SECRET_KEY', 'secret_key', 'COOKIE_KEY'] }],
    settings: [],
    references: ['rwf2/cookie-rs 0.18.1 src/secure/private.rs, key.rs', 'actix/actix-extras actix-session 0.10 src/storage/cookie.rs'],
  },

  parse(wire) {
    const model = splitGcmBlob(wire.value);
    if (model === null) return null;
    return { confidence: 'possible', layers: model.layers, model, payload: null, issuedAt: null, expiresAt: null };
  },

  async open(wire, parsed, context) {
    const base = { issuedAt: null, expiresAt: null };
    const proof = proofOf(parsed.model, context.keys, wire.name);
    if (proof === null) return { ...base, status: 'rejected', reason: 'decrypt-failed', key: null, hint: null, payload: null, layers: openedCipher(parsed.layers, null) };
    const { reading, derivation, encryption } = proof.key;
    const payload = textPayload(proof.plain);
    const layers = [...openedCipher(parsed.layers, reading.secret.label), { kind: 'payload', title: 'text', payload } as const];
    const found = { ...base, key: reading, payload, layers };
    if (proof.name !== wire.name)
      return { ...found, status: 'rejected', reason: 'wrong-name', hint: `It was encrypted for the cookie ${proof.name}; the name is authenticated, so it counts under no other.` };
    return { ...found, status: 'verified', facts: { cipher: 'AES-256-GCM', key: derivation }, recipe: { encryption } };
  },

  async seal({ text, wire, parsed, opened }) {
    const plain = textPayloadBytes(text);
    if (!plain.ok) return plain;
    const value = sealGcmBlob(plain.value, opened.recipe.encryption, utf8(wire.name));
    return ok([{ name: wire.name, value: parsed.model.isPercentEncoded ? encodeURIComponent(value) : value }]);
  },

  identity: () => null,
  principal: principalInText,
});
