/**
 * Flask-WTF's CSRF token, which applications put into a cookie for scripts to send back: the session's `csrf_token`, signed.
 * Grammar: `base64url("40 hex") . base64url(timestamp) . base64url(hmac)`
 * Source: pallets-eco/flask-wtf 1.3.0 `src/flask_wtf/csrf.py:25-117`.
 */
import { jsonPayload, parseJson } from '../codec/json';
import { quotedWerkzeug, unquoted } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { verifySigned } from '../envelope/itsdangerous';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { signTimed, timedLayers, timedValue, timedVerdict, type TimedSigning, type TimedValue } from '../envelope/timed-value';
import { urlSafePayload, urlSafeText } from '../envelope/url-safe-payload';
import { fail, ok } from '../result';
import { defineFormat, secondsSetting } from './define';

const salt = 'wtf-csrf-token';
const token = /^[0-9a-f]{40}$/;

export default defineFormat<TimedValue, TimedSigning>({
  meta: {
    id: 'flask-wtf-csrf',
    title: 'Flask-WTF CSRF token',
    framework: 'Flask-WTF',
    grammar: 'base64url("SHA-1 in hex").base64url(timestamp).base64url(HMAC)',
    cookieNames: ['csrf_token', 'csrf-token', 'XSRF-TOKEN'],
    role: 'csrf',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'WTF_CSRF_SECRET_KEY or SECRET_KEY', configNames: ['WTF_CSRF_SECRET_KEY', 'SECRET_KEY'] }],
    settings: [{ name: 'maxAgeSeconds', title: 'WTF_CSRF_TIME_LIMIT in seconds', default: 3600 }],
    references: ['pallets-eco/flask-wtf 1.3.0 src/flask_wtf/csrf.py', 'pallets/itsdangerous 2.2.0'],
  },

  parse(wire) {
    const timed = timedValue(unquoted(wire.value));
    const content = timed === null ? null : urlSafePayload(timed.raw);
    const payload = content === null ? null : jsonPayload(content.text);
    if (timed === null || content === null || typeof payload?.value !== 'string' || !token.test(payload.value)) return null;
    return {
      // A SHA-1 in hexadecimal as a bare JSON string, timed: nothing else signs that.
      confidence: 'certain',
      layers: [...timedLayers(wire.value, timed), ...content.layers, { kind: 'payload', title: 'JSON', payload }],
      model: timed,
      payload,
      issuedAt: timed.timestamp.epochMs,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, context) {
    const timed = parsed.model;
    const proof = verifySigned(timed.signed, context.keys, [salt], ['django-concat']);
    if (proof === null) return signatureRejected(parsed, 'bad-signature');
    const { key, derivation } = proof;
    const limit = secondsSetting(context);
    const dated = { ...parsed, expiresAt: limit === null ? null : timed.timestamp.epochMs + limit * 1000 };
    const age = timedVerdict(timed, limit, context.nowMs);
    if (age !== 'in-time') return genuineButRejected(dated, key, { reason: age, hint: null });
    const { digest } = timed.signed;
    const recipe = { salt, derivation, digest, separator: '.', epochOffset: timed.timestamp.epochOffset };
    return signatureVerified(dated, key, { facts: { digest: digestTitle(digest), derivation, salt }, recipe });
  },

  async seal({ text, wire, opened, context }) {
    const json = parseJson(text);
    if (!json.ok || typeof json.value !== 'string') return fail("The payload is the session's csrf_token: a text in quotes.");
    return ok([{ name: wire.name, value: quotedWerkzeug(signTimed(urlSafeText(JSON.stringify(json.value)), context.nowMs, opened.key.bytes, opened.recipe)) }]);
  },
});
