/** How long an event lasts: until its first good page has come, because some frameworks rotate only there. */
import type { DescribedStep, Moments } from './described';
import type { DetectedEvent } from './detect';

/** After the first good answer, this long still belongs to the event. */
const settleMs = 2000;
/** Answers that come longer after their request are not looked for. */
const longestAnswerMs = 60_000;

export interface EventWindow {
  readonly before: Moments;
  readonly after: Moments;
  /** The steps from the event's own to the last one, of the event's host. */
  readonly steps: readonly DescribedStep[];
  /** The steps between this window and the next event, of the event's host. */
  readonly later: readonly DescribedStep[];
  /** False: the recording ends before the first good answer came. */
  readonly complete: boolean;
  /** Cookies set by answers to requests that were under way while the event happened. */
  readonly raced: ReadonlySet<string>;
  /** False: the recording does not tell with which cookies the event's request was sent. */
  readonly knowsBefore: boolean;
}

function isGoodAnswer(step: DescribedStep): boolean {
  const { entry } = step;
  return entry !== null && entry.status >= 200 && entry.status < 300 && entry.kind !== 'other';
}

/** Sent after the event's answer had come, as its consequence. */
function isAfter(step: DescribedStep, own: DescribedStep): boolean {
  return step.sentRank >= own.rank || (step.entry !== null && step.entry.url === own.entry?.redirectUrl);
}

function changedNames({ momentsBase, momentsAfter }: DescribedStep): string[] {
  if (momentsBase === momentsAfter) return [];
  return [...momentsAfter.values()].filter(({ name, value }) => momentsBase.get(name)?.value !== value).map(({ name }) => name);
}

/** Steps that were under way when the event was answered, and answered after it. */
function racing(own: DescribedStep, index: number, within: readonly DescribedStep[], steps: readonly DescribedStep[]): DescribedStep[] {
  const startedMs = own.entry?.startedMs ?? own.at;
  const isRacing = (step: DescribedStep): boolean => step.rank > own.rank && step.entry !== null && step.host === own.host && !isAfter(step, own);
  const earlier: DescribedStep[] = [];
  for (let i = index - 1; i >= 0; i -= 1) {
    const step = steps[i];
    if (step === undefined || step.latestRank <= own.rank || startedMs - (step.entry?.startedMs ?? step.at) > longestAnswerMs) break;
    if (isRacing(step)) earlier.push(step);
  }
  return [...earlier, ...within.filter((step) => step !== own && isRacing(step))];
}

/** The window of an event; `limit` is the index of the next event's step, which never belongs to it. */
export function windowOf(event: DetectedEvent, steps: readonly DescribedStep[], limit: number): EventWindow {
  const own = steps[event.step];
  if (own === undefined) throw new RangeError(`no step ${event.step}`);
  const within: DescribedStep[] = [own];
  let endMs = own.entry?.redirectUrl === null && isGoodAnswer(own) ? own.at + settleMs : Number.POSITIVE_INFINITY;
  let complete = Number.isFinite(endMs);
  let i = event.step + 1;
  for (; i < limit; i += 1) {
    const step = steps[i];
    if (step === undefined || (step.entry?.startedMs ?? step.at) > endMs) break;
    if (step.host !== own.host) continue;
    // Cookies that went without a response, after a good page had come: another story begins.
    if (complete && step.entry === null && step.deleted.size > 0) break;
    within.push(step);
    if (!complete && isAfter(step, own) && isGoodAnswer(step)) {
      complete = true;
      endMs = step.at + settleMs;
    }
  }
  const late = racing(own, event.step, within, steps);
  // What ends by itself in the meantime is no doing of the event.
  const last = [...within, ...late].filter(({ at, ending }) => at <= endMs && ending === null).reduce((latest, step) => (step.rank > latest.rank ? step : latest), own);
  return {
    before: own.momentsBefore,
    after: last.momentsAfter,
    steps: within,
    later: steps.slice(i, limit).filter(({ host }) => host === own.host),
    complete,
    raced: new Set(late.flatMap(changedNames)),
    knowsBefore: own.entry?.requestCookies !== null,
  };
}
