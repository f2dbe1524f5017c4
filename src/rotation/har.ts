/**
 * An entry of a HAR 1.2 log, as DevTools of both browsers and Playwright write it, in the recording's normal form.
 * What decides about a login is taken out of the bodies here, and the bodies go no further.
 */
import * as v from 'valibot';
import { unbase64 } from '../codec/base64';
import { textOf } from '../codec/bytes';
import type { NameValue } from '../cookie/cookie';
import { valueDigest } from '../crypto/value-digest';
import { bodyShape } from './body-shape';
import { cleanUrl, hiddenValue } from './clean-url';
import { hasNetworkHeaders, headerValues, sentCookies, setCookieLines } from './har-cookies';
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
  // Of Chromium's entries only.
  _initiator: v.optional(v.unknown()),
  // Chromium names the cache; Firefox says that there was one.
  _fromCache: v.optional(v.unknown()),
  request: v.object({
    method: v.string(),
    url: v.string(),
    headers: pairs,
    cookies: v.nullish(v.array(pair)),
    postData: v.nullish(v.object({ mimeType: text, text, params: v.nullish(v.array(v.object({ name: v.string() })), []) })),
  }),
  response: v.object({
    status: number,
    headers: pairs,
    cookies: v.nullish(v.array(v.unknown()), []),
    redirectURL: text,
    content: v.nullish(v.object({ mimeType: text, text, encoding: v.nullish(v.string()) })),
  }),
});

type HarEntry = v.InferOutput<typeof harEntry>;

/** Other writers than Chromium leave headers out at will. */
function isProvisional({ request, _initiator }: HarEntry): boolean {
  return _initiator !== undefined && !hasNetworkHeaders(request.headers);
}

/** Null where the recording does not tell: it has no headers, or provisional ones, or came out of a cache, with no request behind it. */
function cookiesOf(entry: HarEntry): NameValue[] | null {
  const { request, _fromCache } = entry;
  const lines = headerValues(request.headers, 'cookie');
  if (lines.length > 0) return sentCookies(lines);
  const listed = request.cookies ?? [];
  if (listed.length > 0) return listed;
  return request.headers.length > 0 && !isProvisional(entry) && (_fromCache === undefined || _fromCache === null || _fromCache === false) ? [] : null;
}

const apart = new Set(['cookie', 'set-cookie', 'authorization', 'proxy-authorization']);
/** Headers whose value is a credential of its own. */
const secretHeader = /(?:^|-)(?:token|secret|api-?key|session|csrf|xsrf|password|jwt)(?:-|$)/;
const addressHeaders = new Set(['referer', 'location', 'content-location', 'refresh']);

function otherHeaders(headers: readonly NameValue[]): NameValue[] {
  return headers.flatMap(({ name: given, value }) => {
    const name = given.toLowerCase();
    if (apart.has(name)) return [];
    if (addressHeaders.has(name)) return [{ name, value: cleanUrl(value) }];
    return [{ name, value: secretHeader.test(name) ? hiddenValue(value) : value }];
  });
}

function authorizationOf({ request }: HarEntry): TrafficEntry['authorization'] {
  const [value] = headerValues(request.headers, 'authorization');
  if (value === undefined) return null;
  const [scheme = '', ...rest] = value.split(' ');
  return { scheme: rest.length === 0 ? '' : scheme.toLowerCase(), digest: valueDigest(rest.length === 0 ? value : rest.join(' ')) };
}

function shapeOf({ request: { postData, headers } }: HarEntry): BodyShape | null {
  if (postData === null || postData === undefined) return null;
  const mime = postData.mimeType || headerValues(headers, 'content-type')[0] || '';
  return bodyShape(mime, postData.text, postData.params.map(({ name }) => name));
}

function redirectOf({ request, response }: HarEntry): string | null {
  const target = response.redirectURL || headerValues(response.headers, 'location')[0] || '';
  if (target === '' || response.status < 300 || response.status > 399) return null;
  return URL.canParse(target, request.url) ? cleanUrl(new URL(target, request.url).href) : null;
}

function mimeOf({ response }: HarEntry): string {
  const given = response.content?.mimeType ?? '';
  const mime = given === '' || given === 'x-unknown' ? (headerValues(response.headers, 'content-type')[0] ?? '') : given;
  return mime.split(';')[0]?.trim().toLowerCase() ?? '';
}

function contentOf({ response: { content } }: HarEntry): string {
  const body = content?.text ?? '';
  if (content?.encoding !== 'base64') return body;
  const bytes = unbase64(body);
  return bytes === null ? '' : (textOf(bytes) ?? '');
}

/** What a writer that names no resource type leaves to tell: the headers of the request, then the answer. */
function kindByAnswer({ request, response }: HarEntry, mime: string): TrafficEntry['kind'] {
  const accept = headerValues(request.headers, 'accept')[0] ?? '';
  if (accept.startsWith('text/html') || /html/.test(mime)) return 'document';
  const isRedirect = response.status >= 300 && response.status < 400;
  if (isRedirect) return /json/.test(accept) ? 'fetch' : 'document';
  if (/^(?:image|font|video|audio)\/|css|javascript|ecmascript|wasm|manifest/.test(mime)) return 'other';
  return mime !== '' || request.method !== 'GET' || response.status === 204 ? 'fetch' : 'other';
}

function kindOf(entry: HarEntry, mime: string): TrafficEntry['kind'] {
  const type = entry._resourceType;
  if (type === 'document') return 'document';
  if (type === 'xhr' || type === 'fetch') return 'fetch';
  if (type) return 'other';
  const destination = headerValues(entry.request.headers, 'sec-fetch-dest')[0];
  if (destination !== undefined) return destination === 'empty' ? 'fetch' : /document|frame/.test(destination) ? 'document' : 'other';
  return kindByAnswer(entry, mime);
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
  const method = entry.request.method.toUpperCase();
  const url = cleanUrl(entry.request.url);
  const mime = mimeOf(entry);
  return {
    id: `${startedMs} ${method} ${url}`,
    startedMs,
    durationMs: Math.max(0, entry.time),
    method,
    url,
    status: entry.response.status,
    requestCookies: cookiesOf(entry),
    requestHeaders: otherHeaders(entry.request.headers),
    responseHeaders: otherHeaders(entry.response.headers),
    setCookies: setCookieLines(entry.response.headers, entry.response.cookies),
    redirectUrl: redirectOf(entry),
    requestBody: shapeOf(entry),
    authorization: authorizationOf(entry),
    responseMime: mime,
    responseShape: responseShape(mime, contentOf(entry)),
    kind: kindOf(entry, mime),
  };
}
