/** One digest for a set of cookies: tells whether a jar is the same again, and gives no value away. */
import { valueDigest } from './value-digest';
import { cookieKey, type Cookie } from '../cookie/cookie';

/** Browsers give an expiry back some milliseconds off: whole seconds are compared. */
function seconds(expires: Cookie['expires']): number | 'session' {
  return expires === 'session' ? expires : Math.round(expires / 1000);
}

/** `sha256:…` over every cookie with its attributes, whatever their order. */
export function jarDigest(cookies: readonly Cookie[]): string {
  const rows = cookies.map((cookie) => {
    const { value, secure, httpOnly, sameSite, expires } = cookie;
    return JSON.stringify([cookieKey(cookie), value, secure, httpOnly, sameSite, seconds(expires)]);
  });
  return valueDigest(rows.sort().join('\n'));
}
