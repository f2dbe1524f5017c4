/** Finds lines whose cookie never reached the jar, and says why. */
import type { Cookie } from '../../cookie/cookie';
import { hostOf } from '../../cookie/match';
import { refusalCause, type Refusal } from '../../cookie/refusal';
import { expiryOf } from '../../cookie/set-cookie';
import { both, forRole, type Weight } from '../weight';
import { defineRule, type LineFact } from '../define';
import type { PageFact } from '../facts';

/** An answer's cookie is in the jar by then. */
const settledMs = 500;

/** As heavy as the rule that names the cause; information where none does. */
function weightOf(cause: Refusal | null, { role, name }: LineFact): Weight {
  if (cause === null || cause.rule === null) return both('info');
  if (cause.rule === 'control-character') return forRole(role, 'medium');
  return both(cause.rule === 'broken-prefix' && /^__(?:host-)?http-/i.test(name) ? 'medium' : 'high');
}

/** True where the cookie should be in the jar by now: the jar is listed for the page and for the hosts that it holds cookies of. */
function isExpected({ isDeletion, atMs, entry, url, parsed }: LineFact, page: PageFact, jar: readonly Cookie[]): boolean {
  const host = hostOf(url);
  if (isDeletion || page.nowMs < atMs + (entry === null ? 0 : settledMs)) return false;
  if (host !== page.host && !jar.some(({ domain }) => domain === host)) return false;
  const end = parsed === null ? 'session' : expiryOf(parsed, atMs);
  return end === 'session' || end > page.nowMs;
}

export default defineRule({
  meta: {
    id: 'rejected-cookie',
    title: 'Set, but not stored',
    needs: ['lines', 'jar', 'page'],
    about: 'line',
    fix: [],
    references: ['draft-ietf-httpbis-layered-cookies (Store a Cookie)'],
  },

  check({ lines, jar, page }) {
    const latest = new Map(lines.map((line) => [line.name, line]));
    return [...latest.values()].flatMap((cookie) => {
      if (!isExpected(cookie, page, jar)) return [];
      const cause = refusalCause(cookie.line, cookie.url);
      // Of a refused line an earlier value may be left in the jar; a value that is there was not refused.
      if (jar.some(({ name, value }) => name === cookie.name && (cause === null || value === cookie.pieces.value))) return [];
      const where = page.browser === null ? '' : ` (${page.browser})`;
      const why = cause === null ? '. Nothing in its line explains it: third-party blocking, a partition, a container or a script may.' : `${where}: ${cause.text}.`;
      return [{ cookie, ...weightOf(cause, cookie), message: `${cookie.name} was set, and is not in the jar${why}` }];
    });
  },

  examples: {
    bad: [{ url: 'http://app.example.com/', cookies: [{ name: 'a', value: '1', secure: false, httpOnly: false }], setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure'] }],
    good: [{ cookies: [{ name: 'session', value: 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', secure: true, httpOnly: true }], setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
