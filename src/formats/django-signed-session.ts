/**
 * Django's session of the `signed_cookies` backend: the whole session, signed and legible.
 * Grammar: `[.]base64url(json) : base62(unix seconds) : base64url(hmac)`
 * Source: django/django 5.2 `django/contrib/sessions/backends/signed_cookies.py:5-103`, `django/core/signing.py:64-301`; 3.2 the same files.
 */
import { isRecord } from '../codec/value';
import { quotedPython, unquoted } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { djangoContent, djangoText, type DjangoContent } from '../envelope/django-content';
import { djangoLayers, djangoSigned, expiryOf, isTooOld, signDjango, verifyDjango, type DjangoSigned, type DjangoSigning } from '../envelope/django-signing';
import type { Layer } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat, secondsSetting, type Confidence, type Parsed } from './define';

const salt = 'django.contrib.sessions.backends.signed_cookies';

const pickleNote: Layer = { kind: 'note', text: 'The content is a pickle: whoever knows the secret can run code on the server.' };

interface Model {
  /** Null: see `defect`. */
  readonly signed: DjangoSigned | null;
  readonly defect?: 'missing-signature' | 'truncated';
  /** Null: the payload is illegible. */
  readonly content: DjangoContent | null;
}

/** Keys that Django's own applications keep in a session. */
const djangoKeys = ['_auth_user_id', '_auth_user_hash', '_session_expiry', '_csrftoken', '_messages', 'testcookie'];

/** Django signs other things in the same layout: the name or the contents must speak for a session. */
function confidenceOf(name: string, content: DjangoContent | null): Confidence {
  const value = content?.payload.value;
  return isRecord(value) && (/sess/i.test(name) || djangoKeys.some((key) => key in value)) ? 'likely' : 'possible';
}

/** A legible session whose signature is not whole. */
function broken(text: string): Parsed<Model> | null {
  const [, raw = '', signature] = /^(\.?[A-Za-z0-9_-]+):[1-3][0-9A-Za-z]{5}(?::([A-Za-z0-9_-]{0,42}))?$/.exec(text) ?? [];
  const content = raw === '' ? null : djangoContent(raw);
  if (content === null || !isRecord(content.payload.value)) return null;
  const missing = signature === undefined || signature === '';
  return {
    confidence: 'possible',
    layers: [{ kind: 'signature', title: 'HMAC', state: missing ? 'missing' : 'failed', key: null }, ...content.layers],
    model: { signed: null, content, defect: missing ? 'missing-signature' : 'truncated' },
    payload: content.payload,
    issuedAt: null,
    expiresAt: null,
    malformed: missing ? 'The signature is missing.' : 'The signature is cut short.',
  };
}

export default defineFormat<Model, DjangoSigning>({
  meta: {
    id: 'django-signed-session',
    title: 'Django session in a signed cookie',
    framework: 'Django',
    grammar: '[.]base64url(JSON):base62(timestamp):base64url(HMAC)',
    cookieNames: ['sessionid'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'SECRET_KEY', configNames: ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'DJANGO_SECRET_KEY'] }],
    settings: [{ name: 'maxAgeSeconds', title: 'SESSION_COOKIE_AGE in seconds', default: 1_209_600 }],
    references: ['django/django 5.2 django/contrib/sessions/backends/signed_cookies.py', 'django/django 5.2 django/core/signing.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const signed = djangoSigned(text);
    if (signed === null) return broken(text);
    if (signed.timestamp === null || !/^\.?[A-Za-z0-9_-]+$/.test(signed.raw)) return null;
    const content = djangoContent(signed.raw);
    if (content !== null && !isRecord(content.payload.value)) return null;
    return {
      confidence: confidenceOf(wire.name, content),
      layers: [...djangoLayers(wire.value, signed), ...(content?.layers ?? []), ...(content?.serializer === 'pickle' ? [pickleNote] : [])],
      model: { signed, content },
      payload: content?.payload ?? null,
      issuedAt: signed.timestamp.epochMs,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, context) {
    const { signed, content, defect = 'truncated' } = parsed.model;
    if (signed === null) return signatureRejected(parsed, defect, parsed.malformed);
    const proof = verifyDjango(signed, context.keys, [salt], ['']);
    if (proof === null) return signatureRejected(parsed, 'bad-signature', content === null ? 'The payload is illegible: the value was changed or cut.' : null);
    const { key, signing } = proof;
    if (content === null) return genuineButRejected(parsed, key, { reason: 'malformed', hint: 'The signature fits, but the payload is neither JSON nor a pickle.' });
    const limit = secondsSetting(context);
    const dated = { ...parsed, expiresAt: expiryOf(signed, limit) };
    if (isTooOld(signed, limit, context.nowMs)) return genuineButRejected(dated, key, { reason: 'expired', hint: null });
    return signatureVerified(dated, key, { facts: { digest: digestTitle(signed.digest), salt, serializer: content.serializer }, recipe: signing });
  },

  async seal({ text, wire, parsed, opened, context }) {
    const raw = djangoText(text, parsed.model.content?.pickle ?? null, true);
    if (!raw.ok) return raw;
    if (!text.trimStart().startsWith('{')) return fail('The session is an object: the payload must be one.');
    return ok([{ name: wire.name, value: quotedPython(signDjango(raw.value, context.nowMs, opened.key.bytes, opened.recipe)) }]);
  },

  identity: () => null,
  principal: principalIn,
});
