/**
 * What applications sign with Django themselves: `signing.dumps`, Signer and TimestampSigner.
 * Grammar: `value : [base62(unix seconds) :] base64url(hmac)`, the value text or `[.]base64url(json)`
 * Source: django/django 5.2 `django/core/signing.py:64-301`; 3.2 the same file.
 */
import { parseJson } from '../codec/json';
import { payloadFrom } from '../codec/value';
import { quotedPython, unquoted } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { djangoContent, djangoText, type DjangoContent } from '../envelope/django-content';
import { cookieKeyPrefix, djangoLayers, djangoSigned, expiryOf, isTooOld, signDjango, verifyDjango, type DjangoSigned, type DjangoSigning } from '../envelope/django-signing';
import { principalIn } from '../envelope/principal';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok, type Result } from '../result';
import { defineFormat, secondsSetting, type Confidence, type Parsed } from './define';

const dumpsSalt = 'django.core.signing';
/** Signers take the name of their class for want of a salt. */
const ownSalts = [dumpsSalt, 'django.core.signing.Signer', 'django.core.signing.TimestampSigner'];

const saltHints: Readonly<Record<string, string>> = {
  'django.contrib.sessions.backends.signed_cookies': 'that of the signed_cookies session backend', 'django.contrib.sessions.SessionStore': "that of the session table's rows", 'django.contrib.messages': 'that of the messages',
  registration: 'that of django-registration', account: 'that of django-allauth', activation: 'a usual salt of confirmation links', 'password-reset': 'a usual salt of reset links',
};

interface Model {
  readonly signed: DjangoSigned;
  /** Null: plain text. */
  readonly content: DjangoContent | null;
}

type Recipe = DjangoSigning & { readonly serializer: 'JSON' | 'pickle' | 'text'; readonly compressed: boolean };

/** Any character that no base64url has can be chosen for a separator; a dot with another digest than Django's is itsdangerous' layout. */
function cut(text: string): DjangoSigned | null {
  const usual = djangoSigned(text);
  if (usual !== null) return usual;
  let at = text.length - 1;
  while (at > 0 && /[A-Za-z0-9_=-]/.test(text.charAt(at))) at--;
  const other = at > 0 ? djangoSigned(text, text.charAt(at)) : null;
  return other?.separator === '.' && other.digest !== 'sha256' ? null : other;
}

/** Scalars count only inside text that is plainly meant: most words are base64 of something. */
function objectIn(raw: string): DjangoContent | null {
  const content = djangoContent(raw);
  const value = content?.payload.value;
  return typeof value === 'string' || (typeof value === 'object' && value !== null) ? content : null;
}

/** What a signed text shows: replaced where the given separator, which may be of several characters, cuts it otherwise. */
function evidenceOf(value: string, signed: DjangoSigned): Pick<Parsed<Model>, 'layers' | 'model' | 'payload' | 'issuedAt' | 'expiresAt'> {
  const content = objectIn(signed.raw);
  const payload = content?.payload ?? payloadFrom(signed.raw);
  return {
    layers: [...djangoLayers(value, signed), ...(content?.layers ?? [{ kind: 'payload', title: 'text', payload } as const])],
    model: { signed, content },
    payload,
    issuedAt: signed.timestamp?.epochMs ?? null,
    expiresAt: null,
  };
}

function confidenceOf({ signed, content }: Model): Confidence {
  return signed.separator === ':' && signed.timestamp !== null && content !== null ? 'likely' : 'possible';
}

function plainText(text: string): Result<string> {
  const json = parseJson(text);
  return json.ok && typeof json.value === 'string' ? ok(json.value) : fail('The value is a text: write it in quotes.');
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'django-signing',
    title: 'Value signed with Django',
    framework: 'Django',
    grammar: 'value:[base62(timestamp):]base64url(HMAC)',
    cookieNames: [],
    role: 'unknown',
    holds: 'token',
    general: true,
    keyFields: [{ name: 'secret', title: 'SECRET_KEY', configNames: ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'DJANGO_SECRET_KEY'] }],
    settings: [
      { name: 'salt', title: 'Salt', default: dumpsSalt },
      { name: 'separator', title: 'Separator', default: ':' },
      { name: 'maxAgeSeconds', title: 'max_age in seconds', default: null },
    ],
    guesses: Object.entries(saltHints).map(([salt, what]) => ({ settings: { salt }, hint: `The signature matches with the salt \`${salt}\`, ${what}.` })),
    references: ['django/django 5.2 django/core/signing.py'],
  },

  parse(wire) {
    const signed = cut(unquoted(wire.value));
    if (signed === null) return null;
    const evidence = evidenceOf(wire.value, signed);
    return { ...evidence, confidence: confidenceOf(evidence.model) };
  },

  async open(wire, parsed, context) {
    const salt = String(context.setting('salt'));
    const separator = String(context.setting('separator'));
    // A given separator counts as it is; else the one that was seen.
    const given = separator === ':' || separator === parsed.model.signed.separator ? parsed.model.signed : djangoSigned(unquoted(wire.value), separator);
    if (given === null) return signatureRejected(parsed, 'bad-signature');
    const evidence = given === parsed.model.signed ? parsed : evidenceOf(wire.value, given);
    const { signed, content } = evidence.model;
    const proof = verifyDjango(signed, context.keys, salt === dumpsSalt ? ownSalts : [salt], ['', cookieKeyPrefix]);
    if (proof === null) return signatureRejected(parsed, 'bad-signature');
    const { key, signing } = proof;
    const limit = secondsSetting(context);
    const dated = { ...evidence, expiresAt: expiryOf(signed, limit) };
    if (isTooOld(signed, limit, context.nowMs)) return genuineButRejected(dated, key, { reason: 'expired', hint: null });
    const facts = { digest: digestTitle(signed.digest), salt: signing.salt, separator: signed.separator, serializer: content?.serializer ?? 'text' };
    return signatureVerified(dated, key, { facts, recipe: { ...signing, serializer: content?.serializer ?? 'text', compressed: signed.raw.startsWith('.') } });
  },

  async seal({ text, wire, opened, context }) {
    const { serializer, compressed, ...signing } = opened.recipe;
    if (serializer === 'pickle') return fail('A pickle that `signing.dumps` has signed is not written again: only JSON and text are.');
    const raw = serializer === 'text' ? plainText(text) : djangoText(text, null, compressed);
    if (!raw.ok) return raw;
    return ok([{ name: wire.name, value: quotedPython(signDjango(raw.value, context.nowMs, opened.key.bytes, signing)) }]);
  },

  principal: principalIn,
});
