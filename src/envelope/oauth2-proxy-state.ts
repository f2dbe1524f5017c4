/**
 * What oauth2-proxy signs: its session state (MessagePack in an LZ4 frame in AES-CFB), or with a server-side store a ticket.
 * Source: oauth2-proxy 7.15 `pkg/apis/sessions/session_state.go`, `pkg/encryption/{cipher,utils}.go`, `pkg/sessions/persistence/ticket.go`.
 */
import { base64url, unbase64url } from '../codec/base64';
import { concat, hex, randomBytes, textOf, unhex, utf8 } from '../codec/bytes';
import { jsonPayload, parseJson } from '../codec/json';
import { lz4, unlz4 } from '../codec/lz4';
import { readMsgpack, writeMsgpack } from '../codec/msgpack';
import { msgpackTimes } from '../codec/msgpack-time';
import { isRecord, payloadFrom, type Payload } from '../codec/value';
import { openCfb, sealCfb } from '../crypto/aes';
import { fail, ok, type Result } from '../result';

export interface ProxyContent {
  readonly kind: 'session state' | 'ticket' | 'JSON';
  readonly payload: Payload;
  /** Whether the state stood in an LZ4 frame. */
  readonly isCompressed: boolean;
}

/** The cipher's key: the decoded text where that has a length of AES, else the text itself. */
export function proxyCipherKey(secret: Uint8Array): Uint8Array | null {
  const decoded = unbase64url(textOf(secret)?.replace(/=+$/, '') ?? '-=');
  const key = decoded !== null && [16, 24, 32].includes(decoded.length) ? decoded : secret;
  return [16, 24, 32].includes(key.length) ? key : null;
}

function ticketIn(text: string): Payload | null {
  const [, encoded, plain, secret = ''] = /^(?:v2\.([\w-]+)|([\w.-]*-[0-9a-f]{32}))\.([\w-]+)$/.exec(text) ?? [];
  const id = plain ?? textOf(unbase64url(encoded ?? '') ?? new Uint8Array());
  const secretBytes = unbase64url(secret);
  return id === null || id === '' || secretBytes === null ? null : payloadFrom({ id, secret: { $bytes: hex(secretBytes) } });
}

/** What can be read without a key: a ticket, or the JSON of versions before 6. */
export function legibleContent(bytes: Uint8Array): ProxyContent | null {
  const text = textOf(bytes);
  if (text === null) return null;
  const ticket = ticketIn(text);
  if (ticket !== null) return { kind: 'ticket', payload: ticket, isCompressed: false };
  const json = text.startsWith('{') ? jsonPayload(text) : null;
  return json === null ? null : { kind: 'JSON', payload: json, isCompressed: false };
}

/** The session state; null where the key does not decrypt it. */
export function decryptedState(bytes: Uint8Array, key: Uint8Array | null): ProxyContent | null {
  const plain = key === null || bytes.length < 17 ? null : openCfb(bytes.subarray(16), key, bytes.subarray(0, 16));
  if (plain === null) return null;
  const unpacked = unlz4(plain);
  const value = readMsgpack(unpacked ?? plain, msgpackTimes);
  return value !== null && isRecord(value) ? { kind: 'session state', payload: payloadFrom(value), isCompressed: unpacked !== null } : null;
}

function ticketBytes(text: string): Result<Uint8Array> {
  const value = parseJson(text);
  const ticket = value.ok && isRecord(value.value) ? value.value : {};
  const secret = isRecord(ticket['secret']) && typeof ticket['secret']['$bytes'] === 'string' ? unhex(ticket['secret']['$bytes']) : null;
  if (typeof ticket['id'] !== 'string' || secret === null) return fail('A ticket is {"id": "…", "secret": {"$bytes": "…"}}.');
  return ok(utf8(`v2.${base64url(utf8(ticket['id']))}.${base64url(secret)}`));
}

/** The bytes to sign for an edited payload; `key` is the cipher's. */
export function proxyContentBytes(text: string, content: ProxyContent, key: Uint8Array | null): Result<Uint8Array> {
  if (content.kind === 'ticket') return ticketBytes(text);
  const value = parseJson(text);
  if (!value.ok) return fail(`The payload is no JSON: ${value.problem}.`);
  if (content.kind === 'JSON') return ok(utf8(JSON.stringify(JSON.parse(text))));
  const packed = writeMsgpack(value.value, msgpackTimes);
  if (!packed.ok) return fail(`The payload cannot be written as MessagePack: ${packed.problem}.`);
  if (key === null) return fail('The secret is no key for AES.');
  const iv = randomBytes(16);
  return ok(concat(iv, sealCfb(content.isCompressed ? lz4(packed.value) : packed.value, key, iv)));
}
