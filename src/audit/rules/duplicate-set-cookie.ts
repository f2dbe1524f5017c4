/** Finds responses that set one cookie twice. */
import type { LineFact } from '../facts';
import { defaultPath } from '../../cookie/match';
import { forRole } from '../weight';
import { defineRule } from '../define';

/** Name, domain and path as the browser stores them; null for a line that it ignores. */
function placeOf({ name, parsed, url }: LineFact): string | null {
  return parsed === null ? null : JSON.stringify([name, parsed.domain, parsed.path ?? defaultPath(url)]);
}

export default defineRule({
  meta: {
    id: 'duplicate-set-cookie',
    title: 'Set twice by one response',
    needs: ['lines'],
    about: 'line',
    fix: [],
    references: ['RFC 6265 4.1.1'],
  },

  check({ lines }) {
    const first = new Map<LineFact['entry'], Map<string, string>>();
    return lines.flatMap((cookie) => {
      const place = placeOf(cookie);
      if (place === null) return [];
      const ofResponse = first.get(cookie.entry) ?? new Map<string, string>();
      first.set(cookie.entry, ofResponse);
      const before = ofResponse.get(place);
      ofResponse.set(place, cookie.line);
      if (before === undefined || before === cookie.line) return [];
      return [{ cookie, ...forRole(cookie.role, 'medium'), message: `One response sets ${cookie.name} twice with different lines; the last one wins.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/', 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200', 'session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
