/**
 * What Rails puts into its signed and encrypted cookies: a serialised value, since 5.2 in an envelope with expiry and purpose.
 * Layout: the value bare · `{"_rails":{"message":base64(value),"exp":ISO 8601 | null,"pur":"cookie.<name>" | null}}` · the same with
 * `"data": value` where a message is made without a cookie jar (7.1 and later).
 * Source: rails/rails 6.1 `active_support/messages/metadata.rb`; 8.1 `active_support/messages/{metadata,codec}.rb`, `action_dispatch/middleware/cookies.rb`.
 */
import { base64, unbase64, unbase64url } from '../codec/base64';
import { textOf, utf8 } from '../codec/bytes';
import { compactJson, parseJson, restyleJson } from '../codec/json';
import { editedRuby, rubyPayload, serializerTitles, type RubyPayload } from '../codec/ruby-payload';
import { isRecord, payloadFrom, type Payload, type Value } from '../codec/value';
import { fail, ok, type Result } from '../result';
import type { Layer } from './layer';

export interface RailsMessage {
  /** `bare`: no envelope; `message`: the value serialised on its own inside; `data`: the value as part of the envelope. */
  readonly wrapping: 'bare' | 'message' | 'data';
  readonly content: RubyPayload;
  readonly payload: Payload;
  /** Epoch milliseconds. */
  readonly expiresAt: number | null;
  /** `exp` and `pur` as they stand. */
  readonly exp: Value;
  readonly purpose: string | null;
}

function expiryOf(exp: Value | undefined): number | null {
  if (typeof exp === 'string') {
    const epochMs = Date.parse(exp);
    return Number.isNaN(epochMs) ? null : epochMs;
  }
  return null;
}

function bare(content: RubyPayload): RailsMessage {
  return { wrapping: 'bare', content, payload: content.payload, expiresAt: null, exp: null, purpose: null };
}

/** The message in decrypted or verified bytes; null where they are in none of Rails' serialisations. */
export function railsMessage(plain: Uint8Array): RailsMessage | null {
  const content = rubyPayload(plain);
  if (content === null) return null;
  const outer = content.payload.value;
  const envelope = isRecord(outer) ? outer['_rails'] : undefined;
  if (!isRecord(envelope)) return bare(content);
  const { message, data, exp, pur } = envelope;
  const about = { expiresAt: expiryOf(exp), exp: exp ?? null, purpose: typeof pur === 'string' ? pur : null };
  if (typeof message === 'string') {
    const bytes = unbase64(message) ?? unbase64url(message);
    const inner = bytes === null ? null : rubyPayload(bytes);
    return inner === null ? null : { ...about, wrapping: 'message', content: inner, payload: inner.payload };
  }
  return data === undefined ? bare(content) : { ...about, wrapping: 'data', content, payload: payloadFrom(data) };
}

/** The bytes of the message with an edited payload in it, expiry and purpose as they were. */
export function editedRailsMessage(before: RailsMessage, text: string): Result<Uint8Array> {
  if (before.wrapping === 'data') return editedData(before, text);
  const edited = editedRuby(before.content, text);
  if (!edited.ok || before.wrapping === 'bare') return edited;
  return ok(utf8(JSON.stringify({ _rails: { message: base64(edited.value), exp: before.exp, pur: before.purpose } })));
}

function editedData(before: RailsMessage, text: string): Result<Uint8Array> {
  const data = restyleJson(text, compactJson);
  if (!data.ok) return fail(`The payload is no JSON: ${data.problem}.`);
  const whole = before.content.payload.value;
  const envelope = isRecord(whole) && isRecord(whole['_rails']) ? whole['_rails'] : {};
  const fields = Object.entries(envelope).map(([key, value]) => `${JSON.stringify(key)}:${key === 'data' ? data.value : JSON.stringify(value)}`);
  return editedRuby(before.content, `{"_rails":{${fields.join(',')}}}`);
}

/** How the message's own metadata stand against the cookie that carries it and the clock. */
export interface RailsVerdict {
  readonly reason: 'expired' | 'wrong-name' | null;
  readonly hint: string | null;
}

export function railsVerdict(message: RailsMessage, cookieName: string, nowMs: number | null): RailsVerdict {
  const { purpose, expiresAt } = message;
  const home = purpose?.startsWith('cookie.') === true ? purpose.slice('cookie.'.length) : null;
  if (home !== null && home !== cookieName)
    return { reason: 'wrong-name', hint: `It was made for the cookie ${home} and moved to ${cookieName}: its purpose binds it to its name, and Rails refuses it here.` };
  if (expiresAt !== null && nowMs !== null && nowMs >= expiresAt) return { reason: 'expired', hint: null };
  return { reason: null, hint: null };
}

/** The layers inside the cipher or signature. */
export function messageLayers(message: RailsMessage): Layer[] {
  const layers: Layer[] = [];
  if (message.wrapping !== 'bare') layers.push({ kind: 'note', text: message.purpose === null ? 'Rails metadata without a purpose' : `purpose: ${message.purpose}` });
  if (message.expiresAt !== null) layers.push({ kind: 'timestamp', title: 'expires at', epochMs: message.expiresAt });
  return [...layers, { kind: 'payload', title: serializerTitles[message.content.serializer], payload: message.payload }];
}

export function messageFacts(message: RailsMessage): Record<string, string> {
  return {
    serializer: serializerTitles[message.content.serializer],
    metadata: message.wrapping === 'bare' ? 'none' : message.purpose === null ? 'expiry only' : `purpose ${message.purpose}`,
  };
}

/** Text that stands where a serialised value was expected: what an application sealed without a serialiser. */
export function plainTextOf(plain: Uint8Array): Payload | null {
  const text = textOf(plain);
  return text === null ? null : payloadFrom(text);
}

/** Edited text of that kind: it must still be one string. */
export function editedPlainText(text: string): Result<Uint8Array> {
  const value = parseJson(text);
  if (!value.ok || typeof value.value !== 'string') return fail('The value is plain text: the payload must be one JSON string.');
  return ok(utf8(value.value));
}

/** The session id of Rails' and Rack's session stores. */
export function sessionIdIn(payload: Value): string | null {
  const id = isRecord(payload) ? payload['session_id'] : null;
  return typeof id === 'string' && id !== '' ? id : null;
}

