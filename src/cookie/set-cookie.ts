/** A Set-Cookie line, parsed as browsers parse it (draft-ietf-httpbis-rfc6265bis 5.6, draft-ietf-httpbis-layered-cookies). */
import { remembered } from '../remembered';
import type { SameSite } from './cookie';
import { parseCookieDate } from './cookie-date';

/** Name and value together, in bytes: more and the browser ignores the line. */
export const maxCookieBytes = 4096;
/** An attribute whose value has more bytes is ignored. */
export const maxAttributeBytes = 1024;

export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** Lower case, without a leading dot; null where absent or empty. */
  readonly domain: string | null;
  /** Only a valid attribute (it begins with `/`); null otherwise. */
  readonly path: string | null;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: SameSite;
  /** Seconds; null where absent or invalid. */
  readonly maxAge: number | null;
  /** Epoch milliseconds; null where absent or invalid. */
  readonly expires: number | null;
  readonly partitioned: boolean;
}

export interface Attribute {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
}

/** A line cut into its pieces, before anything is refused. */
export interface SetCookiePieces {
  readonly name: string;
  readonly value: string;
  /** True where the line has no `=` before its first `;`. */
  readonly nameless: boolean;
  /** In order, repeated and invalid ones too. */
  readonly attributes: readonly Attribute[];
}

/** White space that cookies know: space and tab. */
function trimmed(text: string): string {
  return text.replace(/^[ \t]+/, '').replace(/[ \t]+$/, '');
}

function split(text: string): [name: string | null, value: string] {
  const at = text.indexOf('=');
  return at < 0 ? [null, trimmed(text)] : [trimmed(text.slice(0, at)), trimmed(text.slice(at + 1))];
}

/** The pieces of any line: total, nothing is judged. */
export const setCookiePieces: (line: string) => SetCookiePieces = remembered((line) => {
  const [pair = '', ...rest] = line.split(';');
  const [name, value] = split(pair);
  const attributes = rest.map((text): Attribute => {
    const [attribute, content] = split(text);
    return attribute === null ? { name: content.toLowerCase(), value: '' } : { name: attribute.toLowerCase(), value: content };
  });
  return { name: name ?? '', value, nameless: name === null, attributes };
});

export function byteLength(text: string): number {
  // Nearly every text of a cookie is ASCII.
  return /^[\0-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
}

/** The last attribute of a name whose value is not too long; undefined where there is none. */
function last(attributes: readonly Attribute[], name: string): string | undefined {
  return attributes.findLast((attribute) => attribute.name === name && byteLength(attribute.value) <= maxAttributeBytes)?.value;
}

function lastValid<T>(attributes: readonly Attribute[], name: string, read: (value: string) => T | null): T | null {
  const values = attributes.filter((attribute) => attribute.name === name && byteLength(attribute.value) <= maxAttributeBytes);
  return values.map(({ value }) => read(value)).findLast((value) => value !== null) ?? null;
}

function sameSiteFrom(value: string | undefined): SameSite {
  const word = value?.toLowerCase();
  return word === 'strict' || word === 'lax' || word === 'none' ? word : 'unset';
}

/** What a line means to a browser; null where the browser ignores it (control characters, nothing in it, too large). */
export const parseSetCookie: (line: string) => SetCookie | null = remembered((line) => {
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(line)) return null;
  const { name, value, attributes } = setCookiePieces(line);
  if (name === '' && value === '') return null;
  if (byteLength(name) + byteLength(value) > maxCookieBytes) return null;
  const domain = (last(attributes, 'domain') ?? '').toLowerCase().replace(/^\./, '');
  const path = last(attributes, 'path') ?? '';
  return {
    name,
    value,
    domain: domain === '' ? null : domain,
    path: path.startsWith('/') ? path : null,
    secure: last(attributes, 'secure') !== undefined,
    httpOnly: last(attributes, 'httponly') !== undefined,
    sameSite: sameSiteFrom(last(attributes, 'samesite')),
    maxAge: lastValid(attributes, 'max-age', (text) => (/^-?\d+$/.test(text) ? Number(text) : null)),
    expires: lastValid(attributes, 'expires', parseCookieDate),
    partitioned: last(attributes, 'partitioned') !== undefined,
  };
});

/** Epoch milliseconds at which a line received at `atMs` ends; Max-Age wins over Expires. */
export function expiryOf({ maxAge, expires }: SetCookie, atMs: number): 'session' | number {
  if (maxAge !== null) return maxAge <= 0 ? Number.NEGATIVE_INFINITY : atMs + maxAge * 1000;
  return expires ?? 'session';
}

/** True where the line removes the cookie instead of setting it. */
export function isDeletionLine(line: SetCookie, atMs: number): boolean {
  const expiry = expiryOf(line, atMs);
  return expiry !== 'session' && expiry <= atMs;
}
