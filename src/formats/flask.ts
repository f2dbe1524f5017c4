/**
 * Flask's and Quart's client-side session: a signed, legible, tagged JSON document.
 * Grammar: `[.]base64url(json) . base64url(timestamp) . base64url(hmac)`
 * Source: pallets/flask 3.1.3 `sessions.py:100-385`, `json/tag.py:60-327`; pallets/quart 0.23.1 `sessions.py:131-250`.
 */
import { compactAsciiJson, jsonPayload, restyleJson } from '../codec/json';
import { isRecord } from '../codec/value';
import { quotedWerkzeug, unquoted } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { ageVerdict, derivations, sign, splitSigned, timestampOf, timestampText, verifySigned, type Signed, type Signing, type Timestamp } from '../envelope/itsdangerous';
import { urlSafePayload, urlSafeText, type UrlSafePayload } from '../envelope/url-safe-payload';
import { fail, ok } from '../result';
import { defineFormat, type Layer, type OpenContext, type Payload, type Verified } from './define';
import { partsOf } from '../envelope/layer';

interface Model {
  readonly signed: Signed;
  readonly timestamp: Timestamp;
  readonly raw: string;
}

type Recipe = Signing & { readonly epochOffset: number };

/** Outside in; the signature is not checked yet. */
function layersOf(model: Model, content: UrlSafePayload, payload: Payload, offset: number): Layer[] {
  const { raw, timestamp, signed } = model;
  const parts = partsOf(
    [['payload', 'payload', raw], ['.', 'separator', '.'], ['timestamp', 'timestamp', timestamp.raw], ['.', 'separator', '.'], ['signature', 'signature', signed.signature]],
    offset,
  );
  return [
    { kind: 'envelope', parts },
    { kind: 'signature', title: `HMAC-${digestTitle(signed.digest)}`, state: 'unchecked', key: null },
    { kind: 'timestamp', title: 'signed at', epochMs: timestamp.epochMs },
    ...content.layers,
    { kind: 'payload', title: 'tagged JSON', payload },
  ];
}

function maxAge(context: OpenContext): number | null {
  const seconds = context.setting('maxAgeSeconds');
  return typeof seconds === 'number' ? seconds : null;
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'flask',
    title: 'Flask / Quart session',
    framework: 'Flask',
    grammar: '[.]base64url(JSON).base64url(timestamp).base64url(HMAC)',
    cookieNames: ['session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'SECRET_KEY', configNames: ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'FLASK_SECRET_KEY'] }],
    settings: [
      { name: 'salt', title: 'Salt', default: 'cookie-session' },
      { name: 'maxAgeSeconds', title: 'PERMANENT_SESSION_LIFETIME in seconds', default: 2_678_400 },
    ],
    guesses: [{ settings: { salt: 'itsdangerous' }, hint: "The signature matches with itsdangerous' own salt `itsdangerous`, not Flask's `cookie-session`." }],
    references: ['pallets/flask 3.1.3 src/flask/sessions.py', 'pallets/flask 3.1.3 src/flask/json/tag.py', 'pallets/itsdangerous 2.2.0'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const signed = splitSigned(text, '.');
    const at = signed?.signedText.lastIndexOf('.') ?? -1;
    if (signed === null || at < 0) return null;
    const raw = signed.signedText.slice(0, at);
    const timestamp = timestampOf(signed.signedText.slice(at + 1));
    const content = urlSafePayload(raw);
    const payload = content === null ? null : jsonPayload(content.text);
    // A JWT has the same three parts, but its first is a header with `alg`.
    if (timestamp === null || content === null || payload === null || !isRecord(payload.value) || 'alg' in payload.value) return null;
    const model = { signed, timestamp, raw };
    return {
      confidence: 'likely',
      layers: layersOf(model, content, payload, wire.value.indexOf(raw)),
      model,
      payload,
      issuedAt: timestamp.epochMs,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, context) {
    const { signed, timestamp } = parsed.model;
    const proof = verifySigned(signed, context.keys, [String(context.setting('salt'))], ['hmac', ...derivations.filter((way) => way !== 'hmac')]);
    const signatureLayer = (state: 'verified' | 'failed', key: string | null): Layer[] =>
      parsed.layers.map((layer) => (layer.kind === 'signature' ? { ...layer, state, key } : layer));
    const base = { payload: parsed.payload, issuedAt: parsed.issuedAt, expiresAt: parsed.expiresAt };
    if (proof === null)
      return { ...base, status: 'rejected', reason: 'bad-signature', key: null, hint: null, layers: signatureLayer('failed', null) };
    const layers = signatureLayer('verified', proof.key.secret.label);
    const limit = maxAge(context);
    const expiresAt = limit === null ? null : timestamp.epochMs + limit * 1000;
    const age = ageVerdict(timestamp.epochMs, limit, context.nowMs);
    if (age !== 'in-time') return { ...base, expiresAt, status: 'rejected', reason: age, key: proof.key, hint: null, layers };
    const { salt, derivation } = proof;
    const recipe = { salt, derivation, digest: signed.digest, separator: '.', epochOffset: timestamp.epochOffset };
    const facts = { digest: digestTitle(signed.digest), derivation, salt };
    return { ...base, expiresAt, status: 'verified', key: proof.key, facts, recipe, layers } satisfies Verified<Recipe>;
  },

  async seal({ text, wire, opened, context }) {
    const json = restyleJson(text, compactAsciiJson);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    const { epochOffset, ...signing } = opened.recipe;
    const value = sign(`${urlSafeText(json.value)}.${timestampText(context.nowMs, epochOffset)}`, opened.key.bytes, signing);
    return ok([{ name: wire.name, value: quotedWerkzeug(value) }]);
  },

  identity: () => null,
  principal: (value) => {
    const user = isRecord(value) ? (value['_user_id'] ?? value['user_id']) : null;
    return typeof user === 'string' || typeof user === 'number' ? String(user) : null;
  },
});
