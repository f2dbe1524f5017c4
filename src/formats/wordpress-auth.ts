/**
 * WordPress' login cookies, checked against a key of which four characters come from the user's stored password hash.
 * Grammar: `user|expiration|token|hex(HMAC-SHA256(key, user|expiration|token))`, key = `hex(HMAC-MD5(KEY + SALT, user|fragment|expiration|token))`.
 * Source: WordPress/wordpress-develop 6.8 `src/wp-includes/pluggable.php` (`wp_generate_auth_cookie`, `wp_validate_auth_cookie`, `wp_salt`).
 */
import { concat, hex, latin1Text, utf8 } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { hasExactly, isRecord, payloadFrom, type Payload } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { digestByLength, digestTitle, hmac, type Digest } from '../crypto/hash';
import { partsOf, type Part } from '../envelope/layer';
import { fail, ok } from '../result';
import { defineFormat, type KeyReading, type KeySet, type Layer, type OpenContext, type Opened, type Parsed, type WireCookie } from './define';

interface Model {
  readonly user: string;
  readonly expiration: string;
  readonly token: string;
  /** Null: the last part is missing. */
  readonly mac: string | null;
  readonly digest: Digest;
  readonly parts: readonly Part[];
}

const schemes = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN'] as const;
type Scheme = (typeof schemes)[number];

interface Recipe {
  readonly scheme: Scheme;
  readonly fragment: string;
}

const names: readonly (readonly [RegExp, Scheme])[] = [[/^wordpress_logged_in_/, 'LOGGED_IN'], [/^wordpress_sec_/, 'SECURE_AUTH'], [/^wordpress_/, 'AUTH']];

/** The scheme that a cookie name stands for; null where the name is none of WordPress'. */
function schemeOf(name: string): Scheme | null {
  return names.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

function partsIn(raw: string): Part[] {
  const pieces = raw.split(/(\||%7C)/i);
  const labels = [['user', 'payload'], ['expiration', 'timestamp'], ['token', 'id'], ['signature', 'signature']] as const;
  return partsOf(pieces.map((piece, i) => {
    const [label, role] = labels[i / 2] ?? ['|', 'separator'];
    return i % 2 === 1 ? ['|', 'separator', piece] : [label, role, piece];
  }));
}

function modelOf(raw: string): Model | null {
  const groups = /^(?<user>[^|]{1,300})\|(?<expiration>\d{1,12})\|(?<token>[A-Za-z0-9]{43})(?:\|(?<mac>[0-9a-f]{40}|[0-9a-f]{64}))?$/.exec(percentDecoded(raw) ?? '')?.groups;
  if (groups === undefined) return null;
  const { user = '', expiration = '', token = '', mac = null } = groups as { readonly [name: string]: string | undefined };
  return { user, expiration, token, mac, digest: digestByLength((mac?.length ?? 64) / 2) ?? 'sha256', parts: partsIn(raw) };
}

/** `substr(user_pass, 8, 4)`, or the last four characters, which 6.8 takes of hashes that are neither phpass nor plain bcrypt. */
function fragmentsOf(passHash: string): string[] {
  const bytes = utf8(passHash);
  return [...new Set([bytes.subarray(8, 12), bytes.subarray(-4)].map(latin1Text))];
}

function macOf({ user, expiration, token, digest }: Pick<Model, 'user' | 'expiration' | 'token' | 'digest'>, salt: Uint8Array, fragment: string): string {
  const key = hex(hmac('md5', salt, utf8(`${user}|${fragment}|${expiration}|${token}`)));
  return hex(hmac(digest, utf8(key), utf8(`${user}|${expiration}|${token}`)));
}

/** KEY and SALT of a scheme, joined as texts. */
function saltsOf(keys: KeySet, scheme: Scheme): KeyReading[] {
  return keys.pairs(`${scheme}_KEY`, `${scheme}_SALT`).map(([key, salt]) => ({ ...key, bytes: concat(key.bytes, salt.bytes) }));
}

/** The scheme of the cookie's name, and those that keys were given for: keys without a name would fit every scheme alike. */
function schemesFor(own: Scheme | null, keys: KeySet): readonly Scheme[] {
  const others = schemes.filter((scheme) => scheme !== own && [`${scheme}_KEY`, `${scheme}_SALT`].some((field) => keys.named(field).length > 0));
  return [own ?? 'LOGGED_IN', ...others];
}

function find(model: Model, own: Scheme | null, context: OpenContext): { readonly key: KeyReading; readonly recipe: Recipe } | null {
  const passHash = context.setting('userPassHash');
  if (typeof passHash !== 'string' || model.mac === null) return null;
  for (const scheme of schemesFor(own, context.keys))
    for (const key of saltsOf(context.keys, scheme))
      for (const fragment of fragmentsOf(passHash)) if (macOf(model, key.bytes, fragment) === model.mac) return { key, recipe: { scheme, fragment } };
  return null;
}

function layersOf({ parts, mac, digest }: Model, payload: Payload, state: 'unchecked' | 'verified' | 'failed', key: string | null): Layer[] {
  return [
    { kind: 'envelope', parts },
    { kind: 'signature', title: `HMAC-${digestTitle(digest)}`, state: mac === null ? 'missing' : state, key },
    { kind: 'payload', title: 'user, expiration and session token', payload },
  ];
}

function hintFor(name: string, context: OpenContext): string | null {
  if (typeof context.setting('userPassHash') !== 'string') return "Four characters of the user's stored password hash (user_pass) are part of the key: give it as a setting to check the signature.";
  const scheme = schemeOf(name);
  return scheme === null || saltsOf(context.keys, scheme).length > 0 ? null : `A cookie of this name is signed with ${scheme}_KEY and ${scheme}_SALT together: give both.`;
}

function open(wire: WireCookie, { model, payload, expiresAt }: Parsed<Model>, context: OpenContext): Opened<Recipe> {
  const shown = payload ?? payloadFrom(null);
  const base = { payload, issuedAt: null, expiresAt };
  if (model.mac === null) return { ...base, status: 'rejected', reason: 'missing-signature', key: null, hint: null, layers: layersOf(model, shown, 'failed', null) };
  const found = find(model, schemeOf(wire.name), context);
  if (found === null) return { ...base, status: 'rejected', reason: 'bad-signature', key: null, hint: hintFor(wire.name, context), layers: layersOf(model, shown, 'failed', null) };
  const { key, recipe } = found;
  const genuine = { ...base, key, layers: layersOf(model, shown, 'verified', key.secret.label) };
  const scheme = schemeOf(wire.name);
  if (scheme !== null && scheme !== recipe.scheme)
    return { ...genuine, status: 'rejected', reason: 'wrong-name', hint: `It is signed with ${recipe.scheme}_KEY, but under this name WordPress checks with ${scheme}_KEY.` };
  if (context.nowMs !== null && expiresAt !== null && expiresAt < Math.floor(context.nowMs / 1000) * 1000) return { ...genuine, status: 'rejected', reason: 'expired', hint: null };
  return { ...genuine, status: 'verified', facts: { keys: `${recipe.scheme}_KEY and ${recipe.scheme}_SALT`, digest: digestTitle(model.digest) }, recipe };
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'wordpress-auth',
    title: 'WordPress login cookie',
    framework: 'WordPress',
    grammar: 'user|expiration|token|hex(HMAC)',
    cookieNames: [/^wordpress_(?:logged_in_|sec_)?[0-9a-f]{32}$/],
    role: 'auth-token',
    holds: 'token',
    keyFields: schemes.flatMap((scheme) => ['KEY', 'SALT'].map((part) => ({ name: `${scheme}_${part}`, title: `${scheme}_${part}`, configNames: [`${scheme}_${part}`] }))),
    settings: [{ name: 'userPassHash', title: 'user_pass of the user', default: null }],
    references: ['WordPress/wordpress-develop 6.8 src/wp-includes/pluggable.php', 'WordPress/wordpress-develop 6.1 src/wp-includes/pluggable.php'],
  },

  parse(wire) {
    const model = modelOf(wire.value);
    if (model === null) return null;
    const payload = payloadFrom({ username: model.user, expiration: Number(model.expiration), token: model.token });
    const confidence = model.mac === null ? 'possible' : 'certain';
    return { confidence, layers: layersOf(model, payload, 'unchecked', null), model, payload, issuedAt: null, expiresAt: Number(model.expiration) * 1000 };
  },

  open: (wire, parsed, context) => Promise.resolve(open(wire, parsed, context)),

  seal({ text, wire, parsed: { model }, opened: { key, recipe } }) {
    const edited = parseJson(text);
    const { username, expiration, token } = edited.ok && hasExactly(edited.value, ['username', 'expiration', 'token']) ? edited.value : {};
    if (typeof expiration !== 'number' || !/^\d{1,12}$/.test(String(expiration)) || typeof token !== 'string' || !/^[A-Za-z0-9]{43}$/.test(token))
      return Promise.resolve(fail('The payload must be an object of exactly username, expiration (epoch seconds) and token (43 letters and digits).'));
    if (username !== model.user) return Promise.resolve(fail(`The user cannot be changed: the key is made of the password hash of ${model.user}.`));
    const fresh = { ...model, expiration: String(expiration), token };
    const value = [model.user, fresh.expiration, token, macOf(fresh, key.bytes, recipe.fragment)].join('|');
    return Promise.resolve(ok([{ name: wire.name, value: encodeURIComponent(value) }]));
  },

  identity: (value) => (isRecord(value) && typeof value['token'] === 'string' ? value['token'] : null),
  principal: (value) => (isRecord(value) && typeof value['username'] === 'string' ? value['username'] : null),
});
