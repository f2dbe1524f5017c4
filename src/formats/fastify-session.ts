/**
 * The signed session id of @fastify/session; the session itself stands in the server's store.
 * Grammar: sid `.` base64(HMAC-SHA-256(sid)) without padding, percent-encoded as a whole
 * Source: fastify/session 11.1.3 `lib/fastifySession.js`, `lib/cookie.js`; fastify/fastify-cookie 11.1.5 `signer.js:20-95`.
 */
import { textOf } from '../codec/bytes';
import { jsonPayload } from '../codec/json';
import { nodeCookieText, percentEncoded } from '../codec/wire-text';
import { digestTitle, type Digest } from '../crypto/hash';
import { cutSignature, isUnpaddedSignature, keyByText, signedText, signedTextLayers, type SignedText } from '../envelope/cookie-signature';
import { idFromText, idPayload } from '../envelope/session-id';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly signed: SignedText;
}

interface Recipe {
  readonly digest: Digest;
}

const ownName = /^sessionId$/;
/** 24 random bytes in base64url, the default id. */
const usualId = /^[\w-]{32}$/;
/** Header and payload of a JSON Web Token, which some keep under the same name. */
const tokenBody = /^eyJ[\w-]+\.[\w-]+$/;

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'fastify-session',
    title: '@fastify/session id',
    framework: 'Fastify',
    grammar: 'sid.base64(HMAC-SHA-256)',
    cookieNames: ['sessionId'],
    role: 'session',
    holds: 'id',
    keyFields: [{ name: 'secret', title: 'secret', configNames: ['SESSION_SECRET', 'FASTIFY_SESSION_SECRET'] }],
    settings: [],
    references: ['fastify/session 11.1.3 lib/fastifySession.js', 'fastify/fastify-cookie 11.1.5 signer.js'],
  },

  parse(wire) {
    const text = nodeCookieText(wire.value);
    const isOwnName = ownName.test(wire.name);
    const signed = cutSignature(text) ?? (isOwnName && usualId.test(text) ? { text, signature: '', digest: null } : null);
    if (signed === null || !/^[\x21-\x7e]+$/.test(signed.text) || tokenBody.test(signed.text)) return null;
    const isSigned = isUnpaddedSignature(signed);
    const isUsual = usualId.test(signed.text);
    if (!(isSigned && isUsual) && !(isOwnName && (isSigned || isUsual))) return null;
    const payload = idPayload(signed.text);
    const layers = signedTextLayers(wire.value, signed, { label: 'session id', role: 'id', payload, title: 'session id' });
    const parsed = { confidence: isSigned && isUsual ? 'likely' : 'possible', layers, model: { signed }, payload, issuedAt: null, expiresAt: null } as const;
    return signed.signature === '' ? { ...parsed, malformed: 'The id has no signature: @fastify/session ignores it and makes a new session.' } : parsed;
  },

  async open(_wire, parsed, { keys }) {
    const { signed } = parsed.model;
    if (parsed.malformed !== undefined) return signatureRejected(parsed, 'missing-signature', parsed.malformed);
    const key = keyByText(signed, keys.readings('secret'));
    const { digest } = signed;
    if (key === null || digest === null) return signatureRejected(parsed, digest === null ? 'truncated' : 'bad-signature');
    return signatureVerified(parsed, key, { facts: { digest: digestTitle(digest) }, recipe: { digest } });
  },

  async seal({ text, wire, opened }) {
    const sid = idFromText(text);
    return sid.ok ? ok([{ name: wire.name, value: percentEncoded(signedText(sid.value, opened.key, opened.recipe.digest)) }]) : sid;
  },

  readStored(record) {
    const text = textOf(record);
    return text === null ? null : jsonPayload(text);
  },
});
