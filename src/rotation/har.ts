/**
 * An entry of a HAR 1.2 log, as DevTools of both browsers and Playwright write it, in the recording's normal form.
 * What decides about a login is taken out of the bodies here, and the bodies go no further.
 */
import * as v from 'valibot';
import type { NameValue } from '../cookie/cookie';
import { valueDigest } from '../crypto/value-digest';
import { bodyShape } from './body-shape';
import { responseShape } from './response-shape';
import type { BodyShape, TrafficEntry } from './traffic';

const text = v.nullish(v.string(), '');
const pair = v.object({ name: v.string(), value: text });
const pairs = v.nullish(v.array(pair), []);
const number = v.nullish(v.number(), 0);

const harEntry = v.object({
  startedDateTime: v.union([v.string(), v.number(), v.date()]),
  time: number,
  _resourceType: v.nullish(v.string()),
  request: v.object({
    method: v.string(),
    url: v.string(),
    headers: pairs,
    cookies: pairs,
    postData: v.nullish(v.object({ mimeType: text, text, params: v.nullish(v.array(v.object({ name: v.string() })), []) })),
  }),
  response: v.object({
    status: number,
    headers: pairs,
    cookies: v.nullish(v.array(v.unknown()), []),
    redirectURL: text,
    content: v.nullish(v.object({ mimeType: text, text })),
  }),
});

type HarEntry = v.InferOutput<typeof harEntry>;

const harCookie = v.object({
  name: v.string(),
  value: text,
  path: v.nullish(v.string()),
  domain: v.nullish(v.string()),
  expires: v.nullish(v.union([v.string(), v.number()])),
  httpOnly: v.nullish(v.boolean()),
  secure: v.nullish(v.boolean()),
  sameSite: v.nullish(v.string()),
});

function headerValues(headers: readonly NameValue[], name: string): string[] {
  return headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value);
}

function cookiesOf({ request }: HarEntry): NameValue[] | null {
  const lines = headerValues(request.headers, 'cookie');
  if (lines.length === 0) return request.cookies.length > 0 ? request.cookies : request.headers.length > 0 ? [] : null;
  return lines.flatMap((line) =>
    line.split(';').flatMap((piece) => {
      const trimmed = piece.trim();
      if (trimmed === '') return [];
      const at = trimmed.indexOf('=');
      return [at < 0 ? { name: '', value: trimmed } : { name: trimmed.slice(0, at), value: trimmed.slice(at + 1) }];
    }),
  );
}

/** A line for a cookie that the recording lists parsed only: some writers leave the header out. */
function lineOf(cookie: unknown): string | null {
  const checked = v.safeParse(harCookie, cookie);
  if (!checked.success) return null;
  const { name, value, path, domain, expires, httpOnly, secure, sameSite } = checked.output;
  const time = typeof expires === 'number' ? (expires < 0 ? Number.NaN : expires * 1000) : Date.parse(expires ?? '');
  return [
    `${name}=${value}`,
    ...(path ? [`Path=${path}`] : []),
    ...(domain?.startsWith('.') ? [`Domain=${domain}`] : []),
    ...(Number.isNaN(time) ? [] : [`Expires=${new Date(time).toUTCString()}`]),
    ...(secure === true ? ['Secure'] : []),
    ...(httpOnly === true ? ['HttpOnly'] : []),
    ...(sameSite ? [`SameSite=${sameSite}`] : []),
  ].join('; ');
}

function setCookiesOf({ response }: HarEntry): string[] {
  // Firefox joins several lines with line breaks where it joins at all; a comma is never a separator of Set-Cookie.
  const lines = headerValues(response.headers, 'set-cookie').flatMap((line) => line.split('\n'));
  return lines.length > 0 ? lines : response.cookies.map(lineOf).filter((line) => line !== null);
}

const apart = new Set(['cookie', 'set-cookie', 'authorization', 'proxy-authorization']);

function otherHeaders(headers: readonly NameValue[]): NameValue[] {
  return headers.map(({ name, value }) => ({ name: name.toLowerCase(), value })).filter(({ name }) => !apart.has(name));
}

function authorizationOf({ request }: HarEntry): TrafficEntry['authorization'] {
  const [value] = headerValues(request.headers, 'authorization');
  if (value === undefined) return null;
  const [scheme = '', ...rest] = value.split(' ');
  return { scheme: rest.length === 0 ? '' : scheme.toLowerCase(), digest: valueDigest(rest.length === 0 ? value : rest.join(' ')) };
}

function shapeOf({ request: { postData } }: HarEntry): BodyShape | null {
  return postData === null || postData === undefined ? null : bodyShape(postData.mimeType, postData.text, postData.params.map(({ name }) => name));
}

/** The address without user name, password and fragment. */
function cleanUrl(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, '$1').replace(/#.*$/s, '');
}

function redirectOf({ request, response }: HarEntry): string | null {
  const target = response.redirectURL || headerValues(response.headers, 'location')[0] || '';
  if (target === '' || response.status < 300 || response.status > 399) return null;
  return URL.canParse(target, request.url) ? cleanUrl(new URL(target, request.url).href) : null;
}

function kindOf(entry: HarEntry): TrafficEntry['kind'] {
  const type = entry._resourceType;
  if (type === 'document') return 'document';
  if (type === 'xhr' || type === 'fetch') return 'fetch';
  const destination = headerValues(entry.request.headers, 'sec-fetch-dest')[0];
  if (destination !== undefined) return destination === 'empty' ? 'fetch' : /document|frame/.test(destination) ? 'document' : 'other';
  const accept = headerValues(entry.request.headers, 'accept')[0] ?? '';
  const mime = entry.response.content?.mimeType ?? '';
  return accept.startsWith('text/html') || /html/.test(mime) ? 'document' : /json/.test(mime) ? 'fetch' : 'other';
}

/**
 * One entry in the normal form; null for what is no HAR entry or no http request. Total on any input. Passwords, bodies and token
 * values are dropped here: of a body its shape remains, of a token its SHA-256 digest.
 */
export function trafficFromHar(given: unknown): TrafficEntry | null {
  const checked = v.safeParse(harEntry, given);
  if (!checked.success) return null;
  const entry = checked.output;
  const startedMs = new Date(entry.startedDateTime).getTime();
  if (Number.isNaN(startedMs) || !/^https?:/i.test(entry.request.url)) return null;
  const { method, url } = entry.request;
  return {
    id: `${startedMs} ${method} ${cleanUrl(url)}`,
    startedMs,
    durationMs: Math.max(0, entry.time),
    method,
    url: cleanUrl(url),
    status: entry.response.status,
    requestCookies: cookiesOf(entry),
    requestHeaders: otherHeaders(entry.request.headers),
    responseHeaders: otherHeaders(entry.response.headers),
    setCookies: setCookiesOf(entry),
    redirectUrl: redirectOf(entry),
    requestBody: shapeOf(entry),
    authorization: authorizationOf(entry),
    responseMime: (entry.response.content?.mimeType ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    responseShape: responseShape(entry.response.content?.mimeType ?? '', entry.response.content?.text ?? ''),
    kind: kindOf(entry),
  };
}

/** Entries of several sources as one recording: by start, each once, ids unique. */
export function mergeTraffic(entries: readonly TrafficEntry[]): TrafficEntry[] {
  const seen = new Map<string, TrafficEntry>();
  for (const entry of entries) {
    const known = seen.get(entry.id);
    // The same request told twice: the telling with more Set-Cookie lines saw more.
    if (known === undefined || entry.setCookies.length > known.setCookies.length) seen.set(entry.id, entry);
  }
  return [...seen.values()].sort((a, b) => a.startedMs - b.startedMs);
}
