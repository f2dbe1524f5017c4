/**
 * The compact form of Better Auth's session cache: legible JSON in base64url, with an HMAC over what its server writes again.
 * Grammar: `base64url({"session":{…},"expiresAt":ms,"signature":base64url(HMAC-SHA-256)})`
 * Source: better-auth/better-auth 1.7.25 `dist/cookies/index.mjs:76-165`, `dist/cookies/cache.mjs`; 1.2.0 `dist/cookies/index.mjs:255-275`.
 */
import { base64url, unbase64url } from '../codec/base64';
import { textOf, utf8 } from '../codec/bytes';
import { compactJson, jsonMembers, jsonPayload, restyleJson } from '../codec/json';
import { isRecord, type Payload, type Value } from '../codec/value';
import { hmac } from '../crypto/hash';
import type { KeyReading } from '../crypto/keys';
import { fail, ok, type Result } from '../result';

export interface CompactCache {
  readonly signature: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly updatedAt: number | null;
  /** The session object, compact, as it stands on the wire. */
  readonly sessionText: string;
  readonly payload: Payload;
}

/** Reads the layout; null for what is none. */
export function compactCache(value: string): CompactCache | null {
  const bytes = value.startsWith('eyJ') ? unbase64url(value) : null;
  const text = bytes === null ? null : textOf(bytes);
  const members = text === null ? null : jsonMembers(text, compactJson);
  if (members === null || !members.ok) return null;
  const [sessionText, expiresAt, signature] = ['session', 'expiresAt', 'signature'].map((name) => members.value.get(name));
  const payload = sessionText === undefined ? null : jsonPayload(sessionText);
  if (sessionText === undefined || payload === null || !isRecord(payload.value)) return null;
  if (!/^\d{1,15}$/.test(expiresAt ?? '') || !/^"[\w-]*={0,2}"$/.test(signature ?? '')) return null;
  const updatedAt = payload.value['updatedAt'];
  return { signature: (signature ?? '').slice(1, -1), expiresAt: Number(expiresAt), updatedAt: typeof updatedAt === 'number' ? updatedAt : null, sessionText, payload };
}

/** What is signed: the server parses the session and writes it anew with the end at its end, as JavaScript writes numbers and keys. */
function signedText(sessionText: string, expiresAt: number): string {
  return JSON.stringify({ ...(JSON.parse(sessionText) as Record<string, unknown>), expiresAt });
}

function signatureOf(sessionText: string, expiresAt: number, key: KeyReading): string {
  return base64url(hmac('sha256', key.bytes, utf8(signedText(sessionText, expiresAt))));
}

export function compactCacheKey({ sessionText, expiresAt, signature }: CompactCache, keys: readonly KeyReading[]): KeyReading | null {
  return keys.find((key) => signatureOf(sessionText, expiresAt, key) === signature) ?? null;
}

function hasLongInteger(value: Value): boolean {
  if (Array.isArray(value)) return value.some(hasLongInteger);
  return isRecord(value) && (typeof value['$bigint'] === 'string' || Object.values(value).some(hasLongInteger));
}

/** The edited session with its times renewed where the person has left them, signed. */
export function compactCacheText(before: CompactCache, text: string, { key, nowMs }: { key: KeyReading; nowMs: number }): Result<string> {
  const edited = jsonPayload(text);
  const json = restyleJson(text, compactJson);
  if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
  if (edited === null || !isRecord(edited.value)) return fail('The session must be an object.');
  if (hasLongInteger(edited.value)) return fail('A whole number beyond 2^53 does not survive: Better Auth reads numbers as JavaScript does, and the signature would not fit.');
  const members = jsonMembers(json.value, compactJson);
  if (!members.ok) return members;
  const { updatedAt, expiresAt: end } = before;
  const isRenewed = updatedAt !== null && members.value.get('updatedAt') === String(updatedAt);
  const session = isRenewed ? new Map(members.value).set('updatedAt', String(nowMs)) : members.value;
  const expiresAt = updatedAt === null ? end : nowMs + (end - updatedAt);
  // Written as JavaScript writes it, so that the server finds the same text when it writes it anew.
  const sessionText = JSON.stringify(JSON.parse(`{${[...session].map(([name, item]) => `${JSON.stringify(name)}:${item}`).join(',')}}`));
  const signature = signatureOf(sessionText, expiresAt, key);
  return ok(base64url(utf8(`{"session":${sessionText},"expiresAt":${expiresAt},"signature":"${signature}"}`)));
}
