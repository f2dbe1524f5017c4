/**
 * Flask's and Quart's client-side session: a signed, legible, tagged JSON document.
 * Grammar: `[.]base64url(json) . base64url(timestamp) . base64url(hmac)`
 * Source: pallets/flask 3.1.3 `sessions.py:100-385`, `json/tag.py:60-327`; pallets/quart 0.23.1 `sessions.py:131-250`.
 */
import { compactAsciiJson, jsonPayload, restyleJson } from '../codec/json';
import { isRecord } from '../codec/value';
import { quotedWerkzeug, unquoted } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { derivations, verifySigned, type Derivation } from '../envelope/itsdangerous';
import { principalIn } from '../envelope/principal';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { signTimed, timedLayers, timedValue, timedVerdict, type TimedSigning, type TimedValue } from '../envelope/timed-value';
import { urlSafePayload, urlSafeText } from '../envelope/url-safe-payload';
import { fail, ok } from '../result';
import { defineFormat, secondsSetting, type Confidence, type Payload } from './define';

/** Flask sets HMAC; a subclass may choose any other. */
const ways: readonly Derivation[] = ['hmac', ...derivations.filter((way) => way !== 'hmac')];

/** Keys and tags that Flask and its extensions write, and hardly anyone else. */
const flaskMarks = /"(?:_flashes|_permanent|_user_id|_fresh|_id|csrf_token|_state_[\w-]+)":|\{" (?:t|b|m|u|d|di)":/;

/** itsdangerous signs other things in the same layout: the name or the contents must speak for a session. */
function confidenceOf(name: string, payload: Payload | null, json: string): Confidence {
  return payload !== null && (/sess/i.test(name) || flaskMarks.test(json)) ? 'likely' : 'possible';
}

export default defineFormat<TimedValue, TimedSigning>({
  meta: {
    id: 'flask',
    title: 'Flask / Quart session',
    framework: 'Flask',
    grammar: '[.]base64url(JSON).base64url(timestamp).base64url(HMAC)',
    cookieNames: ['session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'SECRET_KEY', configNames: ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'FLASK_SECRET_KEY', 'QUART_SECRET_KEY', 'SUPERSET_SECRET_KEY'] }],
    settings: [
      { name: 'salt', title: 'Salt', default: 'cookie-session' },
      { name: 'maxAgeSeconds', title: 'PERMANENT_SESSION_LIFETIME in seconds', default: 2_678_400 },
    ],
    guesses: [
      { settings: { salt: 'cookie-session' }, hint: "The signature matches with Flask's own salt `cookie-session`, not with the given one." },
      { settings: { salt: 'itsdangerous' }, hint: "The signature matches with itsdangerous' own salt `itsdangerous`, not Flask's `cookie-session`." },
    ],
    references: ['pallets/flask 3.1.3 src/flask/sessions.py', 'pallets/flask 3.1.3 src/flask/json/tag.py', 'pallets/itsdangerous 2.2.0'],
  },

  parse(wire) {
    const timed = timedValue(unquoted(wire.value));
    const content = timed === null ? null : urlSafePayload(timed.raw);
    if (timed === null || !/^\.?[A-Za-z0-9_=+/-]+$/.test(timed.raw)) return null;
    const payload = content === null ? null : jsonPayload(content.text);
    // A JWT has the same three parts, but its first is a header with `alg`.
    if (payload !== null && (!isRecord(payload.value) || 'alg' in payload.value)) return null;
    const inner = content === null || payload === null ? [] : [...content.layers, { kind: 'payload', title: 'tagged JSON', payload } as const];
    return {
      confidence: confidenceOf(wire.name, payload, content?.text ?? ''),
      layers: [...timedLayers(wire.value, timed), ...inner],
      model: timed,
      payload,
      issuedAt: timed.timestamp.epochMs,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, context) {
    const timed = parsed.model;
    const proof = verifySigned(timed.signed, context.keys, [String(context.setting('salt'))], ways);
    if (proof === null) return signatureRejected(parsed, 'bad-signature', parsed.payload === null ? 'The payload is no JSON: the value was changed or cut.' : null);
    const { key, salt, derivation } = proof;
    if (parsed.payload === null) return genuineButRejected(parsed, key, { reason: 'malformed', hint: 'The signature fits, but the payload is no JSON.' });
    const limit = secondsSetting(context);
    const dated = { ...parsed, expiresAt: limit === null ? null : timed.timestamp.epochMs + limit * 1000 };
    const age = timedVerdict(timed, limit, context.nowMs);
    if (age !== 'in-time') return genuineButRejected(dated, key, { reason: age, hint: null });
    const { digest } = timed.signed;
    const recipe = { salt, derivation, digest, separator: '.', epochOffset: timed.timestamp.epochOffset };
    return signatureVerified(dated, key, { facts: { digest: digestTitle(digest), derivation, salt }, recipe });
  },

  async seal({ text, wire, opened, context }) {
    const json = restyleJson(text, compactAsciiJson);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    if (!json.value.startsWith('{')) return fail('The session is an object: the payload must be one.');
    return ok([{ name: wire.name, value: quotedWerkzeug(signTimed(urlSafeText(json.value), context.nowMs, opened.key.bytes, opened.recipe)) }]);
  },

  identity: () => null,
  principal: principalIn,
});
