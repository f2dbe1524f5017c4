/**
 * A cookie that @fastify/cookie signed: `reply.setCookie(name, value, { signed: true })`.
 * Grammar: value `.` base64(HMAC-SHA-256(value)) without padding, percent-encoded as a whole
 * Source: fastify/fastify-cookie 11.1.5 `signer.js:20-95`, `plugin.js`.
 */
import { textFromJson } from '../codec/json';
import { payloadFrom } from '../codec/value';
import { nodeCookieText, percentEncoded } from '../codec/wire-text';
import { digestTitle, type Digest } from '../crypto/hash';
import { cutSignature, isUnpaddedSignature, keyByText, signedText, signedTextLayers, type SignedText } from '../envelope/cookie-signature';
import { parseJws } from '../envelope/jws';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly signed: SignedText;
}

interface Recipe {
  readonly digest: Digest;
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'fastify-signed-cookie',
    title: '@fastify/cookie signed cookie',
    framework: 'Fastify',
    grammar: 'value.base64(HMAC-SHA-256)',
    cookieNames: [],
    role: 'unknown',
    holds: 'token',
    general: true,
    keyFields: [{ name: 'secret', title: 'secret', configNames: ['COOKIE_SECRET'] }],
    settings: [],
    references: ['fastify/fastify-cookie 11.1.5 signer.js', 'fastify/fastify-cookie 11.1.5 plugin.js'],
  },

  parse(wire) {
    const signed = cutSignature(nodeCookieText(wire.value));
    if (signed === null || !isUnpaddedSignature(signed)) return null;
    // A JSON Web Token may be this layout to the letter, and then its header says what proves it: `alg: none`, for one, nothing does.
    if (parseJws(wire.value) !== null) return null;
    const payload = payloadFrom(signed.text);
    const layers = signedTextLayers(wire.value, signed, { label: 'value', role: 'payload', payload, title: 'text' });
    // Any text with a dot and 43 letters behind it looks the same: only a key tells.
    return { confidence: 'possible', layers, model: { signed }, payload, issuedAt: null, expiresAt: null };
  },

  async open(_wire, parsed, { keys }) {
    const { signed } = parsed.model;
    const key = keyByText(signed, keys.readings('secret'));
    if (key === null || signed.digest === null) return signatureRejected(parsed, 'bad-signature');
    return signatureVerified(parsed, key, { facts: { digest: digestTitle(signed.digest) }, recipe: { digest: signed.digest } });
  },

  async seal({ text, wire, opened }) {
    const value = textFromJson(text);
    return value.ok ? ok([{ name: wire.name, value: percentEncoded(signedText(value.value, opened.key, opened.recipe.digest)) }]) : value;
  },
});
