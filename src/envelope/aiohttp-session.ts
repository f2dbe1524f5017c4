/**
 * What aiohttp-session puts into every storage's cookie: `{"created": unix seconds, "session": {…}}`, and how it judges its age.
 * Source: aio-libs/aiohttp-session 2.12.1 `aiohttp_session/__init__.py:35-75,220-270`.
 */
import { textOf } from '../codec/bytes';
import { jsonMembers, jsonPayload, pythonJson, restyleJson, type JsonStyle } from '../codec/json';
import { isRecord, type Payload, type Value } from '../codec/value';
import { fail, type Result } from '../result';

export interface SessionDocument {
  readonly payload: Payload;
  readonly json: string;
  readonly createdMs: number;
}

/** The session in bytes of JSON; null where they hold something else. */
export function sessionDocumentOf(bytes: Uint8Array): SessionDocument | null {
  const json = textOf(bytes);
  const payload = json === null ? null : jsonPayload(json);
  if (json === null || payload === null || !isRecord(payload.value)) return null;
  const { created, session } = payload.value;
  return typeof created === 'number' && isRecord(session) ? { payload, json, createdMs: created * 1000 } : null;
}

/** An edited session as the storage writes it. */
export function sessionText(text: string, style: JsonStyle = pythonJson): Result<string> {
  const members = jsonMembers(text, style);
  if (!members.ok) return fail(`The payload is no session: ${members.problem}.`);
  const created = members.value.get('created') ?? '';
  if (!/^\d+(?:\.\d+)?$/.test(created)) return fail('The payload needs a number "created": the second in which the session began.');
  if (members.value.get('session')?.startsWith('{') !== true) return fail('The payload needs an object "session".');
  return restyleJson(text, style);
}

/** True where the session is older than the storage's `max_age`. */
export function isTooOld(createdMs: number, maxAgeSeconds: number | null, nowMs: number | null): boolean {
  return maxAgeSeconds !== null && nowMs !== null && Math.floor(nowMs / 1000) - Math.floor(createdMs / 1000) > maxAgeSeconds;
}

/** Who is logged in by aiohttp-security's SessionIdentityPolicy. */
function userIn(value: Value): string | null {
  const session = isRecord(value) ? value['session'] : undefined;
  const user = isRecord(session) ? session['AIOHTTP_SECURITY'] : undefined;
  return typeof user === 'string' ? user : null;
}

/** What the descriptions of all three storages share. */
export const aiohttpSession = {
  meta: { framework: 'aiohttp-session', cookieNames: ['AIOHTTP_SESSION'], role: 'session', holds: 'payload' },
  principal: userIn,
} as const;
