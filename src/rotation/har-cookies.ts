/** The cookies of a HAR entry, whichever way its writer noted them: header lines, joined lines, or parsed lists only. */
import * as v from 'valibot';
import type { NameValue } from '../cookie/cookie';

const text = v.nullish(v.string(), '');

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

export function headerValues(headers: readonly NameValue[], name: string): string[] {
  return headers.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value);
}

/** False of what Chromium meant to send, before it knew what was sent: those lack the network's own headers, and the cookies with them. */
export function hasNetworkHeaders(headers: readonly { readonly name: string }[]): boolean {
  return headers.some(({ name }) => /^(?:host|:authority)$/i.test(name));
}

/** The pairs of Cookie headers, in order. */
export function sentCookies(lines: readonly string[]): NameValue[] {
  return lines.flatMap((line) =>
    line.split(/[;\n]/).flatMap((piece) => {
      const trimmed = piece.trim();
      if (trimmed === '') return [];
      const at = trimmed.indexOf('=');
      return [at < 0 ? { name: '', value: trimmed } : { name: trimmed.slice(0, at), value: trimmed.slice(at + 1) }];
    }),
  );
}

/** Epoch milliseconds of a HAR cookie's expiry: ISO text, or seconds where Playwright writes numbers; NaN for none. */
function expiryMs(expires: string | number | null | undefined): number {
  if (typeof expires === 'number') return expires < 0 ? Number.NaN : expires * 1000;
  return Date.parse(expires ?? '');
}

/** A line for a cookie that the recording lists parsed only: some writers leave the header out. */
function lineOf(cookie: unknown): string | null {
  const checked = v.safeParse(harCookie, cookie);
  if (!checked.success) return null;
  const { name, value, path, domain, expires, httpOnly, secure, sameSite } = checked.output;
  const time = expiryMs(expires);
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

/** Set-Cookie lines; `listed` are the parsed cookies, which count where no line stands in the headers. */
export function setCookieLines(headers: readonly NameValue[], listed: readonly unknown[]): string[] {
  // Several lines in one header are joined with line breaks where they are joined at all; a comma is never a separator of Set-Cookie.
  const lines = headerValues(headers, 'set-cookie').flatMap((line) => line.split(/\r?\n/)).filter((line) => line !== '');
  return lines.length > 0 ? lines : listed.map(lineOf).filter((line) => line !== null);
}
