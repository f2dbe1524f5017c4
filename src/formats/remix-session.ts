/**
 * The cookie of Remix and React Router (`createCookie`, `createCookieSessionStorage`): the session, or the id of one kept elsewhere.
 * Grammar: base64(JSON) [`.` base64(HMAC-SHA-256(base64 text)) without padding], percent-encoded as a whole
 * Source: remix-run/remix 2.17.5 `packages/remix-server-runtime/cookies.ts`; remix-run/react-router 7.18.5 `packages/react-router/lib/server-runtime/{cookies,crypto}.ts`.
 */
import { textOf } from '../codec/bytes';
import { jsonPayload } from '../codec/json';
import { isRecord } from '../codec/value';
import { nodeCookieText, percentEncoded } from '../codec/wire-text';
import { base64Json, base64JsonText } from '../envelope/base64-json';
import { cutSignature, keyByBytes, keyByText, signedText, signedTextLayers, type SignedText } from '../envelope/cookie-signature';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat, type Confidence, type Payload } from './define';

interface Model {
  readonly signed: SignedText;
}

function isFullSignature({ signature, digest }: SignedText): boolean {
  return digest === 'sha256' && /^[A-Za-z0-9+/]+={0,2}$/.test(signature);
}

/** A session is an object; a bare string is the id of a session in another storage. Unpadded base64 is not what these libraries write. */
function confidenceOf(signed: SignedText, payload: Payload): Confidence {
  return signed.text.length % 4 === 0 && isFullSignature(signed) && (isRecord(payload.value) || typeof payload.value === 'string') ? 'likely' : 'possible';
}

export default defineFormat<Model>({
  meta: {
    id: 'remix-session',
    title: 'Remix / React Router session',
    framework: 'Remix',
    grammar: 'base64(JSON).base64(HMAC-SHA-256)',
    cookieNames: ['__session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secrets', configNames: ['SESSION_SECRET', 'COOKIE_SECRET', 'SECRETS'] }],
    settings: [],
    references: ['remix-run/remix 2.17.5 packages/remix-server-runtime/cookies.ts', 'remix-run/react-router 7.18.5 packages/react-router/lib/server-runtime/cookies.ts'],
  },

  parse(wire) {
    const text = nodeCookieText(wire.value);
    const signed = cutSignature(text) ?? { text, signature: '', digest: null };
    const content = /^[A-Za-z0-9+/]+={0,2}$/.test(signed.text) ? base64Json(signed.text) : null;
    if (content === null || !content.isCompact) return null;
    const { payload } = content;
    const title = isRecord(payload.value) ? 'JSON' : 'id of a session that is kept elsewhere';
    const layers = signedTextLayers(wire.value, { ...signed, digest: 'sha256' }, { label: 'session', role: 'payload', payload, title, encodings: ['base64'] });
    return { confidence: confidenceOf(signed, payload), layers, model: { signed }, payload, issuedAt: null, expiresAt: null };
  },

  async open(_wire, parsed, { keys }) {
    const { signed } = parsed.model;
    if (signed.signature === '')
      return signatureRejected(parsed, 'missing-signature', 'The value ends without a signature. Either it was cut off, or the application sets no `secrets`: then no key guards this value.');
    if (signed.digest !== 'sha256') return signatureRejected(parsed, signed.signature.length < 43 ? 'truncated' : 'bad-signature');
    const readings = keys.readings('secret');
    const key = keyByText(signed, readings);
    if (key !== null) return signatureVerified(parsed, key, { facts: { digest: 'SHA-256' }, recipe: null });
    const loose = keyByBytes(signed, readings);
    if (loose === null) return signatureRejected(parsed, 'bad-signature');
    const hint = 'The signature has the right bytes in another spelling of base64: React Router 7 accepts it, Remix 2 compares the text and refuses it.';
    return genuineButRejected(parsed, loose, { reason: 'policy', hint });
  },

  async seal({ text, wire, opened }) {
    const value = base64JsonText(text);
    return value.ok ? ok([{ name: wire.name, value: percentEncoded(signedText(value.value, opened.key, 'sha256')) }]) : value;
  },

  identity: (payload) => (typeof payload === 'string' ? payload : null),

  readStored(record) {
    const text = textOf(record);
    return text === null ? null : jsonPayload(text);
  },
});
