/**
 * A cookie of Django's `set_signed_cookie`: text, with a time and a signature of which the cookie's name is a part.
 * Grammar: `text : base62(unix seconds) : base64url(hmac)`
 * Source: django/django 5.2.18 `django/http/request.py:232-254`, `django/http/response.py:286-290`, `django/core/signing.py:120-135`; 3.2.25 the same files.
 */
import { parseJson } from '../codec/json';
import { payloadFrom } from '../codec/value';
import { quotedPython, unquoted } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { djangoContent } from '../envelope/django-content';
import { cookieKeyPrefix, djangoLayers, djangoSigned, expiryOf, isTooOld, signDjango, verifyDjango, type DjangoSigned, type DjangoSigning } from '../envelope/django-signing';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat, secondsSetting } from './define';

/** Since 5.2.15 and 6.0.6 the salt tells its own length, so that name and salt cannot run into each other; before, they did. */
function saltsFor(name: string, salt: string): string[] {
  return [`django.http.cookies.v2:${Array.from(salt).length}:${salt}${name}`, `${name}${salt}`];
}

export default defineFormat<DjangoSigned, DjangoSigning>({
  meta: {
    id: 'django-signed-cookie',
    title: 'Django signed cookie',
    framework: 'Django',
    grammar: 'text:base62(timestamp):base64url(HMAC)',
    cookieNames: [],
    role: 'unknown',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'SECRET_KEY', configNames: ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'DJANGO_SECRET_KEY'] }],
    settings: [
      { name: 'salt', title: 'Salt given to set_signed_cookie', default: '' },
      { name: 'maxAgeSeconds', title: 'max_age of get_signed_cookie in seconds', default: null },
    ],
    references: ['django/django 5.2.18 django/http/request.py', 'django/django 5.2.18 django/core/signing.py'],
  },

  parse(wire) {
    const signed = djangoSigned(unquoted(wire.value));
    if (signed?.timestamp == null) return null;
    const payload = payloadFrom(signed.raw);
    return {
      // Signed objects have the same layout, and are more often what base64 of JSON is.
      confidence: djangoContent(signed.raw) === null ? 'likely' : 'possible',
      layers: [...djangoLayers(wire.value, signed), { kind: 'payload', title: 'text', payload }],
      model: signed,
      payload,
      issuedAt: signed.timestamp.epochMs,
      expiresAt: null,
    };
  },

  async open(wire, parsed, context) {
    const signed = parsed.model;
    const salt = String(context.setting('salt') ?? '');
    const proof = verifyDjango(signed, context.keys, saltsFor(wire.name, salt), [cookieKeyPrefix]);
    if (proof === null) return signatureRejected(parsed, 'bad-signature');
    const { key, signing } = proof;
    const limit = secondsSetting(context);
    const dated = { ...parsed, expiresAt: expiryOf(signed, limit) };
    if (isTooOld(signed, limit, context.nowMs)) return genuineButRejected(dated, key, { reason: 'expired', hint: null });
    return signatureVerified(dated, key, { facts: { digest: digestTitle(signed.digest), salt: signing.salt }, recipe: signing });
  },

  async seal({ text, wire, opened, context }) {
    const json = parseJson(text);
    if (!json.ok || typeof json.value !== 'string') return fail('The value is a text: write it in quotes.');
    return ok([{ name: wire.name, value: quotedPython(signDjango(json.value, context.nowMs, opened.key.bytes, opened.recipe)) }]);
  },
});
