/**
 * What applications sign with itsdangerous themselves: Signer, TimestampSigner, Serializer, URLSafeSerializer and their timed kinds.
 * Grammar: `value [. base64url(timestamp)] . base64url(hmac)`, the value text, JSON, or `[.]base64url(json)`
 * Source: streamlit/streamlit 1.58 `lib/streamlit/web/server/starlette/starlette_app_utils.py` (the salt); pallets/itsdangerous 2.2.0 `signer.py:76-266`, `timed.py:22-228`, `serializer.py:103-145`, `url_safe.py:15-83`; 0.24 `itsdangerous.py:386-820`.
 */
import { compactAsciiJson, compactJson, jsonPayload, parseJson, restyleJson } from '../codec/json';
import { isRecord, payloadFrom } from '../codec/value';
import { quotedWerkzeug, unquoted } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { derivations, sign, splitSigned, verifySigned, type Derivation, type Proof, type Signed, type Signing } from '../envelope/itsdangerous';
import { partsWithin, type Layer } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { signTimed, timedLayers, timedValue, timedVerdict, type TimedValue } from '../envelope/timed-value';
import { urlSafePayload, urlSafeText } from '../envelope/url-safe-payload';
import { fail, ok, type Result } from '../result';
import { defineFormat, secondsSetting, type OpenContext, type Payload, type WireCookie } from './define';

/** How the value was written before it was signed. */
type Serializer = 'URL-safe JSON' | 'JSON' | 'text';

interface Content {
  readonly serializer: Serializer;
  readonly payload: Payload;
  readonly layers: readonly Layer[];
  /** True where everything beyond ASCII stands escaped, as versions up to 0.24 write it. */
  readonly ascii: boolean;
}

interface Model {
  readonly signed: Signed;
  readonly timed: TimedValue | null;
  readonly raw: string;
  readonly separator: string;
  readonly content: Content;
}

type Recipe = Signing & Pick<Content, 'serializer' | 'ascii'> & { readonly epochOffset: number | null };

const signerSalt = 'itsdangerous.Signer';
const serializerSalt = 'itsdangerous';

function asText(raw: string): Content {
  const payload = payloadFrom(raw);
  return { serializer: 'text', payload, layers: [{ kind: 'payload', title: 'text', payload }], ascii: false };
}

/** The JSON in a value; `scalars`: numbers and the like count as well, which most texts could be taken for. */
function asJson(raw: string, scalars: boolean): Content | null {
  const packed = /^\.?[A-Za-z0-9_=+/-]+$/.test(raw) ? urlSafePayload(raw) : null;
  for (const [serializer, text, outer] of [['URL-safe JSON', packed?.text, packed?.layers ?? []], ['JSON', raw, []]] as const) {
    const payload = text === undefined || !(scalars || /^\s*[{["]/.test(text)) ? null : jsonPayload(text);
    if (payload !== null && text !== undefined) return { serializer, payload, layers: [...outer, { kind: 'payload', title: 'JSON', payload }], ascii: /\\u[0-9a-f]{4}/.test(text) };
  }
  return null;
}

/** The salt tells more than the look: a plain signer signs text, whatever the text looks like. */
function contentUnder(salt: string, raw: string, seen: Content): Content {
  if (salt === signerSalt) return asText(raw);
  return salt === serializerSalt ? (asJson(raw, true) ?? seen) : seen;
}

/** The character before the signature: a dot, or another that the application chose (no letter, digit, `-`, `_` or `=`). */
function separatorOf(text: string): string {
  if (splitSigned(text, '.') !== null) return '.';
  let at = text.length - 1;
  while (at > 0 && /[A-Za-z0-9_-]/.test(text.charAt(at))) at--;
  return text.charAt(at);
}

/**
 * Without derivation the key signs as it is, as most other libraries' keys do (Node's, for one, with SHA-256): only with a timestamp or
 * this library's default digest does that speak for it.
 */
function waysFor({ timed, signed }: Model): readonly Derivation[] {
  return timed !== null || signed.digest === 'sha1' ? derivations : derivations.filter((way) => way !== 'none');
}

function isJwt(text: string): boolean {
  const header = text.startsWith('eyJ') ? urlSafePayload(text.split('.', 1)[0] ?? '') : null;
  const value = header === null ? null : parseJson(header.text);
  return value?.ok === true && isRecord(value.value) && 'alg' in value.value;
}

function outerLayers(value: string, { signed, timed, raw, separator }: Omit<Model, 'content'>): Layer[] {
  if (timed !== null) return timedLayers(value, timed, separator);
  return [
    { kind: 'envelope', parts: partsWithin(value, [['value', 'payload', raw], [separator, 'separator', separator], ['signature', 'signature', signed.signature]]) },
    { kind: 'signature', title: `HMAC-${digestTitle(signed.digest)}`, state: 'unchecked', key: null },
  ];
}

function rawOf(text: string, { serializer, ascii }: Recipe): Result<string> {
  if (serializer === 'text') {
    const value = parseJson(text);
    return value.ok && typeof value.value === 'string' ? ok(value.value) : fail('The value is a text: write it in quotes.');
  }
  const json = restyleJson(text, ascii ? compactAsciiJson : compactJson);
  if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
  return ok(serializer === 'JSON' ? json.value : urlSafeText(json.value));
}

const saltHints: Readonly<Record<string, string>> = {
  'cookie-session': "Flask's session salt", 'flask-session': "Flask-Session's salt", 'wtf-csrf-token': "Flask-WTF's salt", 'confirm-salt': 'a salt of Flask-Security', 'reset-salt': 'a salt of Flask-Security',
  'login-salt': 'a salt of Flask-Security', 'remember-salt': 'a salt of Flask-Security', 'auth-salt': 'a salt of Flask-Security', 'email-confirm': 'a usual salt of confirmation links',
  'email-confirm-key': 'a usual salt of confirmation links', 'email-confirm-salt': 'a usual salt of confirmation links', activate: 'a usual salt of confirmation links', 'password-reset': 'a usual salt of reset links',
  'password-reset-salt': 'a usual salt of reset links', 'recover-key': 'a usual salt of reset links', auth: 'a usual salt', session: 'a usual salt', cookie: 'a usual salt',
};

/** The value as cut at one separator. */
function modelOf(text: string, separator: string): Model | null {
  const signed = separator === '' ? null : splitSigned(text, separator);
  if (signed === null) return null;
  const timed = timedValue(text, separator);
  const raw = timed?.raw ?? signed.signedText;
  return { signed, timed, raw, separator, content: asJson(raw, false) ?? asText(raw) };
}

interface ProvedModel {
  readonly model: Model;
  readonly proof: Proof;
}

/** Without a given salt the library's own, and the cookie's name, which Streamlit takes. */
function saltsFor(name: string, context: OpenContext): string[] {
  const given = String(context.setting('salt'));
  return given === serializerSalt ? [serializerSalt, signerSalt, name] : [given];
}

/** A given separator counts as it is (it may be of several characters, and then nothing in the value tells); else the one that was seen. */
function proved(wire: WireCookie, seen: Model, context: OpenContext): ProvedModel | null {
  const separator = String(context.setting('separator'));
  const model = separator === '.' || separator === seen.separator ? seen : modelOf(unquoted(wire.value), separator);
  const proof = model === null ? null : verifySigned(model.signed, context.keys, saltsFor(wire.name, context), waysFor(model));
  return model === null || proof === null ? null : { model, proof };
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'itsdangerous',
    title: 'Value signed with itsdangerous',
    framework: 'itsdangerous',
    grammar: 'value[.base64url(timestamp)].base64url(HMAC)',
    cookieNames: [],
    role: 'unknown',
    holds: 'token',
    general: true,
    keyFields: [{ name: 'secret', title: 'Secret key', configNames: ['SECRET_KEY'] }],
    settings: [
      { name: 'salt', title: 'Salt', default: serializerSalt },
      { name: 'separator', title: 'Separator', default: '.' },
      { name: 'maxAgeSeconds', title: 'max_age in seconds', default: null },
    ],
    guesses: Object.entries(saltHints).map(([salt, what]) => ({ settings: { salt }, hint: `The signature matches with the salt \`${salt}\`, ${what}.` })),
    references: ['pallets/itsdangerous 2.2.0 src/itsdangerous', 'pallets/itsdangerous 0.24 itsdangerous.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const model = isJwt(text) ? null : modelOf(text, separatorOf(text));
    if (model === null) return null;
    const { signed, timed, separator, content } = model;
    const legible = separator === '.' && content.serializer !== 'text';
    return {
      confidence: legible && (timed !== null || signed.digest === 'sha1') ? 'likely' : 'possible',
      layers: [...outerLayers(wire.value, model), ...content.layers],
      model,
      payload: content.payload,
      issuedAt: timed?.timestamp.epochMs ?? null,
      expiresAt: null,
    };
  },

  async open(wire, parsed, context) {
    const found = proved(wire, parsed.model, context);
    if (found === null) return signatureRejected(parsed, 'bad-signature');
    const { model, proof } = found;
    const { key, salt, derivation } = proof;
    const { timed, raw, separator, signed } = model;
    const content = contentUnder(salt, raw, model.content);
    const limit = timed === null ? null : secondsSetting(context);
    const known = {
      ...parsed,
      payload: content.payload,
      layers: [...outerLayers(wire.value, model), ...content.layers],
      issuedAt: timed?.timestamp.epochMs ?? null,
      expiresAt: timed === null || limit === null ? null : timed.timestamp.epochMs + limit * 1000,
    };
    const age = timed === null ? 'in-time' : timedVerdict(timed, limit, context.nowMs);
    if (age !== 'in-time') return genuineButRejected(known, key, { reason: age, hint: null });
    const { serializer, ascii } = content;
    const recipe = { salt, derivation, digest: signed.digest, separator, epochOffset: timed?.timestamp.epochOffset ?? null, serializer, ascii };
    return signatureVerified(known, key, { facts: { digest: digestTitle(signed.digest), derivation, salt, separator, serializer }, recipe });
  },

  async seal({ text, wire, opened, context }) {
    const { recipe, key } = opened;
    const raw = rawOf(text, recipe);
    if (!raw.ok) return raw;
    const { epochOffset } = recipe;
    const value = epochOffset === null ? sign(raw.value, key.bytes, recipe) : signTimed(raw.value, context.nowMs, key.bytes, { ...recipe, epochOffset });
    return ok([{ name: wire.name, value: quotedWerkzeug(value) }]);
  },

  principal: principalIn,
});
