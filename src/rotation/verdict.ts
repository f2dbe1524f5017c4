/** The verdict on one cookie at one event: what is known, why, and what would settle what is not. */
import { touchClass } from './compare';
import type { DetectedEvent } from './detect';
import { loginRuling } from './login-ruling';
import { logoutRuling } from './logout-ruling';
import { privilegeRuling } from './privilege-ruling';
import type { Case, Past, Ruling } from './ruling';
import { statelessChecks } from './stateless-checks';
import type { RotationVerdict } from './timeline';
import type { EventWindow } from './window';

const rulings = { login: loginRuling, logout: logoutRuling, 'privilege-change': privilegeRuling };

/** A gap in the recording inside the window: nothing is concluded across it. */
function gapRuling(name: string): Ruling {
  return { verdict: 'unclear', mood: 'unclear', why: `The recording has a gap around this event: what happened to ${name} in it is not known.`, settle: 'Record the event again.' };
}

function evidenceOf({ before, after, touch, event }: Case): string[] {
  return [
    ...event.evidence,
    `before: ${before === null ? 'none' : (before.identity ?? before.digest)}`,
    `after: ${after === null ? 'none' : (after.identity ?? after.digest)}`,
    `change: ${touch}`,
  ];
}

/** A cookie that tells nothing is most likely set by the framework of those beside it, where they agree. */
function frameworkOf({ before, after, window }: Case): string | null {
  const own = after?.framework ?? before?.framework;
  if (own != null) return own;
  const others = new Set([...window.before.values(), ...window.after.values()].flatMap(({ framework }) => framework ?? []));
  return others.size === 1 ? ([...others][0] ?? null) : null;
}

/** The verdict on the cookie `name`; null where there is nothing to say. `hasGap`: the recording is not complete around the event. */
export function verdictOn(name: string, event: DetectedEvent, { window, hasGap, past }: { window: EventWindow; hasGap: boolean; past: Past }): RotationVerdict | null {
  const before = window.before.get(name) ?? null;
  const after = window.after.get(name) ?? null;
  const item: Case = { name, event, before, after, window, past, touch: touchClass(before, after) };
  const ruling = hasGap ? gapRuling(name) : rulings[event.kind](item);
  if (ruling === null) return null;
  const moment = after ?? before;
  return {
    event: event.kind,
    entryId: event.entryId,
    at: event.at,
    cookie: name,
    formatId: moment?.formatId ?? null,
    framework: frameworkOf(item),
    verdict: ruling.verdict,
    mood: ruling.mood,
    why: ruling.why,
    evidence: evidenceOf(item),
    settle: ruling.settle ?? null,
    before,
    after,
    checks: moment?.comparable === 'payload' ? statelessChecks({ event, window, before, after }) : [],
  };
}
