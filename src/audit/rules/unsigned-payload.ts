/** Finds login cookies that anybody can write. */
import { isRecord } from '../../codec/value';
import type { DecodeResult } from '../../decode/result';
import { bareJson } from '../payload-fields';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

/** Members that are a proof of their own. */
const ownProof = /^(?:sig|signature|mac|hmac|tag|iv|access_token)$/i;

/** True where nothing is known, or a format that reads the value without finding a signature. */
function isBare(decoded: DecodeResult): boolean {
  if (decoded.status === 'unrecognised') return true;
  return decoded.status === 'read' && decoded.layers.every((layer) => layer.kind !== 'signature' || layer.state === 'missing');
}

export default defineRule({
  meta: {
    id: 'unsigned-payload',
    title: 'Payload without a signature',
    needs: ['cookies'],
    fix: ['secret'],
    references: ['ASVS 9.1.1', 'CWE-565', 'CWE-345'],
  },

  check({ cookies }) {
    return loginCookies(cookies).flatMap((cookie) => {
      const { decoded } = cookie;
      if (decoded.wire.companions.length > 0 || !isBare(decoded)) return [];
      const payload = bareJson(decoded.wire.value);
      if (payload === null || (isRecord(payload) && Object.keys(payload).some((key) => ownProof.test(key)))) return [];
      return [{ cookie, ...both('high'), confidence: 'likely' as const, message: `${cookie.name} is plain data without a signature: anybody can write another one.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyIjo0Mn0=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['cart=eyJpdGVtcyI6WzEsMl19; Path=/'] }],
  },
});
