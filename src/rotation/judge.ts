/** Recording in, timeline out: events detected, every session cookie followed, a verdict on each login and logout. */
import type { WireCookie } from '../cookie/wire-cookie';
import type { DecodeResult } from '../decode/result';
import { isLoginRole } from '../decode/role';
import { touchClass } from './compare';
import { describeSteps, type DescribedStep } from './described';
import { detectEvents, type DetectedEvent } from './detect';
import type { JarChange } from './jar-change';
import { replayTraffic } from './replay';
import type { Gap, Mark, RotationVerdict, Timeline, Touch } from './timeline';
import type { TrafficEntry } from './traffic';
import { verdictOn } from './verdict';
import { windowOf, type EventWindow } from './window';

export interface JudgeInput {
  readonly traffic: readonly TrafficEntry[];
  readonly jarChanges: readonly JarChange[];
  readonly gaps: readonly Gap[];
  readonly marks: readonly Mark[];
  /** Decodes a value of the past: expiry not judged. */
  readonly decode: (wire: WireCookie) => Promise<DecodeResult>;
}

function touchesOf({ entry, at, momentsBefore, momentsAfter }: DescribedStep): Touch[] {
  if (momentsBefore === momentsAfter) return [];
  const names = new Set([...momentsBefore.keys(), ...momentsAfter.keys()]);
  return [...names].flatMap((cookie): Touch[] => {
    const before = momentsBefore.get(cookie) ?? null;
    const after = momentsAfter.get(cookie) ?? null;
    const role = (after ?? before)?.role ?? 'unknown';
    const kind = touchClass(before, after);
    return kind === 'same' || !isLoginRole(role) ? [] : [{ cookie, entryId: entry?.id ?? null, at, class: kind, before, after }];
  });
}

function hasGap({ gaps }: JudgeInput, window: EventWindow): boolean {
  const from = window.steps[0]?.entry?.startedMs ?? 0;
  const to = window.steps.at(-1)?.at ?? from;
  return gaps.some((gap) => gap.fromMs <= to && gap.toMs >= from);
}

function verdictsOf(event: DetectedEvent, steps: readonly DescribedStep[], limit: number, input: JudgeInput): RotationVerdict[] {
  const window = windowOf(event, steps, limit);
  const names = new Set([...window.before.values(), ...window.after.values()].filter(({ role }) => isLoginRole(role)).map(({ name }) => name));
  const gap = hasGap(input, window);
  return [...names].map((name) => verdictOn(name, event, window, gap)).filter((verdict) => verdict !== null);
}

/**
 * Judges a recording; `traffic` is sorted by start. The same recording always gives the same timeline, whatever its absolute
 * times and the order of its keys.
 */
export async function judge(input: JudgeInput): Promise<Timeline> {
  const steps = await describeSteps(replayTraffic(input.traffic, input.jarChanges), input.decode);
  const { events, possible } = detectEvents(steps, input.marks);
  const verdicts = events.flatMap((event, i) => verdictsOf(event, steps, events[i + 1]?.step ?? steps.length, input));
  return { events: events.map(({ step: _step, ...event }) => event), possible, touches: steps.flatMap(touchesOf), verdicts, gaps: input.gaps };
}
