/** Finds login cookies that anybody can write. */
import { isRecord, type Value } from '../../codec/value';
import { percentDecoded } from '../../codec/wire-text';
import { isLoginRole } from '../../decode/role';
import { bareJson } from '../payload-fields';
import { both } from '../weight';
import { defineRule, type CookieFact } from '../define';

/** Members that are a proof of their own. */
const ownProof = /^(?:sig|signature|mac|hmac|tag|iv|access_token)$/i;

/** Members that say who somebody is or what they may do. */
const telling = /^(?:user|user_?id|user_?name|uid|account_?id|roles?|is_?admin|admin|is_?staff|permissions?|id|sub)$/i;

/** Cookies that anybody may write. */
const harmless = /cart|basket|consent|cookie|theme|pref|visit|experiment|variant|feature|utm|track|analytic|banner|locale|lang|device|metric/i;

/** Formats with nothing that a server could check, and bare data. */
function bareData({ decoded }: CookieFact): Value | null {
  if (decoded.wire.companions.length > 0) return null;
  if (decoded.status === 'unrecognised') return bareJson(decoded.wire.value) ?? serialised(decoded.wire.value);
  const isProtected = decoded.layers.some((layer) => layer.kind === 'cipher' || (layer.kind === 'signature' && layer.state !== 'missing'));
  if (decoded.status !== 'read' || isProtected || decoded.meta.holds === 'id') return null;
  // A signature that is missing is told by the format; a token without one has a rule of its own.
  if (decoded.meta.id === 'jwt') return null;
  return bareJson(decoded.wire.value) ?? decoded.payload?.value ?? null;
}

/** A serialised object as far as a name inside tells: PHP's and pickled ones are no JSON. */
function serialised(text: string): Value | null {
  const plain = percentDecoded(text) ?? text;
  const name = /^(?:O:\d{1,4}:"[^"]{1,100}":\d+:|a:\d+:)\{.*s:\d+:"(user(?:_?id|name)?|role|is_?admin|admin|id)";/i.exec(plain)?.[1];
  return name === undefined ? null : { [name]: true };
}

function isTelling(value: Value): boolean {
  return isRecord(value) && Object.entries(value).some(([key, member]) => telling.test(key) && member !== null && member !== '');
}

function matters({ role, name }: CookieFact, payload: Value): boolean {
  return isLoginRole(role) || (role === 'unknown' && !harmless.test(name) && isTelling(payload));
}

export default defineRule({
  meta: {
    id: 'unsigned-payload',
    title: 'Payload without a signature',
    needs: ['cookies'],
    about: 'every',
    fix: ['secret'],
    references: ['ASVS 9.1.1', 'CWE-565', 'CWE-345'],
  },

  check({ cookies }) {
    return cookies.flatMap((cookie) => {
      const payload = bareData(cookie);
      if (payload === null || !matters(cookie, payload)) return [];
      if (isRecord(payload) && Object.keys(payload).some((key) => ownProof.test(key))) return [];
      return [{ cookie, ...both('high'), confidence: 'likely' as const, message: `${cookie.name} is plain data without a signature: anybody can write another one.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['profile=%7B%22user_id%22%3A42%2C%22role%22%3A%22admin%22%7D; Path=/'] }, { setCookie: ['session=eyJ1c2VyIjo0Mn0=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['cart=eyJpdGVtcyI6WzEsMl19; Path=/'] }],
  },
});
