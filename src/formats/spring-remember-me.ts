/**
 * Spring Security's remember-me cookie: a plain digest over the user, the expiry, the stored password and the key.
 * Grammar: `base64(user:expiry ms:ALGORITHM:hex(DIGEST(user:expiry:password:key)))` without padding, each part URL-encoded; before 5.8
 * without the algorithm, MD5; with a token repository `base64(series:token)`, which only the server's database can check.
 * Source: spring-projects/spring-security 6.4 `TokenBasedRememberMeServices.java`, `AbstractRememberMeServices.java`, `PersistentTokenBasedRememberMeServices.java`.
 */
import { base64Unpadded, unbase64 } from '../codec/base64';
import { concat, hex, textOf, utf8 } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { hasExactly, isRecord, payloadFrom, type Payload } from '../codec/value';
import { formDecoded, percentDecoded } from '../codec/wire-text';
import { digestTitle, hash, type Digest } from '../crypto/hash';
import { partsOf } from '../envelope/layer';
import { fail, ok } from '../result';
import { defineFormat, type Layer, type OpenContext, type Opened, type Parsed, type WireCookie } from './define';

interface Signed {
  readonly user: string;
  /** Epoch milliseconds, as they stand. */
  readonly expiry: string;
  /** Null: the generation that does not name its digest. */
  readonly algorithm: 'MD5' | 'SHA256' | null;
  readonly digest: Digest;
  readonly signature: string;
}

/** Null: a series and a token, without a signature. */
type Model = Signed | null;

function textIn(raw: string): string | null {
  const text = percentDecoded(raw);
  const bytes = text === null || text.length > 2000 ? null : unbase64(text);
  return bytes === null ? null : textOf(bytes);
}

function signedOf(text: string): Signed | null {
  const groups = /^(?<user>[^:]{1,400}):(?<expiry>\d{10,16}):(?:(?<algorithm>MD5|SHA256):)?(?<signature>[0-9a-f]{64}|[0-9a-f]{32})$/.exec(text)?.groups as { readonly [name: string]: string | undefined } | undefined;
  const user = formDecoded(groups?.['user'] ?? '%');
  if (groups === undefined || user === null) return null;
  const { expiry = '', algorithm, signature = '' } = groups;
  const digest = signature.length === 64 ? 'sha256' : 'md5';
  if (algorithm !== undefined && algorithm !== (digest === 'sha256' ? 'SHA256' : 'MD5')) return null;
  return { user, expiry, algorithm: algorithm === undefined ? null : digest === 'sha256' ? 'SHA256' : 'MD5', digest, signature };
}

/** 16 random bytes each, in base64 and URL-encoded. */
const persistent = /^(?<series>[A-Za-z0-9+/]{22}(?:==|%3D%3D)|[\w%]{22,40}%3D%3D):(?<token>[\w+/%]{22,40}(?:==|%3D%3D))$/;

function signatureOf({ user, expiry, digest }: Pick<Signed, 'user' | 'expiry' | 'digest'>, passHash: string, key: Uint8Array): string {
  return hex(hash(digest, concat(utf8(`${user}:${expiry}:${passHash}:`), key)));
}

function layersOf(raw: string, model: Model, payload: Payload, check: { readonly state: 'unchecked' | 'verified' | 'failed'; readonly key: string | null }): Layer[] {
  return [
    { kind: 'envelope', parts: partsOf([[model === null ? 'series and token' : 'user, expiry and signature', model === null ? 'id' : 'payload', raw]]) },
    { kind: 'encoding', title: 'base64 without padding' },
    ...(model === null ? [] : [{ kind: 'signature' as const, title: `${digestTitle(model.digest)} (a plain digest, no HMAC)`, ...check }]),
    { kind: 'payload', title: model === null ? 'series and token' : 'user', payload },
  ];
}

function parse(wire: WireCookie): Parsed<Model> | null {
  const text = textIn(wire.value);
  const model = text === null ? null : signedOf(text);
  const series = text === null || model !== null ? undefined : persistent.exec(text)?.groups;
  if (model === null && series === undefined) return null;
  const payload = payloadFrom(
    model === null
      ? { series: percentDecoded(series?.['series'] ?? '') ?? '', token: percentDecoded(series?.['token'] ?? '') ?? '' }
      : { username: model.user, expires: Number(model.expiry) },
  );
  const layers = layersOf(wire.value, model, payload, { state: 'unchecked', key: null });
  const expiresAt = model === null ? null : Number(model.expiry);
  return { confidence: model === null ? 'possible' : model.algorithm === null ? 'likely' : 'certain', layers, model, payload, issuedAt: null, expiresAt };
}

function open(wire: WireCookie, { model, payload, expiresAt }: Parsed<Model>, context: OpenContext): Opened<null> {
  const shown = payload ?? payloadFrom(null);
  const base = { payload, issuedAt: null, expiresAt };
  const layers = (state: 'verified' | 'failed', key: string | null): Layer[] => layersOf(wire.value, model, shown, { state, key });
  if (model === null)
    return { ...base, status: 'rejected', reason: 'missing-signature', key: null, hint: 'It is a series and a token that only the table persistent_logins can check; no key applies.', layers: layers('failed', null) };
  const passHash = context.setting('userPassHash');
  const key = typeof passHash === 'string' ? context.keys.readings('secret').find(({ bytes }) => signatureOf(model, passHash, bytes) === model.signature) : undefined;
  if (key === undefined) {
    const hint = typeof passHash === 'string' ? null : "The signature covers the user's stored password (with its {bcrypt} prefix, if any): give it as a setting to check it.";
    return { ...base, status: 'rejected', reason: 'bad-signature', key: null, hint, layers: layers('failed', null) };
  }
  const genuine = { ...base, key, layers: layers('verified', key.secret.label) };
  if (expiresAt !== null && context.nowMs !== null && expiresAt < context.nowMs) return { ...genuine, status: 'rejected', reason: 'expired', hint: null };
  return { ...genuine, status: 'verified', facts: { digest: `${digestTitle(model.digest)}${model.algorithm === null ? ', not named in the cookie' : ''}` }, recipe: null };
}

export default defineFormat<Model>({
  meta: {
    id: 'spring-remember-me',
    title: 'Spring Security remember-me cookie',
    framework: 'Spring',
    grammar: 'base64(user:expiry:ALGORITHM:hex(digest))',
    cookieNames: ['remember-me', 'SPRING_SECURITY_REMEMBER_ME_COOKIE'],
    role: 'remember-me',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'Key of rememberMe()', configNames: ['rememberMeKey', 'REMEMBER_ME_KEY'] }],
    settings: [{ name: 'userPassHash', title: "The user's stored password", default: null }],
    references: ['spring-projects/spring-security 6.4 web/src/main/java/org/springframework/security/web/authentication/rememberme/TokenBasedRememberMeServices.java'],
  },

  parse,

  open: (wire, parsed, context) => Promise.resolve(open(wire, parsed, context)),

  seal({ text, wire, parsed: { model }, opened: { key }, context }) {
    const edited = parseJson(text);
    const { username, expires } = edited.ok && hasExactly(edited.value, ['username', 'expires']) ? edited.value : {};
    if (model === null || typeof expires !== 'number' || !/^\d{10,16}$/.test(String(expires))) return Promise.resolve(fail('The payload must be an object of exactly username and expires (epoch milliseconds).'));
    if (username !== model.user) return Promise.resolve(fail(`The user cannot be changed: the signature covers the stored password of ${model.user}.`));
    const signature = signatureOf({ ...model, expiry: String(expires) }, String(context.setting('userPassHash')), key.bytes);
    const parts = [encodeURIComponent(model.user), String(expires), ...(model.algorithm === null ? [] : [model.algorithm]), signature];
    return Promise.resolve(ok([{ name: wire.name, value: base64Unpadded(utf8(parts.join(':'))) }]));
  },

  // The series stays, the token changes at every use.
  identity: (value) => (isRecord(value) && typeof value['series'] === 'string' ? value['series'] : null),
  principal: (value) => (isRecord(value) && typeof value['username'] === 'string' ? value['username'] : null),
});
