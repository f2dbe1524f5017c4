/** Keys that stand in source text without a name of their own: as arguments of the call or directive that takes them. */
import type { SecretInput } from '../crypto/keys';
import { stringLiterals } from './string-literals';

/** Calls whose literal arguments are all keys, current first. */
const call = /(?:\b(?:SignedCookieSessionFactory|cookieParser|New(?:Cookie|Filesystem)Store|cookie\.NewStore|securecookie\.New|new Keygrip|(?:URLSafe(?:Timed)?|Timed)Serializer|secrets|TKTAuthSecret)|:session_secret,)\s?\(?/g;
const keyBuffer = /\bkey:\s?Buffer\.from\(\s?(["'])([\w+/=-]{1,500})\1\s?,\s?["'](hex|base64)["']/g;
/** A call with its keys is no longer. */
const longestCall = 600;
const mostCalls = 50;

function argumentsAt(text: string, start: number): string {
  const rest = text.slice(start, start + longestCall);
  const line = rest.indexOf('\n');
  const close = rest.search(/\)\s?[;)]?\s*(?:\n|$)/);
  return rest.slice(0, close >= 0 ? close : line >= 0 ? line : rest.length);
}

/** The keys of all such calls, in order. */
export function keysInCalls(text: string): SecretInput[] {
  const found: SecretInput[] = [];
  for (const match of text.matchAll(call)) {
    if (found.length > mostCalls) break;
    const literals = stringLiterals(argumentsAt(text, match.index + match[0].length));
    const name = match[0].replace(/^:|[\s(,]+$/g, '');
    found.push(...literals.map(({ text: value, encoding }, i) => ({ field: 'secret', value, encoding, label: literals.length > 1 ? `${name} ${i + 1}` : name })));
  }
  for (const [, , value = '', encoding] of [...text.matchAll(keyBuffer)].slice(0, mostCalls)) found.push({ field: 'secret', value, encoding: encoding === 'hex' ? 'hex' : 'base64', label: 'key' });
  return found;
}
