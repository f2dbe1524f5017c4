/** Addresses without what must not be kept: credentials, passwords and one-time tokens are replaced where the recording enters. */
import { valueDigest } from '../crypto/value-digest';
import { isPasswordField } from './body-shape';

/** Shorter values are no tokens that nobody could guess, and a digest of them would give them away. */
const longEnough = 20;

const tokenParameter = /^(?:.*[_-])?(?:token|code|secret|otp|ticket|assertion|samlresponse|magic|signature|sig|api_?key|jwt|nonce|hash|verifier)$/i;
const tokenSegments = /^(?:magic(?:-?links?)?|login-?links?|passwordless|reset(?:-password)?|password-?reset|verify(?:-email)?|confirm(?:ation)?|activate|activation|invites?|invitations?|unsubscribe|tokens?|otp|one-time)$/i;

/** What stands for a value: its length and the beginning of its digest where it is long, nothing of it otherwise. */
export function hiddenValue(value: string): string {
  return value.length < longEnough ? 'hidden' : `hidden-${value.length}-${valueDigest(value).slice(7, 19)}`;
}

/** Length of the value that stands hidden in an address; 0 for what is none, or was short. */
export function hiddenLength(value: string): number {
  return Number(/^hidden-(\d{1,6})-[0-9a-f]{12}$/.exec(value)?.[1] ?? 0);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function cleanQuery(query: string): string {
  return query.replace(/([^?&;=]+)=([^&;]*)/g, (pair: string, name: string, value: string) => {
    const field = decoded(name);
    if (value === '') return pair;
    if (isPasswordField(field) && field !== 'p') return `${name}=hidden`;
    return tokenParameter.test(field) ? `${name}=${hiddenValue(decoded(value))}` : pair;
  });
}

/** A long segment after a word such as `magic` or `reset` is a one-time token. */
function cleanPath(path: string): string {
  const segments = path.split('/');
  return segments.map((segment, i) => (segment.length >= longEnough && tokenSegments.test(segments[i - 1] ?? '') ? hiddenValue(segment) : segment)).join('/');
}

/** The address without user name, password and fragment, with passwords and tokens in it hidden. */
export function cleanUrl(url: string): string {
  const bare = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, '$1').replace(/#.*$/s, '');
  const [, origin = '', path = '', query = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?]*)?([^?]*)(\?.*)?$/is.exec(bare) ?? [];
  return origin + cleanPath(path) + cleanQuery(query);
}
