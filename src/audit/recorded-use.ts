/** The finding on a former value of a session that the recording itself shows at work. */
import type { HonouredValue } from '../rotation/honoured';
import { cookieNamed } from './cookie-named';
import type { Found } from './define';
import { requestText } from './evidence';
import type { CookieFact, LineFact } from './facts';
import type { Severity } from './finding';
import { inherent, isStateless } from './proof-results';

interface Seen {
  readonly cookies: readonly CookieFact[];
  readonly lines: readonly LineFact[];
}

function refusalText({ status, redirectUrl }: HonouredValue['refused']): string {
  return redirectUrl === null ? `answered ${status}` : 'sent to the login page';
}

export function recordedUse({ verdict, entry, refused }: HonouredValue, severity: Severity, { cookies, lines }: Seen): Found {
  const own = verdict.event === 'logout' && isStateless(verdict) ? 'medium' : severity;
  const text = `After the ${verdict.event} the value that ${verdict.cookie} had before it was sent once more, and ${requestText(entry)} was answered ${entry.status}; without it the same request is ${refusalText(refused)}.`;
  return {
    ...cookieNamed(verdict.cookie, cookies, lines),
    severity: own,
    production: own,
    message: text + (own === severity ? '' : inherent),
    evidence: { text, source: 'recording', request: requestText(entry) },
  };
}
