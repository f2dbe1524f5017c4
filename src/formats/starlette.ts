/**
 * Starlette's and FastAPI's SessionMiddleware: a signed, legible JSON document.
 * Grammar: `base64(json) . base64url(timestamp) . base64url(hmac)`
 * Source: encode/starlette 0.47.3 `middleware/sessions.py:15-85`, Kludex/starlette 1.9.0 `middleware/sessions.py:16-138`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { textOfLenient, utf8 } from '../codec/bytes';
import { jsonPayload, pythonJson, restyleJson } from '../codec/json';
import { isRecord } from '../codec/value';
import { isQuoted, unquoted } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { ageVerdict, sign, splitSigned, timestampOf, timestampText, verifySigned, type Signed, type Signing, type Timestamp } from '../envelope/itsdangerous';
import { checkedSignature, partsWithin, type Layer } from '../envelope/layer';
import { unproved } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat, secondsSetting, type Confidence, type Payload } from './define';

/** TimestampSigner with the library's defaults; the middleware has no options for them. */
const salt = 'itsdangerous.Signer';

interface Model {
  readonly signed: Signed;
  readonly timestamp: Timestamp;
  readonly raw: string;
}

function layersOf(value: string, { signed, timestamp, raw }: Model, payload: Payload | null): Layer[] {
  return [
    {
      kind: 'envelope',
      parts: partsWithin(value, [
        ['payload', 'payload', raw], ['.', 'separator', '.'], ['timestamp', 'timestamp', timestamp.raw], ['.', 'separator', '.'], ['signature', 'signature', signed.signature],
      ]),
    },
    { kind: 'signature', title: `HMAC-${digestTitle(signed.digest)}`, state: 'unchecked', key: null },
    { kind: 'timestamp', title: 'signed at', epochMs: timestamp.epochMs },
    { kind: 'encoding', title: 'base64' },
    ...(payload === null ? [] : [{ kind: 'payload', title: 'JSON', payload } as const]),
  ];
}

/**
 * How sure a document is the middleware's. It writes as Python's `json.dumps` does, with a space after each colon; a compact document
 * is Flask's, and counts here only where a key proves it. Of a broken one the spaces are still to be seen.
 */
function confidenceIn(text: string, payload: Payload | null): Confidence | null {
  if (payload === null) return text.startsWith('{') && /": (?:["[{\d-]|true|false|null)/.test(text) ? 'certain' : null;
  if (!isRecord(payload.value)) return null;
  const restyled = restyleJson(text, pythonJson);
  return restyled.ok && restyled.value === text && text.includes(': ') ? 'certain' : 'possible';
}

export default defineFormat<Model, Signing>({
  meta: {
    id: 'starlette',
    title: 'Starlette / FastAPI session',
    framework: 'Starlette',
    grammar: 'base64(JSON).base64url(timestamp).base64url(HMAC)',
    cookieNames: ['session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret_key of SessionMiddleware', configNames: ['SECRET_KEY', 'SESSION_SECRET_KEY', 'SESSION_SECRET'] }],
    settings: [{ name: 'maxAgeSeconds', title: 'max_age in seconds', default: 1_209_600 }],
    references: ['encode/starlette 0.47.3 starlette/middleware/sessions.py', 'Kludex/starlette 1.9.0 starlette/middleware/sessions.py', 'pallets/itsdangerous 2.2.0 src/itsdangerous/timed.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const signed = splitSigned(text, '.');
    const at = signed?.signedText.lastIndexOf('.') ?? -1;
    if (signed === null || at < 0) return null;
    const raw = signed.signedText.slice(0, at);
    const timestamp = timestampOf(signed.signedText.slice(at + 1));
    const bytes = unbase64Padded(raw);
    const json = bytes === null ? '' : textOfLenient(bytes);
    const payload = jsonPayload(json);
    const confidence = confidenceIn(json, payload);
    if (timestamp === null || confidence === null) return null;
    const model = { signed, timestamp, raw };
    const broken = payload === null ? { malformed: 'The payload is no JSON.' } : {};
    return { confidence, layers: layersOf(wire.value, model, payload), model, payload, issuedAt: timestamp.epochMs, expiresAt: null, ...broken };
  },

  async open(_wire, parsed, context) {
    const { signed, timestamp } = parsed.model;
    const proof = verifySigned(signed, context.keys, [salt], ['django-concat']);
    const layers = checkedSignature(parsed.layers, proof?.key.secret.label ?? null);
    if (proof === null) return unproved(parsed, 'bad-signature', layers);
    const limit = secondsSetting(context);
    const expiresAt = limit === null ? null : timestamp.epochMs + limit * 1000;
    const evidence = { payload: parsed.payload, issuedAt: parsed.issuedAt, expiresAt, layers, key: proof.key };
    if (parsed.malformed !== undefined) return { ...evidence, status: 'rejected', reason: 'malformed', hint: parsed.malformed };
    const age = ageVerdict(timestamp.epochMs, limit, context.nowMs);
    if (age !== 'in-time') return { ...evidence, status: 'rejected', reason: age, hint: null };
    const recipe: Signing = { salt, derivation: proof.derivation, digest: signed.digest, separator: '.' };
    return { ...evidence, status: 'verified', facts: { digest: digestTitle(signed.digest), derivation: proof.derivation, salt }, recipe };
  },

  async seal({ text, wire, opened, context }) {
    const json = restyleJson(text, pythonJson);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    if (!json.value.startsWith('{')) return fail('The session is an object: the payload must be one.');
    const value = sign(`${base64(utf8(json.value))}.${timestampText(context.nowMs, 0)}`, opened.key.bytes, opened.recipe);
    return ok([{ name: wire.name, value: isQuoted(wire.value) ? `"${value}"` : value }]);
  },
});
