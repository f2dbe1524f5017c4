/**
 * Symfony's remember-me cookie with a signature.
 * Grammar, 5.4 and later: `Class.Name:base64~(user):expires:base64~(HMAC-SHA256) base64~(SHA-256 of the signature properties)`; 5.3:
 * `base64(Class\Name:base64(user):expires:base64(HMAC-SHA256))`; before: the same with `hex(HMAC-SHA256(class:user:expires:password))`.
 * Base64~ has `-_~` for `+/=`. The class name is not signed.
 * Source: symfony/symfony 7.4 `Security/Core/Signature/SignatureHasher.php`, `Security/Http/RememberMe/RememberMeDetails.php`; 5.2 `TokenBasedRememberMeServices.php`.
 */
import { base64, unbase64 } from '../codec/base64';
import { hex, textOf, utf8 } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { hasExactly, isRecord, payloadFrom } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { hash, hmac } from '../crypto/hash';
import { partsOf, type Part } from '../envelope/layer';
import { fail, ok } from '../result';
import { defineFormat, type Layer, type OpenContext, type Opened, type Parsed } from './define';

interface Model {
  readonly generation: 'fields' | 'properties' | 'hex';
  /** As it stands: with `.` or `\`. */
  readonly className: string;
  readonly user: string;
  readonly expires: string;
  readonly signature: string;
  /** True: base64 around everything. */
  readonly wrapped: boolean;
  readonly parts: readonly Part[];
}

const tilde = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '~');
const untilde = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/').replaceAll('~', '=');
const sha256Text = (data: Uint8Array): string => tilde(base64(data));

const shape = /^(?<className>[\w.\\]{0,300}):(?<user>[A-Za-z0-9+/_~=-]+):(?<expires>\d{1,12}):(?<signature>[A-Za-z0-9+/_~=-]+)$/;

function generationOf(signature: string): Model['generation'] | null {
  if (/^[0-9a-f]{64}$/.test(signature)) return 'hex';
  if (/^(?:[\w-]{43}~){2}$/.test(signature)) return 'fields';
  return /^[A-Za-z0-9+/_-]{43}[=~]$/.test(signature) ? 'properties' : null;
}

function partsIn(raw: string, wrapped: boolean): Part[] {
  const pieces = raw.split(/(:|%3A)/i);
  if (wrapped || pieces.length !== 7) return partsOf([['class, user, expiry and signature', 'payload', raw]]);
  const [className = '', a = '', user = '', b = '', expires = '', c = '', signature = ''] = pieces;
  return partsOf([['class', 'header', className], [':', 'separator', a], ['user', 'payload', user], [':', 'separator', b], ['expires', 'timestamp', expires], [':', 'separator', c], ['signature', 'signature', signature]]);
}

function modelOf(raw: string): Model | null {
  const text = percentDecoded(raw);
  const bytes = text === null || text.includes(':') ? null : unbase64(text);
  const inner = bytes === null ? text : textOf(bytes);
  const groups = shape.exec(inner ?? '')?.groups;
  const generation = generationOf(groups?.['signature'] ?? '');
  const userBytes = unbase64(untilde(groups?.['user'] ?? ''));
  const user = userBytes === null ? null : textOf(userBytes);
  if (groups === undefined || generation === null || user === null) return null;
  const { className = '', expires = '', signature = '' } = groups;
  return { generation, className, user, expires, signature, wrapped: bytes !== null, parts: partsIn(raw, bytes !== null) };
}

/** The hash of the signature properties (by default the password alone). */
function fieldsHash(passwordHash: string): string {
  return sha256Text(hash('sha256', utf8(`:${base64(utf8(passwordHash))}`)));
}

/** The signature of a cookie; `password` is the stored hash, in the newest generation the hash of the signature properties. */
function signatureOf({ generation, className, user, expires }: Omit<Model, 'signature' | 'parts'>, key: Uint8Array, password: string): string {
  const sign = (text: string): Uint8Array => hmac('sha256', key, utf8(text));
  if (generation === 'fields') return sha256Text(sign(`${password}:${expires}:${user}`)) + password;
  if (generation === 'properties') return base64(sign([base64(utf8(user)), expires, base64(utf8(password))].join(':')));
  return hex(sign([className, user, expires, password].join(':')));
}

function layersOf({ parts }: Model, payload: Layer, state: 'unchecked' | 'verified' | 'failed', key: string | null): Layer[] {
  return [{ kind: 'envelope', parts }, { kind: 'signature', title: 'HMAC-SHA-256', state, key }, { kind: 'note', text: 'the class name is not signed' }, payload];
}

/** The cookie's own part of the signature's input where it carries one, else what follows from the password hash. */
function proofInput(model: Model, passHash: string | null): string | null {
  return model.generation === 'fields' ? model.signature.slice(44) : passHash;
}

function open(parsed: Parsed<Model>, context: OpenContext): Opened<null> {
  const { model, payload, expiresAt } = parsed;
  const given = context.setting('userPassHash');
  const passHash = typeof given === 'string' && given !== '' ? given : null;
  const input = proofInput(model, passHash);
  const shown: Layer = payload === null ? { kind: 'note', text: '' } : { kind: 'payload', title: 'user', payload };
  const base = { payload, issuedAt: null, expiresAt };
  const key = input === null ? undefined : context.keys.readings('secret').find(({ bytes }) => untilde(signatureOf(model, bytes, input)) === untilde(model.signature));
  if (key === undefined) {
    const hint = input === null ? "The signature covers the user's stored password hash: give it as a setting to check it." : null;
    return { ...base, status: 'rejected', reason: 'bad-signature', key: null, hint, layers: layersOf(model, shown, 'failed', null) };
  }
  const layers = layersOf(model, shown, 'verified', key.secret.label);
  if (model.generation === 'fields' && passHash !== null && input !== fieldsHash(passHash)) {
    const hint = 'The secret fits, but the cookie was made for another password hash (or other signature properties): Symfony refuses it.';
    return { ...base, status: 'rejected', reason: 'bad-signature', key, hint, layers };
  }
  if (expiresAt !== null && context.nowMs !== null && expiresAt < Math.floor(context.nowMs / 1000) * 1000) return { ...base, status: 'rejected', reason: 'expired', key, hint: null, layers };
  const facts = { digest: 'SHA-256', 'password hash': passHash === null ? 'not given: whether it has changed since is not known' : 'fits' };
  return { ...base, status: 'verified', key, facts, recipe: null, layers };
}

export default defineFormat<Model>({
  meta: {
    id: 'symfony-remember-me',
    title: 'Symfony remember-me cookie',
    framework: 'Symfony',
    grammar: 'class:base64(user):expires:signature',
    cookieNames: ['REMEMBERME'],
    role: 'remember-me',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'APP_SECRET (kernel.secret)', configNames: ['APP_SECRET', 'kernel.secret'] }],
    settings: [{ name: 'userPassHash', title: "The user's stored password hash", default: null }],
    references: ['symfony/symfony 7.4 src/Symfony/Component/Security/Core/Signature/SignatureHasher.php', 'symfony/symfony 5.2 src/Symfony/Component/Security/Http/RememberMe/TokenBasedRememberMeServices.php'],
  },

  parse(wire) {
    const model = modelOf(wire.value);
    if (model === null) return null;
    const payload = payloadFrom({ userFqcn: model.className.replaceAll('.', '\\'), userIdentifier: model.user, expires: Number(model.expires) });
    const layers = layersOf(model, { kind: 'payload', title: 'user', payload }, 'unchecked', null);
    return { confidence: model.generation === 'fields' ? 'certain' : 'likely', layers, model, payload, issuedAt: null, expiresAt: Number(model.expires) * 1000 };
  },

  open: (_wire, parsed, context) => Promise.resolve(open(parsed, context)),

  seal({ text, wire, parsed: { model }, opened: { key }, context }) {
    const edited = parseJson(text);
    const { userFqcn, userIdentifier, expires } = edited.ok && hasExactly(edited.value, ['userFqcn', 'userIdentifier', 'expires']) ? edited.value : {};
    if (typeof userFqcn !== 'string' || typeof expires !== 'number' || !/^\d{1,12}$/.test(String(expires)))
      return Promise.resolve(fail('The payload must be an object of exactly userFqcn, userIdentifier and expires (epoch seconds).'));
    if (userIdentifier !== model.user) return Promise.resolve(fail(`The user cannot be changed: the signature covers the password hash of ${model.user}.`));
    const className = model.className.includes('\\') ? userFqcn : userFqcn.replaceAll('\\', '.');
    const fresh = { ...model, className, expires: String(expires) };
    const input = proofInput(model, String(context.setting('userPassHash'))) ?? '';
    const user = base64(utf8(model.user));
    const whole = [className, model.wrapped ? user : tilde(user), fresh.expires, signatureOf(fresh, key.bytes, input)].join(':');
    return Promise.resolve(ok([{ name: wire.name, value: model.wrapped ? encodeURIComponent(base64(utf8(whole))) : whole.replaceAll(':', '%3A') }]));
  },

  identity: () => null,
  principal: (value) => (isRecord(value) && typeof value['userIdentifier'] === 'string' ? value['userIdentifier'] : null),
});
