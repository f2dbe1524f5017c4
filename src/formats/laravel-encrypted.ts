/**
 * Laravel's encrypted cookies: session ids, whole sessions (SESSION_DRIVER=cookie), XSRF-TOKEN, remember-me, and `Crypt::encrypt` values.
 * Grammar: `base64({"iv":base64,"value":base64,"mac":hex,"tag":base64})`, inside `hex(HMAC-SHA1(key, name + "v2"))|value`.
 * Source: laravel/framework 13.31 and 8.83 `Encryption/Encrypter.php`, `Cookie/CookieValuePrefix.php`, `Cookie/Middleware/EncryptCookies.php`.
 */
import { isRecord, type Value } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { partsOf } from '../envelope/layer';
import { boxBeginning, boxFault, laravelBox, laravelKeys, openLaravelBox, sealLaravelBox, type LaravelBox } from '../envelope/laravel-box';
import { editedLaravelContent, laravelContent, prefixFor, type LaravelContent } from '../envelope/laravel-content';
import { principalIn } from '../envelope/principal';
import { ok } from '../result';
import { defineFormat, type KeyReading, type Layer, type OpenContext, type Opened, type Parsed, type Rejected, type WireCookie } from './define';

interface Model {
  /** Null: it begins like a box and ends too early. */
  readonly box: LaravelBox | null;
}

interface Recipe {
  readonly content: LaravelContent;
}

const defaultLifetimeSeconds = 120 * 60;

function cipherTitle(box: LaravelBox | null, key: KeyReading | null): string {
  const bits = key === null ? '' : `-${key.bytes.length * 8}`;
  return `AES${bits}-${box?.mode.toUpperCase() ?? 'CBC'}`;
}

function layersOf(value: string, { box }: Model, state: 'sealed' | 'opened' | 'failed', key: KeyReading | null): Layer[] {
  const label = key?.secret.label ?? null;
  const proof = state === 'sealed' ? 'unchecked' : state === 'opened' ? 'verified' : 'failed';
  const mac: Layer[] = box?.mode === 'cbc' ? [{ kind: 'signature', title: 'HMAC-SHA-256', state: proof, key: label }] : [];
  return [
    { kind: 'envelope', parts: partsOf([['iv, value, mac and tag', 'ciphertext', value]]) },
    { kind: 'encoding', title: 'base64 of JSON' },
    ...mac,
    { kind: 'cipher', title: cipherTitle(box, key), state, key: label },
  ];
}

function contentLayers({ prefix, serialized, session, payload }: LaravelContent): Layer[] {
  const notes = [
    ...(serialized ? ['serialised for PHP'] : []),
    ...(prefix === null ? [] : ['bound to the cookie name by a prefix']),
    ...(session === null ? [] : [`session attributes, ${session.box === null ? '' : 'encrypted once more, '}serialised ${session.serialization === 'php' ? 'for PHP' : 'as JSON'}`]),
  ];
  const times: Layer[] = session === null ? [] : [{ kind: 'timestamp', title: 'expires at', epochMs: session.expires * 1000 }];
  return [...notes.map((text): Layer => ({ kind: 'note', text })), ...times, { kind: 'payload', title: session === null ? 'value' : 'session attributes', payload }];
}

function refused(wire: WireCookie, parsed: Parsed<Model>, keys: readonly KeyReading[]): Rejected {
  const { box } = parsed.model;
  const fault = box === null ? 'The value ends too early: its JSON is not whole.' : boxFault(box);
  const base = { status: 'rejected' as const, key: null, payload: null, issuedAt: null, expiresAt: null, layers: layersOf(wire.value, parsed.model, 'failed', null) };
  if (fault !== null) return { ...base, reason: 'truncated', hint: fault };
  return { ...base, reason: 'bad-signature', hint: keys.length === 0 ? 'An APP_KEY has 16 or 32 bytes, mostly as base64 behind `base64:`; the given key has another length.' : null };
}

interface Found {
  readonly key: KeyReading;
  readonly plain: Uint8Array;
}

function judged(wire: WireCookie, parsed: Parsed<Model>, { key, plain }: Found, context: OpenContext): Opened<Recipe> {
  const content = laravelContent(plain, key.bytes);
  const layers = [...layersOf(wire.value, parsed.model, 'opened', key), ...(content === null ? [] : contentLayers(content))];
  const expiresAt = content?.session === null || content === null ? null : content.session.expires * 1000;
  const base = { layers, payload: content?.payload ?? null, issuedAt: null, expiresAt, key };
  if (content === null) return { ...base, status: 'rejected', reason: 'malformed', hint: 'It decrypts to bytes that are no text.' };
  const own = laravelKeys(context.keys).some(({ bytes }) => prefixFor(wire.name, bytes) === content.prefix);
  if (content.prefix !== null && !own)
    return { ...base, status: 'rejected', reason: 'wrong-name', hint: `It decrypts, but was made for another cookie name than ${wire.name}: Laravel drops it here.` };
  if (expiresAt !== null && context.nowMs !== null && Math.floor(context.nowMs / 1000) * 1000 > expiresAt) return { ...base, status: 'rejected', reason: 'expired', hint: null };
  const facts = {
    cipher: cipherTitle(parsed.model.box, key),
    'cookie name': content.prefix === null ? 'not bound' : 'bound by a prefix',
    serializer: content.session !== null ? `session, ${content.session.serialization}` : content.serialized ? 'PHP' : 'none',
  };
  return { ...base, status: 'verified', facts, recipe: { content } };
}

/** Laravel's session ids, 40 letters and digits. */
const sessionId = /^[A-Za-z0-9]{40}$/;

function rememberedUser(value: Value): string | null {
  return typeof value === 'string' ? (/^([^|]{1,200})\|[A-Za-z0-9]{60}\|/.exec(value)?.[1] ?? null) : null;
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'laravel-encrypted',
    title: 'Laravel encrypted cookie',
    framework: 'Laravel',
    grammar: 'base64({"iv","value","mac","tag"})',
    cookieNames: [/^[A-Za-z0-9][\w-]*[_-]session$/, 'XSRF-TOKEN', /^remember_\w+_[0-9a-f]{40}$/],
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'APP_KEY', configNames: ['APP_KEY', 'APP_PREVIOUS_KEYS'] }],
    settings: [],
    references: ['laravel/framework 13.31 src/Illuminate/Encryption/Encrypter.php', 'laravel/framework 13.31 src/Illuminate/Cookie/CookieValuePrefix.php', 'laravel/framework 13.31 src/Illuminate/Session/CookieSessionHandler.php'],
  },

  parse(wire) {
    const text = percentDecoded(wire.value);
    if (text === null || !text.startsWith('eyJ')) return null;
    const box = laravelBox(text);
    if (box === null && (!text.startsWith(boxBeginning) || !/^[A-Za-z0-9+/]{24,}={0,2}$/.test(text))) return null;
    const model = { box };
    const base = { layers: layersOf(wire.value, model, 'sealed', null), model, payload: null, issuedAt: null, expiresAt: null };
    return box === null ? { ...base, confidence: 'likely', malformed: 'the JSON is not whole' } : { ...base, confidence: 'certain' };
  },

  open(wire, parsed, context) {
    const keys = laravelKeys(context.keys);
    const { box } = parsed.model;
    for (const key of box === null ? [] : keys) {
      const plain = box === null ? null : openLaravelBox(box, key.bytes);
      if (plain !== null) return Promise.resolve(judged(wire, parsed, { key, plain }, context));
    }
    return Promise.resolve(refused(wire, parsed, keys));
  },

  seal({ text, wire, parsed, opened: { key, recipe }, context }) {
    const expires = Math.floor(context.nowMs / 1000) + defaultLifetimeSeconds;
    const plain = editedLaravelContent(recipe.content, { text, cookieName: wire.name, key: key.bytes, expires });
    const { box } = parsed.model;
    if (!plain.ok || box === null) return Promise.resolve(plain.ok ? ok([]) : plain);
    return Promise.resolve(ok([{ name: wire.name, value: encodeURIComponent(sealLaravelBox(plain.value, key.bytes, box)) }]));
  },

  identity: (value) => (typeof value === 'string' && sessionId.test(value) ? value : null),
  principal: (value) => (isRecord(value) ? principalIn(value) : rememberedUser(value)),
});
