/** Finds serialised objects that run code when they are read. */
import { unbase64, unbase64url } from '../../codec/base64';
import { latin1Text } from '../../codec/bytes';
import { percentDecoded } from '../../codec/wire-text';
import { both } from '../weight';
import { defineRule } from '../define';

/** What a value is by its first bytes; null for nothing of the kind. */
function objectKind(text: string): string | null {
  const plain = percentDecoded(text) ?? text;
  const bytes = unbase64(plain) ?? unbase64url(plain);
  const decoded = bytes === null ? '' : latin1Text(bytes);
  if (/^[OC]:\d{1,4}:"/.test(plain) || /^[OC]:\d{1,4}:"/.test(decoded)) return 'a serialised PHP object';
  if (/^\x80[\x02-\x05]/.test(decoded) && decoded.endsWith('.')) return 'a Python pickle';
  if (decoded.startsWith('\xac\xed\x00\x05')) return 'a serialised Java object';
  return decoded.startsWith('\x00\x01\x00\x00\x00\xff\xff\xff\xff') ? 'a .NET BinaryFormatter value' : null;
}

export default defineRule({
  meta: {
    id: 'unsafe-serialization',
    title: 'Serialised object in a cookie',
    needs: ['cookies'],
    fix: ['secret'],
    references: ['CWE-502'],
  },

  check({ cookies }) {
    return cookies.flatMap((cookie) => {
      const { decoded } = cookie;
      const kind = objectKind(decoded.wire.value);
      if (kind === null) return [];
      return [{ cookie, ...both(decoded.status === 'verified' ? 'info' : 'high'), confidence: 'likely' as const, message: `${cookie.name} is ${kind}: a server that reads it before checking a signature runs what an attacker wrote.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['data=gASVDAAAAAAAAAB9lIwBYZRLAXMu; Path=/'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
