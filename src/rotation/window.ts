/** How long an event lasts: until its first authenticated page has come, because some frameworks rotate only there. */
import { hostOf } from '../cookie/match';
import type { DescribedStep, Moments } from './described';
import type { DetectedEvent } from './detect';

/** After the first good answer, this long still belongs to the event. */
const settleMs = 2000;

export interface EventWindow {
  readonly before: Moments;
  readonly after: Moments;
  /** The steps from the event's own to the last one, of the event's host. */
  readonly steps: readonly DescribedStep[];
  /** False: the recording ends before the first good answer came. */
  readonly complete: boolean;
}

function isGoodAnswer(step: DescribedStep): boolean {
  const { entry } = step;
  return entry !== null && entry.status >= 200 && entry.status < 300 && entry.kind !== 'other';
}

/** The window of an event; `limit` is the index of the next event's step, which never belongs to it. */
export function windowOf(event: DetectedEvent, steps: readonly DescribedStep[], limit: number): EventWindow {
  const own = steps[event.step];
  if (own === undefined) throw new RangeError(`no step ${event.step}`);
  const host = hostOf(event.url);
  const within: DescribedStep[] = [own];
  let endMs = own.entry?.redirectUrl === null && isGoodAnswer(own) ? own.at + settleMs : Number.POSITIVE_INFINITY;
  let complete = Number.isFinite(endMs);
  for (const step of steps.slice(event.step + 1, limit)) {
    const startMs = step.entry?.startedMs ?? step.at;
    if (startMs > endMs) break;
    if (step.host !== host) continue;
    within.push(step);
    if (!complete && isGoodAnswer(step)) {
      complete = true;
      endMs = step.at + settleMs;
    }
  }
  return { before: own.momentsBefore, after: within.at(-1)?.momentsAfter ?? own.momentsAfter, steps: within, complete };
}
