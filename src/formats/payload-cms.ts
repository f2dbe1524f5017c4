/**
 * Payload CMS' login token: a JSON Web Token under a key derived from the configured secret.
 * Grammar: base64url(header) `.` base64url(payload) `.` base64url(HMAC-SHA-256), its key the first 32 hexadecimal digits of SHA-256(secret) as text
 * Source: payloadcms/payload 3.90.2 `dist/index.js:321`, `dist/auth/jwt.js:7`, `dist/auth/cookies.js`.
 */
import { hex, utf8 } from '../codec/bytes';
import { compactJson, restyleJson } from '../codec/json';
import { isRecord } from '../codec/value';
import { hash } from '../crypto/hash';
import { jwsLayers, parseJws, type Jws } from '../envelope/jws';
import { hmacKey, refusedUnseen, sharedKeys, signHmac } from '../envelope/jws-proof';
import { jwsTimes, refusedByTime } from '../envelope/jws-times';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat, type KeyReading } from './define';

function derived(key: KeyReading): KeyReading {
  return { ...key, bytes: utf8(hex(hash('sha256', key.bytes)).slice(0, 32)) };
}

/** What tells a Payload token from others: the header of version 3, or a document's id beside its collection. */
function looksOwn({ header, claims }: Jws): boolean {
  return header['authVersion'] === 1 || (claims !== null && 'id' in claims && typeof claims['collection'] === 'string');
}

export default defineFormat<Jws>({
  meta: {
    id: 'payload-cms',
    title: 'Payload CMS token',
    framework: 'Payload CMS',
    grammar: 'base64url(header).base64url(payload).base64url(HMAC-SHA-256)',
    cookieNames: ['payload-token'],
    role: 'auth-token',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'PAYLOAD_SECRET', configNames: ['PAYLOAD_SECRET'] }],
    settings: [],
    references: ['payloadcms/payload 3.90.2 packages/payload/src/index.ts', 'payloadcms/payload 3.90.2 packages/payload/src/auth/jwt.ts'],
  },

  parse(wire) {
    const jws = parseJws(wire.value);
    if (jws === null || jws.claims === null) return null;
    const isNamed = wire.name.endsWith('-token');
    if (!looksOwn(jws) && !isNamed) return null;
    const { issuedAt, expiresAt } = jwsTimes(jws);
    const confidence = looksOwn(jws) ? 'likely' : 'possible';
    return { confidence, layers: jwsLayers(jws, { issuedAt, expiresAt }), model: jws, payload: jws.payload, issuedAt, expiresAt };
  },

  async open(_wire, parsed, { keys, nowMs }) {
    const jws = parsed.model;
    const unseen = refusedUnseen(jws);
    if (unseen !== null) return signatureRejected(parsed, unseen.reason, unseen.hint);
    const key = jws.algorithm === 'HS256' ? hmacKey(jws, sharedKeys(keys, ['utf8']).map(derived)) : null;
    if (key === null) return signatureRejected(parsed, 'bad-signature');
    const late = refusedByTime(jws, nowMs);
    if (late !== null) return genuineButRejected(parsed, key, late);
    return signatureVerified(parsed, key, { facts: { algorithm: 'HS256', key: 'first 32 digits of SHA-256(secret)' }, recipe: null });
  },

  async seal({ text, wire, parsed, opened }) {
    const json = restyleJson(text, compactJson);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    return ok([{ name: wire.name, value: signHmac(parsed.model.head, utf8(json.value), { digest: 'sha256', key: opened.key.bytes }) }]);
  },

  principal(payload) {
    const id = isRecord(payload) ? payload['id'] : null;
    return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
  },
});
