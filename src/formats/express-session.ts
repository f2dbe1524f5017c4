/**
 * The signed session id of express-session (Express, Sails, NestJS); the session itself stands in the server's store.
 * Grammar: `s:` sid `.` base64(HMAC-SHA-256(sid)) without padding, percent-encoded as a whole
 * Source: express-session 1.19.0 `index.js:544-680`; cookie-signature 1.2.2 `index.js:16-47`; sails 1.5.18 `lib/hooks/session/index.js:31-70`.
 */
import { textOf } from '../codec/bytes';
import { jsonPayload } from '../codec/json';
import { isRecord } from '../codec/value';
import { nodeCookieText, percentEncoded } from '../codec/wire-text';
import { shellWord } from '../cookie/copy-forms';
import { cutSignature, isUnpaddedSignature, keyByText, signedText, signedTextLayers, type SignedText } from '../envelope/cookie-signature';
import { idFromText, idPayload } from '../envelope/session-id';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat, type Confidence, type Payload } from './define';

interface Model {
  readonly signed: SignedText;
}

const ownName = /^(?:connect|sails)\.sid$/;
/** Names that applications give to a session cookie. */
const sessionName = /sess|sid$/i;
/** uid-safe's 24 bytes, or a UUID: what most applications' ids look like. */
const usualId = /^(?:[\w-]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

function confidenceOf(name: string, signed: SignedText): Confidence {
  return isUnpaddedSignature(signed) && (usualId.test(signed.text) || sessionName.test(name)) ? 'likely' : 'possible';
}

/** Why a value of this name can be proved by no key; null where a key may. */
function defectOf(isPrefixed: boolean, { text, signature }: SignedText): string | null {
  if (!isPrefixed) return 'express-session ignores an id that does not begin with `s:` and end with a signature: the browser gets a new session.';
  if (text === '') return 'There is no id before the signature.';
  return signature === '' ? 'There is no signature behind the id.' : null;
}

/** connect-mongo wraps the session in a document, as text or as an object. */
function unwrapped(payload: Payload): Payload {
  const inner = isRecord(payload.value) ? payload.value['session'] : null;
  const session = typeof inner === 'string' ? jsonPayload(inner) : isRecord(inner) ? jsonPayload(JSON.stringify(inner)) : null;
  return session !== null && isRecord(session.value) && isRecord(session.value['cookie']) ? session : payload;
}

export default defineFormat<Model>({
  meta: {
    id: 'express-session',
    title: 'express-session id',
    framework: 'express-session',
    grammar: 's:sid.base64(HMAC-SHA-256)',
    cookieNames: ['connect.sid', 'sails.sid'],
    role: 'session',
    holds: 'id',
    keyFields: [{ name: 'secret', title: 'secret', configNames: ['SESSION_SECRET', 'EXPRESS_SESSION_SECRET', 'SECRET'] }],
    settings: [{ name: 'keyPrefix', title: "Prefix of the store's keys", default: 'sess:' }],
    references: ['expressjs/session 1.19.0 index.js', 'tj/node-cookie-signature 1.2.2 index.js'],
  },

  parse(wire) {
    const text = nodeCookieText(wire.value);
    const isPrefixed = text.startsWith('s:');
    const isOwnName = ownName.test(wire.name);
    if ((!isPrefixed && !isOwnName) || text === '') return null;
    const body = isPrefixed ? text.slice(2) : text;
    const signed = cutSignature(body) ?? { text: body, signature: '', digest: null };
    const defect = defectOf(isPrefixed, signed);
    if (defect !== null && !isOwnName) return null;
    const payload = idPayload(signed.text);
    const layers = signedTextLayers(wire.value, { ...signed, digest: 'sha256' }, { label: 'session id', role: 'id', payload, title: 'session id' });
    const parsed = { confidence: confidenceOf(wire.name, signed), layers, model: { signed }, payload, issuedAt: null, expiresAt: null };
    return defect === null ? parsed : { ...parsed, confidence: 'possible', malformed: defect };
  },

  async open(_wire, parsed, { keys }) {
    const { signed } = parsed.model;
    if (parsed.malformed !== undefined) {
      // Without a hint of ours, the diagnosis finds out whether the value was encoded once more on its way.
      const hint = /^s%3A/i.test(signed.text) ? null : parsed.malformed;
      return signatureRejected(parsed, signed.signature === '' ? 'missing-signature' : 'malformed', hint);
    }
    const key = signed.digest === 'sha256' ? keyByText(signed, keys.readings('secret')) : null;
    if (key !== null) return signatureVerified(parsed, key, { facts: { digest: 'SHA-256' }, recipe: null });
    return signatureRejected(parsed, signed.signature.length < 43 ? 'truncated' : 'bad-signature');
  },

  async seal({ text, wire, opened }) {
    const sid = idFromText(text);
    return sid.ok ? ok([{ name: wire.name, value: percentEncoded(`s:${signedText(sid.value, opened.key, 'sha256')}`) }]) : sid;
  },

  storeKey(payload, setting) {
    const sid = isRecord(payload) ? payload['sid'] : null;
    return typeof sid === 'string' ? `${setting('keyPrefix') ?? ''}${sid}` : null;
  },
  storeCommand: (key) => `redis-cli GET ${shellWord(key)}`,

  readStored(record) {
    const text = textOf(record);
    const payload = text === null ? null : jsonPayload(text);
    return payload === null || !isRecord(payload.value) ? null : unwrapped(payload);
  },
});
