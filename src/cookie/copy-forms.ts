/** A cookie in the forms that people copy: header lines and a command. */
import type { Cookie, NameValue, SameSite } from './cookie';

const sameSiteWords: Readonly<Record<Exclude<SameSite, 'unset'>, string>> = { strict: 'Strict', lax: 'Lax', none: 'None' };

/** The Set-Cookie line that would make this cookie; a partitioned one with its attribute. */
export function setCookieLine(cookie: Cookie): string {
  const { name, value, domain, hostOnly, path, secure, httpOnly, sameSite, expires, partition } = cookie;
  return [
    `${name}=${value}`,
    ...(hostOnly ? [] : [`Domain=${domain}`]),
    `Path=${path}`,
    ...(expires === 'session' ? [] : [`Expires=${new Date(expires).toUTCString()}`]),
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(sameSite === 'unset' ? [] : [`SameSite=${sameSiteWords[sameSite]}`]),
    ...(partition === null ? [] : ['Partitioned']),
  ].join('; ');
}

/** `a=1; b=2`, as in a Cookie header. */
export function cookieHeader(cookies: readonly NameValue[]): string {
  return cookies.map(({ name, value }) => (name === '' ? value : `${name}=${value}`)).join('; ');
}

/** A text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A curl command for a POSIX shell that asks for the address with these cookies. */
export function curlCommand(url: string, cookies: readonly NameValue[]): string {
  return `curl ${shellWord(url)} -H ${shellWord(`Cookie: ${cookieHeader(cookies)}`)}`;
}
