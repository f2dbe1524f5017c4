/** Finds encrypted cookies that nothing keeps from being changed. */
import { isRecord } from '../../codec/value';
import { bareJson } from '../payload-fields';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'unauthenticated-encryption',
    title: 'Encrypted, but not authenticated',
    needs: ['cookies'],
    about: 'every',
    fix: ['secret'],
    references: ['CWE-353', 'CWE-347'],
  },

  check({ cookies }) {
    return cookies.flatMap((cookie) => {
      const sealed = bareJson(cookie.decoded.wire.value);
      if (sealed === null || !isRecord(sealed) || typeof sealed['iv'] !== 'string' || typeof sealed['value'] !== 'string') return [];
      const isProtected = [sealed['mac'], sealed['tag']].some((part) => typeof part === 'string' && part !== '');
      return isProtected ? [] : [{ cookie, ...both('high'), message: `${cookie.name} is encrypted and has neither a MAC nor a tag: its plain text can be changed without the key.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['laravel_session=eyJpdiI6ICJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBPT0iLCAidmFsdWUiOiAicTgzdkVqUldlSkNyemU4U05GWjRrQT09IiwgIm1hYyI6ICIiLCAidGFnIjogIiJ9; Path=/'] }],
    good: [{ setCookie: ['laravel_session=eyJpdiI6ICJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBPT0iLCAidmFsdWUiOiAicTgzdkVqUldlSkNyemU4U05GWjRrQT09IiwgIm1hYyI6ICJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhIiwgInRhZyI6ICIifQ==; Path=/'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
