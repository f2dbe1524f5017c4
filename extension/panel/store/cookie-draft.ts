/** A cookie as a form holds it: texts that are not yet right, what is wrong with them, and the cookies they would make. */
import { refusalOfCookie, type Cookie, type SealedCookie } from '../../../src/index';

/** `payload`: sealed again with the key that verified it; `value`: the raw text; `none`: attributes only. */
export type EditedContent = 'payload' | 'value' | 'none';

export interface CookieDraft {
  readonly content: EditedContent;
  readonly text: string;
  readonly path: string;
  readonly domain: string;
  /** True: sent to sub-domains too. */
  readonly withSubdomains: boolean;
  readonly expiry: 'session' | 'date';
  /** `2026-11-25T10:30:00`, in UTC. */
  readonly expiresAt: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: Cookie['sameSite'];
}

const day = 86_400_000;

function fieldText(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19);
}

export function draftFrom(cookie: Cookie, content: EditedContent, text: string, nowMs: number): CookieDraft {
  const { path, domain, hostOnly, expires, secure, httpOnly, sameSite } = cookie;
  return {
    content, text, path, domain, withSubdomains: !hostOnly, secure, httpOnly, sameSite,
    expiry: expires === 'session' ? 'session' : 'date', expiresAt: fieldText(expires === 'session' ? nowMs + day : expires),
  };
}

/** Milliseconds; the former instant where the field still shows it, because a field has whole seconds only. */
function expiryOf({ expiry, expiresAt }: CookieDraft, former: Cookie['expires']): Cookie['expires'] {
  if (expiry === 'session') return 'session';
  if (former !== 'session' && fieldText(former) === expiresAt) return former;
  return Date.parse(`${expiresAt}Z`);
}

/** The cookie with the draft's attributes. */
export function withAttributes(cookie: Cookie, draft: CookieDraft): Cookie {
  const { path, domain, withSubdomains, secure, httpOnly, sameSite } = draft;
  return { ...cookie, path, domain: domain.trim().toLowerCase().replace(/^\./, ''), hostOnly: !withSubdomains, secure, httpOnly, sameSite, expires: expiryOf(draft, cookie.expires) };
}

/**
 * The family of cookies as the draft wants it: sealed values take the place of those of their name, a raw value that of the first; cookies
 * that sealing no longer needs are left out.
 */
export function draftedFamily(family: readonly Cookie[], draft: CookieDraft, sealed: readonly SealedCookie[]): Cookie[] {
  const [first] = family;
  if (first === undefined) return [];
  const values = new Map(sealed.map(({ name, value }) => [name, value]));
  if (draft.content === 'value') values.set(first.name, draft.text);
  const kept = family.filter(({ name }) => values.get(name) !== null).map((cookie) => ({ ...cookie, value: values.get(cookie.name) ?? cookie.value }));
  const known = new Set(family.map(({ name }) => name));
  const added = sealed.flatMap(({ name, value }) => (value === null || known.has(name) ? [] : [{ ...first, name, value }]));
  return [...kept, ...added].map((cookie) => withAttributes(cookie, draft));
}

function attributeProblems(draft: CookieDraft, nowMs: number): string[] {
  const expires = draft.expiry === 'session' ? null : Date.parse(`${draft.expiresAt}Z`);
  return [
    ...(draft.path.startsWith('/') ? [] : ['A path begins with a slash.']),
    ...(draft.domain.trim() === '' ? ['A domain is needed.'] : []),
    ...(expires !== null && Number.isNaN(expires) ? ['The expiry is no date.'] : []),
    ...(expires !== null && expires <= nowMs ? ['The expiry is in the past: the browser would delete the cookie. Use Delete for that.'] : []),
  ];
}

/** Why the drafted cookies would not be taken; empty where nothing stands against them. */
export function draftProblems(family: readonly Cookie[], draft: CookieDraft, nowMs: number): string[] {
  const refusals = family.flatMap((cookie) => refusalOfCookie(cookie) ?? []);
  return [...attributeProblems(draft, nowMs), ...new Set(refusals.map((text) => `A browser refuses this cookie: ${text}.`))];
}

export function sizeOf({ name, value }: Pick<Cookie, 'name' | 'value'>): number {
  return new TextEncoder().encode(name + value).length;
}
