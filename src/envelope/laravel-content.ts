/**
 * What stands inside a Laravel cookie: since 6.18 and 7.22 a prefix that binds it to the cookie's name,
 * `hex(HMAC-SHA1(key, name + "v2"))|`, then the value. The value is text; `Crypt::encrypt` and `EncryptCookies::$serialize` serialise it
 * for PHP. With SESSION_DRIVER=cookie it is JSON `{"data": attributes, "expires": epoch seconds}`, the attributes serialised for PHP or
 * as JSON, and encrypted once more with `session.encrypt`.
 * Source: laravel/framework 13.31 `src/Illuminate/Cookie/{CookieValuePrefix,Middleware/EncryptCookies}.php`,
 * `src/Illuminate/Session/{CookieSessionHandler,Store,EncryptedStore}.php`.
 */
import { hex, textOf, utf8 } from '../codec/bytes';
import { compactJson, jsonPayload, parseJson, restyleJson } from '../codec/json';
import { parseJsonTree, stringIn, type JsonTree } from '../codec/json-tree';
import { readPhp } from '../codec/php-serialize';
import { editedPhp, phpPayload } from '../codec/php-value';
import { isRecord, payloadFrom, type Payload } from '../codec/value';
import { hmac } from '../crypto/hash';
import { fail, ok, type Result } from '../result';
import { laravelBox, openLaravelBox, sealLaravelBox, type LaravelBox } from './laravel-box';

/** The attributes of a session that travels in a cookie. */
interface SessionData {
  readonly serialization: 'php' | 'json';
  readonly bytes: Uint8Array;
  /** The box in which they are encrypted once more. */
  readonly box: LaravelBox | null;
  /** Epoch seconds. */
  readonly expires: number;
}

export interface LaravelContent {
  /** 40 hexadecimal digits, or null where there is none. */
  readonly prefix: string | null;
  /** True where PHP's `serialize` stands around everything. */
  readonly serialized: boolean;
  readonly payload: Payload;
  readonly session: SessionData | null;
  /** Serialised bytes that are no string, for an edit. */
  readonly php: Uint8Array | null;
}

const prefixed = /^([0-9a-f]{40})\|([\s\S]*)$/;

export function prefixFor(name: string, key: Uint8Array): string {
  return hex(hmac('sha1', key, utf8(`${name}v2`)));
}

function sessionData(text: string, key: Uint8Array): { readonly session: SessionData; readonly payload: Payload } | null {
  const outer = text.startsWith('{') ? parseJson(text) : null;
  if (outer?.ok !== true || !isRecord(outer.value)) return null;
  const { data, expires } = outer.value;
  if (typeof data !== 'string' || typeof expires !== 'number') return null;
  const box = laravelBox(data);
  const opened = box === null ? null : openLaravelBox(box, key);
  const inner = opened === null ? null : readPhp(opened);
  const bytes = box === null ? utf8(data) : inner?.kind === 'string' ? inner.bytes : null;
  if (bytes === null) return null;
  const php = phpPayload(bytes);
  const payload = php ?? jsonPayload(textOf(bytes) ?? '');
  return payload === null ? null : { session: { serialization: php === null ? 'json' : 'php', bytes, box, expires }, payload };
}

function textContent(text: string, serialized: boolean, key: Uint8Array): LaravelContent {
  const match = prefixed.exec(text);
  const rest = match?.[2] ?? text;
  const found = sessionData(rest, key);
  return { prefix: match?.[1] ?? null, serialized, payload: found?.payload ?? payloadFrom(rest), session: found?.session ?? null, php: null };
}

/** The content of decrypted bytes; null where they are no text in any of the forms. */
export function laravelContent(plain: Uint8Array, key: Uint8Array): LaravelContent | null {
  const text = textOf(plain);
  const node = text !== null && prefixed.test(text) ? null : readPhp(plain);
  if (node === null) return text === null ? null : textContent(text, false, key);
  const inner = node.kind === 'string' ? textOf(node.bytes) : null;
  if (inner !== null) return textContent(inner, true, key);
  const payload = phpPayload(plain);
  return payload === null ? null : { prefix: null, serialized: true, payload, session: null, php: plain };
}

function editedValue(content: LaravelContent, text: string): Result<Uint8Array> {
  const tree = parseJsonTree(text);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  if (content.php !== null) return phpEdit(content.php, tree.value);
  const value = stringIn(tree.value);
  return value !== null ? ok(utf8(value)) : fail('The value is text: the payload must be one JSON string.');
}

function phpEdit(bytes: Uint8Array, value: JsonTree): Result<Uint8Array> {
  const edited = editedPhp(bytes, value);
  return edited.ok ? edited : fail(`The payload cannot be serialised for PHP: ${edited.problem}.`);
}

function serializedText(text: string): string {
  return `s:${utf8(text).length}:"${text}";`;
}

function editedSession(session: SessionData, text: string, key: Uint8Array, expires: number): Result<Uint8Array> {
  const tree = parseJsonTree(text);
  const json = restyleJson(text, compactJson);
  if (!tree.ok || !json.ok) return fail(`The payload is no JSON: ${tree.ok ? '' : tree.problem}.`);
  if (tree.value.kind === 'scalar') return fail('The session is a set of attributes: the payload must be a JSON object.');
  const bytes = session.serialization === 'json' ? ok(utf8(json.value)) : phpEdit(session.bytes, tree.value);
  if (!bytes.ok) return bytes;
  const attributes = textOf(bytes.value);
  if (attributes === null) return fail('The session holds bytes that are no UTF-8 text, which Laravel cannot put into its JSON.');
  const data = session.box === null ? attributes : sealLaravelBox(utf8(serializedText(attributes)), key, session.box);
  return ok(utf8(JSON.stringify({ data, expires })));
}

export interface LaravelEdit {
  readonly text: string;
  readonly cookieName: string;
  readonly key: Uint8Array;
  /** Epoch seconds that a session in the cookie holds until, at least. */
  readonly expires: number;
}

/** The plaintext with an edited payload, bound to its cookie's name where it was. */
export function editedLaravelContent(content: LaravelContent, { text, cookieName, key, expires }: LaravelEdit): Result<Uint8Array> {
  const { session } = content;
  const value = session === null ? editedValue(content, text) : editedSession(session, text, key, Math.max(session.expires, expires));
  if (!value.ok || content.php !== null) return value;
  const whole = (content.prefix === null ? '' : `${prefixFor(cookieName, key)}|`) + (textOf(value.value) ?? '');
  return ok(utf8(content.serialized ? serializedText(whole) : whole));
}
