/**
 * What ASP.NET Core protects its cookies for, and what is inside each of them.
 * Source: dotnet/aspnetcore 8.0 `src/Security/Authentication/Cookies/src/PostConfigureCookieAuthenticationOptions.cs`,
 * `src/Middleware/Session/src/SessionMiddleware.cs`, `src/Antiforgery/src/Internal/{DefaultAntiforgeryTokenSerializer,DefaultAntiforgery}.cs`,
 * `src/Mvc/Mvc.ViewFeatures/src/CookieTempDataProvider.cs`.
 */
import { hex, textOf, utf8 } from '../codec/bytes';
import { compactJson, jsonPayload, parseJson, restyleJson } from '../codec/json';
import { isRecord, payloadFrom, type Payload, type Value } from '../codec/value';
import { fail, ok, type Result } from '../result';
import { readTicket, writeTicket } from './authentication-ticket';
import { textPayloadBytes } from './text-payload';

export type ContentKind = 'authentication ticket' | 'session id' | 'JSON' | 'bytes';

export interface ProtectedContent {
  readonly kind: ContentKind;
  readonly payload: Payload;
}

const cookieHandler = 'Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware';
const usualSchemes = ['Cookies', 'Identity.Application', 'Identity.External', 'Identity.TwoFactorUserId', 'Identity.TwoFactorRememberMe', 'External', 'idsrv', 'idsrv.external'];

/** The chains of purposes to try, the likeliest for the cookie's name first; the application's own part is not in them. */
export function purposesFor(name: string): readonly (readonly string[])[] {
  const scheme = /^\.AspNetCore\.(.+?)(?:C\d+)?$/.exec(name)?.[1];
  const schemes = [...new Set([...(scheme === undefined ? [] : [scheme]), ...usualSchemes, name])];
  return [
    ...schemes.map((each) => [cookieHandler, each, 'v2']),
    ['SessionMiddleware'],
    ['Microsoft.AspNetCore.Antiforgery.AntiforgeryToken.v1'],
    ['Microsoft.AspNetCore.Mvc.CookieTempDataProviderToken.v1'],
  ];
}

/** The application's own part, in the spellings of a content root path that versions differ in. */
export function discriminatorsFor(setting: string | null): readonly (readonly string[])[] {
  if (setting === null || setting === '') return [[], ['']];
  const bare = setting.replace(/[/\\]+$/, '');
  const separator = bare.includes('\\') ? '\\' : '/';
  return [...new Set([setting, bare, bare + separator])].map((each) => [each]);
}

/** Bytes of which nothing is known. */
export function bareContent(bytes: Uint8Array): ProtectedContent {
  return { kind: 'bytes', payload: payloadFrom({ $bytes: hex(bytes) }) };
}

/** What was protected. */
export function protectedContent(bytes: Uint8Array): ProtectedContent {
  const ticket = readTicket(bytes);
  if (ticket !== null) return { kind: 'authentication ticket', payload: payloadFrom(ticket) };
  const text = textOf(bytes);
  if (text !== null && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return { kind: 'session id', payload: payloadFrom({ sid: text }) };
  const json = text === null || !/^[{[]/.test(text) ? null : jsonPayload(text);
  return json === null ? bareContent(bytes) : { kind: 'JSON', payload: json };
}

/** The bytes of an edited payload. */
export function protectedContentBytes(text: string, kind: ContentKind): Result<Uint8Array> {
  if (kind === 'authentication ticket') return writeTicket(text);
  if (kind === 'bytes') return textPayloadBytes(text);
  if (kind === 'JSON') {
    const json = restyleJson(text, compactJson);
    return json.ok ? ok(utf8(json.value)) : fail(`The payload is no JSON: ${json.problem}.`);
  }
  const value = parseJson(text);
  const sid = value.ok && isRecord(value.value) ? value.value['sid'] : null;
  return typeof sid === 'string' ? ok(utf8(sid)) : fail('A session cookie is {"sid": "…"}.');
}

/** Epoch milliseconds of a ticket's property, such as `.expires`; null where it has none. */
export function ticketTime({ kind, payload }: ProtectedContent, name: string): number | null {
  const properties = kind === 'authentication ticket' && isRecord(payload.value) ? payload.value['properties'] : undefined;
  const text = properties !== undefined && isRecord(properties) ? properties[name] : undefined;
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

const principalTypes = ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier', 'sub', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', 'name', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress', 'email'];

/** Who a ticket is about: the id before the name, of the first identity. */
export function ticketPrincipal(payload: Value): string | null {
  const identities = isRecord(payload) ? payload['identities'] : undefined;
  const first = Array.isArray(identities) ? (identities[0] as Value | undefined) : undefined;
  const claims = isRecord(first) ? first['claims'] : undefined;
  if (!Array.isArray(claims)) return null;
  for (const type of principalTypes) {
    const claim = (claims as readonly Value[]).find((each) => isRecord(each) && each['type'] === type);
    if (isRecord(claim) && typeof claim['value'] === 'string') return claim['value'];
  }
  return null;
}
