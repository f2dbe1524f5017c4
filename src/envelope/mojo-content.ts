/**
 * What Mojolicious keeps in a signed or encrypted cookie: a session as base64 of JSON with `-` for `=`, or the application's own text.
 * Source: mojolicious/mojo 9.31, 9.53 `lib/Mojolicious/Sessions.pm`; 9.19 to 9.38 pad the JSON with `Z` to 1025 characters.
 */
import { base64, unbase64 } from '../codec/base64';
import { textOf, utf8 } from '../codec/bytes';
import { compactJson, jsonPayload, restyleJson } from '../codec/json';
import { isRecord, payloadFrom, type Payload } from '../codec/value';
import { fail, ok, type Result } from '../result';
import { textPayloadBytes } from './text-payload';

const paddedLength = 1025;

export interface MojoContent {
  readonly kind: 'session' | 'text';
  readonly payload: Payload;
  readonly isPadded: boolean;
  /** Epoch milliseconds from a session's `expires`. */
  readonly expiresAt: number | null;
}

function sessionIn(text: string): MojoContent | null {
  const bytes = unbase64(text.replaceAll('-', '='));
  const json = bytes === null ? null : textOf(bytes);
  const end = json?.lastIndexOf('}') ?? -1;
  // Only `Z` may follow the closing brace.
  if (json === null || end < 0 || !/^Z*$/.test(json.slice(end + 1))) return null;
  const payload = jsonPayload(json.slice(0, end + 1));
  if (payload === null || !isRecord(payload.value)) return null;
  const { expires } = payload.value;
  const expiresAt = typeof expires === 'number' && Number.isFinite(expires) ? expires * 1000 : null;
  return { kind: 'session', payload, isPadded: json.endsWith('Z'), expiresAt };
}

export function mojoContent(text: string): MojoContent {
  return sessionIn(text) ?? { kind: 'text', payload: payloadFrom(text), isPadded: false, expiresAt: null };
}

/** The cookie's text for an edited payload. */
export function mojoContentText(edited: string, { kind, isPadded }: MojoContent): Result<string> {
  if (kind === 'text') {
    const bytes = textPayloadBytes(edited);
    if (!bytes.ok) return bytes;
    const text = textOf(bytes.value);
    return text === null ? fail('The cookie holds text: these bytes are no UTF-8.') : ok(text);
  }
  const json = restyleJson(edited, compactJson);
  if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
  if (!json.value.startsWith('{')) return fail('A Mojolicious session is a JSON object.');
  const padding = isPadded ? 'Z'.repeat(Math.max(0, paddedLength - utf8(json.value).length)) : '';
  return ok(base64(utf8(json.value + padding)).replaceAll('=', '-'));
}

/** A session is refused once its `expires` has come. */
export function isMojoExpired({ expiresAt }: MojoContent, nowMs: number | null): boolean {
  return nowMs !== null && expiresAt !== null && expiresAt <= Math.floor(nowMs / 1000) * 1000;
}
