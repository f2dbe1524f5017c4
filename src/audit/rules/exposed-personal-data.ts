/** Finds personal data in a payload that the browser holds. */
import { payloadFields, payloadOf } from '../payload-fields';
import { personalDataIn } from '../personal-data';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'exposed-personal-data',
    title: 'Personal data in the cookie',
    needs: ['cookies'],
    about: 'login-payload',
    fix: [],
    references: ['ASVS 14.3.3', 'ASVS 14.2.4', 'CWE-315', 'CWE-312'],
  },

  check({ cookies }) {
    return loginCookies(cookies).flatMap((cookie) => {
      const payload = payloadOf(cookie);
      if (payload === null) return [];
      const fields = payloadFields(payload.value).filter((field) => personalDataIn(field) !== null);
      const kinds = [...new Set(fields.map((field) => personalDataIn(field)))];
      if (kinds.length === 0) return [];
      const onlyMail = kinds.every((kind) => kind === 'an e-mail address');
      const weight = payload.isEncrypted ? (onlyMail ? 'info' : 'low') : onlyMail ? 'low' : 'medium';
      const where = [...new Set(fields.map(({ name }) => name).filter((name) => name !== ''))].slice(0, 5).join(', ');
      const who = payload.isEncrypted ? 'Only the server can read it, but it is present.' : 'A signed cookie is not a secret one.';
      return [{ cookie, ...both(weight), confidence: 'likely' as const, message: `${cookie.name} holds ${kinds.join(', ')}${where === '' ? '' : ` (${where})`}. ${who}` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=.eJyrViotTi2Kz0xRsjIx0lFKTiwCspRMDA0NFQxRCKVaAAstCsM.aVWq8A.YPsPsXQ9pZwUL1G3qT8JXcPtdVM; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=.eJyrViotTi2Kz0xRsjIx0lFKTiwCspRMDA0NFQyRCSOlWgALMArE.aVWq8A.QybXlmdwm33PirMVK4rBJ7ogbbI; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
