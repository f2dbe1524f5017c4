/**
 * Flask-Session's cookie: the id of a session in Redis, Memcached, files or a database, signed where `SESSION_USE_SIGNER` is set.
 * Grammar: `sid [. base64url(hmac-sha1)]`, the sid a UUID up to 0.5 and base64url of 32 random bytes since
 * Source: pallets-eco/flask-session 0.8.0 `src/flask_session/base.py:58-360`, 0.3.2 `flask_session/sessions.py:37-173`.
 */
import { pythonRecord } from '../codec/python-record';
import { isRecord } from '../codec/value';
import { quotedWerkzeug, unquoted } from '../codec/wire-text';
import { shellWord } from '../cookie/copy-forms';
import { digestTitle } from '../crypto/hash';
import { sign, splitSigned, verifySigned, type Signed, type Signing } from '../envelope/itsdangerous';
import { partsWithin, type Layer } from '../envelope/layer';
import { idFromText, idPayload } from '../envelope/session-id';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat } from './define';

const salt = 'flask-session';

interface Model {
  readonly sid: string;
  /** Null: a bare id. */
  readonly signed: Signed | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** 32 random bytes by default; `SESSION_ID_LENGTH` may ask for others. */
const defaultToken = /^[A-Za-z0-9_-]{43}$/;
const anyToken = /^[A-Za-z0-9_-]{22,172}$/;

/** CacheLib's files begin with the time of expiry, its Redis values with an exclamation mark (pallets-eco/cachelib 0.17.0 `file.py:239-300`, `serializers.py`). */
const fileHeaderBytes = 4;
const redisMark = 0x21;

function isUsualId(sid: string): boolean {
  return uuid.test(sid) || defaultToken.test(sid);
}

function layersOf(value: string, sid: string, signature: string | null): Layer[] {
  const payload = idPayload(sid);
  const id: Layer = { kind: 'payload', title: 'session id', payload };
  if (signature === null) return [{ kind: 'envelope', parts: partsWithin(value, [['session id', 'id', sid]]) }, id];
  return [
    { kind: 'envelope', parts: partsWithin(value, [['session id', 'id', sid], ['.', 'separator', '.'], ['signature', 'signature', signature]]) },
    { kind: 'signature', title: 'HMAC-SHA-1', state: 'unchecked', key: null },
    id,
  ];
}

export default defineFormat<Model, Signing>({
  meta: {
    id: 'flask-session',
    title: 'Flask-Session id',
    framework: 'Flask-Session',
    grammar: 'session id[.base64url(HMAC)]',
    cookieNames: ['session'],
    role: 'session',
    holds: 'id',
    keyFields: [{ name: 'secret', title: 'SECRET_KEY', configNames: ['SECRET_KEY'] }],
    settings: [{ name: 'keyPrefix', title: 'SESSION_KEY_PREFIX', default: 'session:' }],
    references: ['pallets-eco/flask-session 0.8.0 src/flask_session/base.py', 'pallets-eco/flask-session 0.3.2 flask_session/sessions.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const [sid = '', signature = null, ...more] = text.split('.', 3);
    if (more.length > 0 || !(uuid.test(sid) || anyToken.test(sid))) return null;
    const base = { layers: layersOf(wire.value, sid, signature), payload: idPayload(sid), issuedAt: null, expiresAt: null };
    if (signature === null) return isUsualId(sid) ? { ...base, confidence: 'possible', model: { sid, signed: null } } : null;
    const signed = splitSigned(text, '.');
    if (signed?.digest === 'sha1') return { ...base, confidence: isUsualId(sid) ? 'likely' : 'possible', model: { sid, signed } };
    return isUsualId(sid) && signature.length < 27 ? { ...base, confidence: 'possible', model: { sid, signed: null }, malformed: 'The signature is cut short.' } : null;
  },

  async open(_wire, parsed, context) {
    const { signed } = parsed.model;
    if (parsed.malformed !== undefined) return signatureRejected(parsed, 'truncated', parsed.malformed);
    if (signed === null) return null;
    const proof = verifySigned(signed, context.keys, [salt], ['hmac']);
    if (proof === null) return signatureRejected(parsed, 'bad-signature');
    const recipe: Signing = { salt, derivation: proof.derivation, digest: signed.digest, separator: '.' };
    return signatureVerified(parsed, proof.key, { facts: { digest: digestTitle(signed.digest), derivation: proof.derivation, salt }, recipe });
  },

  async seal({ text, wire, opened }) {
    const sid = idFromText(text);
    if (!sid.ok) return sid;
    if (sid.value.includes('.')) return fail('An id of Flask-Session has no dot: what follows it is taken for the signature.');
    return ok([{ name: wire.name, value: quotedWerkzeug(sign(sid.value, opened.key.bytes, opened.recipe)) }]);
  },

  identity: (value) => (isRecord(value) && typeof value['sid'] === 'string' ? value['sid'] : null),
  storeKey: (value, setting) => (isRecord(value) && typeof value['sid'] === 'string' ? `${setting('keyPrefix') ?? ''}${value['sid']}` : null),
  storeCommand: (key) => `redis-cli GET ${shellWord(key)}`,
  readStored: (record) => pythonRecord(record) ?? pythonRecord(record.subarray(record[0] === redisMark ? 1 : fileHeaderBytes)),
});
