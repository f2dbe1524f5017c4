/**
 * JSON Web Signatures in compact form (RFC 7515), read leniently and without a key: `base64url(header).base64url(payload).base64url(signature)`.
 */
import { unbase64url } from '../codec/base64';
import { textOf } from '../codec/bytes';
import { jsonPayload, parseJson } from '../codec/json';
import { isRecord, payloadFrom, type Payload, type Value } from '../codec/value';
import { nodeCookieText } from '../codec/wire-text';
import { partsOf, type Layer } from './layer';

export type JwsFields = Readonly<Record<string, Value>>;

export interface Jws {
  /** The three parts as they stand. */
  readonly head: string;
  readonly body: string;
  readonly signature: string;
  /** True where the text ends before the dot that the signature follows. */
  readonly isCutOff: boolean;
  readonly header: JwsFields;
  readonly algorithm: string;
  readonly payload: Payload;
  /** False where the payload is a text of its own, not JSON: jsonwebtoken signs such. */
  readonly isJson: boolean;
  /** The claims; null where the payload is no JSON object. */
  readonly claims: JwsFields | null;
  /** Offset of the first part in the raw value. */
  readonly start: number;
}

function headerOf(head: string): JwsFields | null {
  const bytes = unbase64url(head);
  const text = bytes === null ? null : textOf(bytes);
  const json = text === null ? null : parseJson(text);
  return json?.ok === true && isRecord(json.value) ? json.value : null;
}

function payloadOf(body: string): Pick<Jws, 'payload' | 'isJson'> | null {
  const bytes = unbase64url(body);
  const text = bytes === null ? null : textOf(bytes);
  if (text === null) return null;
  const json = jsonPayload(text);
  return { payload: json ?? payloadFrom(text), isJson: json !== null };
}

const compact = /^(?:(?:Bearer|JWT) )?([\w-]{8,}={0,2})\.([\w-]*={0,2})(?:\.([\w-]*={0,2}))?$/i;

/** Null for everything that has no header with an `alg`; a token cut off before its signature comes with an empty one. */
export function parseJws(value: string): Jws | null {
  const [, head = '', body = '', signature] = compact.exec(nodeCookieText(value)) ?? [];
  const header = head === '' ? null : headerOf(head);
  const algorithm = header?.['alg'];
  const content = typeof algorithm === 'string' ? payloadOf(body) : null;
  if (header === null || typeof algorithm !== 'string' || content === null) return null;
  const claims = isRecord(content.payload.value) ? content.payload.value : null;
  return { head, body, signature: signature ?? '', isCutOff: signature === undefined, header, algorithm, ...content, claims, start: Math.max(0, value.indexOf(head)) };
}

const titles: readonly [start: string, title: string][] = [
  ['HS', 'HMAC-SHA-'], ['RS', 'RSA PKCS #1 with SHA-'], ['PS', 'RSA-PSS with SHA-'], ['ES', 'ECDSA with SHA-'],
];

function algorithmTitle(algorithm: string): string {
  const known = /^[HRPE]S(?:256|384|512)$/.test(algorithm) ? titles.find(([start]) => algorithm.startsWith(start)) : undefined;
  return known === undefined ? algorithm : `${algorithm}: ${known[1]}${algorithm.slice(2)}`;
}

/** Epoch milliseconds of a NumericDate claim; null where it is none. */
export function numericDate(value: Value | undefined): number | null {
  return typeof value === 'number' && Math.abs(value) < 8.64e12 ? Math.round(value * 1000) : null;
}

export function jwsLayers(jws: Jws, times: { issuedAt: number | null; expiresAt: number | null }): Layer[] {
  const { head, body, signature } = jws;
  const isUnsigned = signature === '' || jws.algorithm.toLowerCase() === 'none';
  const pieces = [['header', 'header', head], ['.', 'separator', '.'], ['payload', 'payload', body]] as const;
  const tail = signature === '' ? [] : ([['.', 'separator', '.'], ['signature', 'signature', signature]] as const);
  return [
    { kind: 'envelope', parts: partsOf([...pieces, ...tail], jws.start) },
    { kind: 'note', text: `Header: ${JSON.stringify(jws.header)}` },
    { kind: 'signature', title: algorithmTitle(jws.algorithm), state: isUnsigned ? 'missing' : 'unchecked', key: null },
    ...(times.issuedAt === null ? [] : [{ kind: 'timestamp', title: 'issued', epochMs: times.issuedAt } as const]),
    ...(times.expiresAt === null ? [] : [{ kind: 'timestamp', title: 'expires', epochMs: times.expiresAt } as const]),
    { kind: 'payload', title: jws.claims === null ? 'payload' : 'claims', payload: jws.payload },
  ];
}
