/**
 * What AdonisJS puts into its cookies: a JSON message with the purpose it was made for, which is the cookie's name, and an end.
 * Grammar: `{"message": …, "purpose": "…", "expiryDate": "…"}`
 * Source: poppinss/utils 6.9 and 7 `message_builder`; adonisjs/http-server 9.3.1 `build/define_config-CthsZu7o.js:1205-1325`.
 */
import { hash } from '../crypto/hash';
import { compactJson, jsonMembers, jsonPayload, restyleJson } from '../codec/json';
import type { Payload } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import type { KeyReading } from '../crypto/keys';
import { fail, ok, type Result } from '../result';

export interface AdonisMessage {
  /** The whole JSON, compact. */
  readonly text: string;
  /** What the application gave. */
  readonly payload: Payload;
  readonly purpose: string | null;
  /** Epoch milliseconds; null: it does not end. */
  readonly expiresAt: number | null;
  /** True where the framework returns nothing for it: a message of 0, "" or false counts as absent. */
  readonly isEmpty: boolean;
}

/** The cookie's text after its prefix `s:` or `e:`; null where there is none. Raw and percent-encoded cookies are read. */
export function adonisText(value: string, prefix: 's' | 'e'): string | null {
  const text = value.startsWith(`${prefix}:`) || value.startsWith(`${prefix}%3A`) || value.startsWith(`${prefix}%3a`) ? percentDecoded(value) : null;
  return text === null ? null : text.slice(2);
}

/** The prefix as it stands on the wire: `s:` or `s%3A`. */
export function adonisPrefix(value: string): string {
  return value.startsWith('%3', 1) ? value.slice(0, 4) : value.slice(0, 2);
}

function textMember(member: string | undefined): string | null {
  return member?.startsWith('"') === true ? (JSON.parse(member) as string) : null;
}

/** Reads a message; null for what is none. */
export function adonisMessage(text: string): AdonisMessage | null {
  const members = jsonMembers(text, compactJson);
  const message = members.ok ? members.value.get('message') : undefined;
  const payload = message === undefined ? null : jsonPayload(message);
  const compact = restyleJson(text, compactJson);
  if (!members.ok || !compact.ok || message === undefined || payload === null) return null;
  const expiry = textMember(members.value.get('expiryDate'));
  return {
    text: compact.value,
    payload,
    purpose: textMember(members.value.get('purpose')),
    // An end that is no date counts as passed.
    expiresAt: expiry === null ? null : new Date(expiry).getTime() || 0,
    isEmpty: ['0', '""', 'false', 'null'].includes(message),
  };
}

/** Why the framework refuses a message that a key has proved; null: it does not. `purpose` null: the seal itself covers it. */
export function adonisRefusal(message: AdonisMessage, purpose: string | null, nowMs: number | null) {
  if (message.purpose !== purpose)
    return { reason: 'wrong-name' as const, hint: message.purpose === null ? "It was made without a purpose, and AdonisJS wants the cookie's name there." : `It was made for the cookie ${message.purpose}: set it under that name.` };
  if (nowMs !== null && message.expiresAt !== null && message.expiresAt < nowMs) return { reason: 'expired' as const, hint: null };
  return message.isEmpty ? { reason: 'policy' as const, hint: 'AdonisJS takes a message of 0, "", false or null for none.' } : null;
}

/** The message with another content, all else as it was. */
export function adonisMessageText(before: AdonisMessage, text: string): Result<string> {
  const content = restyleJson(text, compactJson);
  if (!content.ok) return fail(`The payload is no JSON: ${content.problem}.`);
  if (['0', '""', 'false', 'null'].includes(content.value)) return fail('AdonisJS takes a message of 0, "", false or null for none.');
  const members = jsonMembers(before.text, compactJson);
  if (!members.ok) return members;
  const edited = new Map(members.value).set('message', content.value);
  return ok(`{${[...edited].map(([name, item]) => `${JSON.stringify(name)}:${item}`).join(',')}}`);
}

/** The key that all others come from: SHA-256 of APP_KEY. */
export function adonisKey({ bytes }: KeyReading): Uint8Array {
  return hash('sha256', bytes);
}
