/**
 * A cookie that Hono signed: `setSignedCookie`.
 * Grammar: value `.` base64(HMAC-SHA-256(value)) with padding, percent-encoded as a whole
 * Source: honojs/hono 4.13.19 `src/utils/cookie.ts`, `src/helper/cookie/index.ts`.
 */
import { textFromJson } from '../codec/json';
import { payloadFrom } from '../codec/value';
import { nodeCookieText, percentEncoded } from '../codec/wire-text';
import { cutSignature, keyByBytes, signedTextLayers, signedTextPadded, type SignedText } from '../envelope/cookie-signature';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly signed: SignedText;
}

export default defineFormat<Model>({
  meta: {
    id: 'hono-signed-cookie',
    title: 'Hono signed cookie',
    framework: 'Hono',
    grammar: 'value.base64(HMAC-SHA-256)=',
    cookieNames: [],
    role: 'unknown',
    holds: 'token',
    general: true,
    keyFields: [{ name: 'secret', title: 'secret', configNames: ['COOKIE_SECRET', 'HONO_COOKIE_SECRET'] }],
    settings: [],
    references: ['honojs/hono 4.13.19 src/utils/cookie.ts'],
  },

  parse(wire) {
    const signed = cutSignature(nodeCookieText(wire.value));
    // Hono takes a signature of any other length for no signed cookie at all.
    if (signed === null || !/^[A-Za-z0-9+/]{43}=$/.test(signed.signature)) return null;
    const payload = payloadFrom(signed.text);
    const layers = signedTextLayers(wire.value, signed, { label: 'value', role: 'payload', payload, title: 'text' });
    // Other libraries end values in a padded 32-byte text too: only a key tells.
    return { confidence: 'possible', layers, model: { signed }, payload, issuedAt: null, expiresAt: null };
  },

  async open(_wire, parsed, { keys }) {
    const key = keyByBytes(parsed.model.signed, keys.readings('secret'));
    if (key === null) return signatureRejected(parsed, 'bad-signature');
    return signatureVerified(parsed, key, { facts: { digest: 'SHA-256' }, recipe: null });
  },

  async seal({ text, wire, opened }) {
    const value = textFromJson(text);
    return value.ok ? ok([{ name: wire.name, value: percentEncoded(signedTextPadded(value.value, opened.key, 'sha256')) }]) : value;
  },
});
