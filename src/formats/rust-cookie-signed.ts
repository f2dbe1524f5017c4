/**
 * The signed jar of Rust's cookie crate (actix-session with signed content, axum-extra, tower-cookies): legible, the name not bound.
 * Grammar: `base64(HMAC-SHA-256) value`, 44 characters and the text; percent-encoded where the framework encodes
 * Source: rwf2/cookie-rs 0.18.1 `src/secure/signed.rs`; actix/actix-extras session 0.10 `src/middleware.rs`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { equalBytes, textOf, utf8 } from '../codec/bytes';
import { percentDecoded } from '../codec/wire-text';
import { hmac } from '../crypto/hash';
import { checkedSignature, partsOf, type Layer } from '../envelope/layer';
import { rustKeys, type RustKey } from '../envelope/rust-cookie-key';
import { principalInText, textPayload, textPayloadBytes } from '../envelope/text-payload';
import { fail, ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly mac: Uint8Array;
  readonly text: string;
  readonly isPercentEncoded: boolean;
}

type Recipe = Pick<RustKey, 'signing'>;

const macLength = 44;

function layersOf({ isPercentEncoded }: Model, value: string): Layer[] {
  const parts = partsOf([['MAC', 'signature', value.slice(0, macLength)], ['value', 'payload', value.slice(macLength)]]);
  return [
    isPercentEncoded ? { kind: 'encoding', title: 'percent-encoding' } : { kind: 'envelope', parts },
    { kind: 'signature', title: 'HMAC-SHA-256', state: 'unchecked', key: null },
  ];
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'rust-cookie-signed',
    title: 'Rust cookie crate, signed jar',
    framework: 'cookie (Rust)',
    grammar: 'base64(HMAC-SHA-256) value',
    cookieNames: [],
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'Key', configNames: ['SECRET_KEY', 'secret_key', 'COOKIE_KEY'] }],
    settings: [],
    references: ['rwf2/cookie-rs 0.18.1 src/secure/signed.rs, key.rs'],
  },

  parse(wire) {
    const decoded = percentDecoded(wire.value);
    const mac = decoded === null ? null : unbase64Padded(decoded.slice(0, macLength));
    if (decoded === null || mac?.length !== 32) return null;
    const text = decoded.slice(macLength);
    const model = { mac, text, isPercentEncoded: decoded !== wire.value };
    const payload = textPayload(utf8(text));
    return {
      // A bare MAC is what any base64 of 32 bytes looks like.
      confidence: text === '' ? 'possible' : 'likely',
      layers: [...layersOf(model, wire.value), { kind: 'payload', title: 'text', payload }],
      model,
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, context) {
    const { mac, text } = parsed.model;
    const base = { payload: parsed.payload, issuedAt: null, expiresAt: null };
    const proof = rustKeys(context.keys).find(({ signing }) => equalBytes(hmac('sha256', signing, utf8(text)), mac));
    if (proof === undefined) return { ...base, status: 'rejected', reason: 'bad-signature', key: null, hint: null, layers: checkedSignature(parsed.layers, null) };
    const { reading, derivation, signing } = proof;
    return { ...base, status: 'verified', key: reading, facts: { digest: 'SHA-256', key: derivation }, recipe: { signing }, layers: checkedSignature(parsed.layers, reading.secret.label) };
  },

  async seal({ text, wire, parsed, opened }) {
    const plain = textPayloadBytes(text);
    if (!plain.ok) return plain;
    const value = textOf(plain.value);
    if (value === null) return fail('A signed cookie holds text: these bytes are no UTF-8.');
    const signed = base64(hmac('sha256', opened.recipe.signing, plain.value)) + value;
    return ok([{ name: wire.name, value: parsed.model.isPercentEncoded ? encodeURIComponent(signed) : signed }]);
  },

  identity: () => null,
  principal: principalInText,
});
