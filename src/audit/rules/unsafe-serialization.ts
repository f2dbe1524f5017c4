/** Finds serialised objects that run code when they are read. */
import { unbase64, unbase64url } from '../../codec/base64';
import { latin1Text } from '../../codec/bytes';
import { percentDecoded } from '../../codec/wire-text';
import { both } from '../weight';
import { defineRule, type CookieFact } from '../define';

/** What a text is by its first bytes; null for nothing of the kind. */
function objectKind(text: string): string | null {
  const plain = percentDecoded(text) ?? text;
  const bytes = unbase64(plain) ?? unbase64url(plain);
  const decoded = bytes === null ? '' : latin1Text(bytes);
  if (/^[OC]:\d{1,4}:"/.test(plain) || /^[OC]:\d{1,4}:"/.test(decoded)) return 'a serialised PHP object';
  if (/^\x80[\x02-\x05]/.test(decoded) && decoded.endsWith('.')) return 'a Python pickle';
  if (decoded.startsWith('\xac\xed\x00\x05')) return 'a serialised Java object';
  return decoded.startsWith('\x00\x01\x00\x00\x00\xff\xff\xff\xff') ? 'a .NET BinaryFormatter value' : null;
}

/** The kinds as the formats call them in their payload layers. */
const layerKinds: readonly [title: RegExp, kind: string][] = [
  [/pickle/i, 'a Python pickle'],
  [/php object/i, 'a serialised PHP object'],
  [/java object/i, 'a serialised Java object'],
  [/binaryformatter/i, 'a .NET BinaryFormatter value'],
];

/** At the top level, inside a signed part, or in what a key has opened. */
function objectIn({ decoded }: CookieFact): string | null {
  const { value } = decoded.wire;
  const parts = value.length > 16_384 ? [] : value.split(/[.!?|:&]|--/).filter((part) => part.length >= 8);
  const found = [value, ...parts].map(objectKind).find((kind) => kind !== null);
  if (found !== undefined) return found;
  const titles = decoded.status === 'unrecognised' ? [] : decoded.layers.flatMap((layer) => (layer.kind === 'payload' ? [layer.title] : []));
  return layerKinds.find(([title]) => titles.some((each) => title.test(each)))?.[1] ?? null;
}

export default defineRule({
  meta: {
    id: 'unsafe-serialization',
    title: 'Serialised object in a cookie',
    needs: ['cookies'],
    about: 'every',
    fix: ['secret'],
    references: ['CWE-502'],
  },

  check({ cookies }) {
    return cookies.flatMap((cookie) => {
      const { decoded } = cookie;
      const kind = objectIn(cookie);
      if (kind === null) return [];
      return [{ cookie, ...both(decoded.status === 'verified' ? 'info' : 'high'), confidence: 'likely' as const, message: `${cookie.name} is ${kind}: a server that reads it before checking a signature runs what an attacker wrote.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['user=O%3A4%3A%22User%22%3A1%3A%7Bs%3A2%3A%22id%22%3Bi%3A42%3B%7D; Path=/'] }, { setCookie: ['sessionid=gASVFQAAAAAAAAB9lIwHdXNlcl9pZJRLKnMu:1vbrN6:bbxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; Path=/'] }, { setCookie: ['data=gASVDAAAAAAAAAB9lIwBYZRLAXMu; Path=/'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
