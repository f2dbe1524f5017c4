/** Recording in, timeline out: events detected, every session cookie followed, a verdict on each login and logout. */
import { isRecord } from '../codec/value';
import { originOf } from '../cookie/match';
import type { WireCookie } from '../cookie/wire-cookie';
import type { DecodeResult } from '../decode/result';
import { isLoginRole } from '../decode/role';
import type { Role } from '../formats/define';
import { touchClass } from './compare';
import { describeSteps, type DescribedStep } from './described';
import { detectEvents, type DetectedEvent } from './detect';
import type { JarChange } from './jar-change';
import type { CookieMoment } from './moment';
import { diffPayloads, type PayloadChange } from './payload-diff';
import { replayTraffic } from './replay';
import { restoredSessions } from './restored';
import type { Past } from './ruling';
import { harmlessKeys } from './stateless-checks';
import type { Gap, Mark, RotationVerdict, Timeline, Touch } from './timeline';
import type { TrafficEntry } from './traffic';
import { verdictOn } from './verdict';
import { windowOf, type EventWindow } from './window';

export interface JudgeInput {
  readonly traffic: readonly TrafficEntry[];
  readonly jarChanges: readonly JarChange[];
  readonly gaps: readonly Gap[];
  readonly marks: readonly Mark[];
  /** Roles that the person chose, by cookie name. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Decodes a value of the past: expiry not judged. */
  readonly decode: (wire: WireCookie) => Promise<DecodeResult>;
}

function changesOf(before: CookieMoment | null, after: CookieMoment | null): PayloadChange[] {
  return before?.payload == null || after?.payload == null ? [] : diffPayloads(before.payload.value, after.payload.value);
}

/** `seen`: names that the recording has shown before, by host; it grows. */
function touchesOf({ entry, at, host, ending, isSighting, momentsBase, momentsAfter }: DescribedStep, seen: Set<string>): Touch[] {
  if (momentsBase === momentsAfter) return [];
  const names = new Set([...momentsBase.keys(), ...momentsAfter.keys()]);
  return [...names].flatMap((cookie): Touch[] => {
    const before = momentsBase.get(cookie) ?? null;
    const after = momentsAfter.get(cookie) ?? null;
    const role = (after ?? before)?.role ?? 'unknown';
    const kind = touchClass(before, after);
    // What a request shows for the first time was there before the recording: nobody touched it now.
    const wasThere = isSighting && before === null && !seen.has(`${host} ${cookie}`);
    seen.add(`${host} ${cookie}`);
    if (kind === 'same' || wasThere || !isLoginRole(role)) return [];
    return [{ cookie, entryId: entry?.id ?? null, at, class: kind === 'deleted' && ending !== null ? ending : kind, before, after, changes: changesOf(before, after) }];
  });
}

function hasGap(gaps: readonly Gap[], window: EventWindow): boolean {
  const from = window.steps[0]?.entry?.startedMs ?? window.steps[0]?.at ?? 0;
  const to = window.steps.at(-1)?.at ?? from;
  return gaps.some((gap) => gap.fromMs <= to && gap.toMs >= from);
}

/** So many changes of an id that no event explains make it one that always changes. */
const restlessChanges = 3;

function restlessNames(touches: readonly Touch[], events: readonly DetectedEvent[]): ReadonlySet<string> {
  const own = new Set(events.map(({ entryId }) => entryId));
  const counts = new Map<string, number>();
  for (const { cookie, entryId, class: kind } of touches)
    if (kind === 'identity-changed' && !own.has(entryId)) counts.set(cookie, (counts.get(cookie) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= restlessChanges).map(([name]) => name));
}

/** Keys that a login brought into a payload. */
function userKeysOf({ before, after }: RotationVerdict): string[] {
  const was = before?.payload?.value;
  const is = after?.payload?.value;
  if (is === undefined || !isRecord(is)) return [];
  return Object.keys(is).filter((key) => !(isRecord(was) && key in was) && !harmlessKeys.test(key));
}

/** The site that set the cookie last before the step at `index`; null where the recording does not show it. */
function setterOf(name: string, steps: readonly DescribedStep[], index: number): string | null {
  const host = steps[index]?.host;
  for (let i = index - 1; i >= 0; i -= 1) {
    const step = steps[i];
    if (step?.entry && step.host === host && step.entry.setCookies.some((line) => line.startsWith(`${name}=`))) return originOf(step.entry.url);
  }
  return null;
}

/** Cookies that log in. Ports share them: where the event's site has one of its own, one of another port that did not change is not judged. */
function judgedNames({ before, after }: EventWindow, steps: readonly DescribedStep[], index: number): readonly string[] {
  const all = [...new Map([...before, ...after]).values()].filter(({ role }) => isLoginRole(role)).map(({ name }) => name);
  const own = steps[index]?.entry;
  if (own == null || all.length < 2) return all;
  const site = originOf(own.url);
  const setters = new Map(all.map((name) => [name, setterOf(name, steps, index)]));
  const isOwn = (name: string): boolean => setters.get(name) === site || before.get(name)?.value !== after.get(name)?.value;
  return all.some(isOwn) ? all.filter((name) => isOwn(name) || setters.get(name) === null) : all;
}

/** Judges the events in their order, each with what the earlier ones told. */
function verdictsOf(events: readonly DetectedEvent[], steps: readonly DescribedStep[], touches: readonly Touch[], gaps: readonly Gap[]): RotationVerdict[] {
  const restless = restlessNames(touches, events);
  const signedIn = new Set<string>();
  const userKeys = new Map<string, readonly string[]>();
  return events.flatMap((event, i) => {
    const window = windowOf(event, steps, events[i + 1]?.step ?? steps.length);
    const host = steps[event.step]?.host ?? '';
    const names = judgedNames(window, steps, event.step);
    const pastOf = (name: string): Past => ({ isSignedIn: signedIn.has(host), userKeys: userKeys.get(`${host} ${name}`) ?? [], isRestless: restless.has(name) });
    const verdicts = names.map((name) => verdictOn(name, event, { window, hasGap: hasGap(gaps, window), past: pastOf(name) })).filter((verdict) => verdict !== null);
    if (event.kind === 'login') {
      signedIn.add(host);
      for (const verdict of verdicts) userKeys.set(`${host} ${verdict.cookie}`, userKeysOf(verdict));
    } else if (event.kind === 'logout') signedIn.delete(host);
    return verdicts;
  });
}

/**
 * Judges a recording; `traffic` is sorted by start. The same recording always gives the same timeline, whatever its absolute
 * times and the order of its keys.
 */
export async function judge(input: JudgeInput): Promise<Timeline> {
  const steps = await describeSteps(replayTraffic(input.traffic, input.jarChanges), input);
  const { events, possible, failed } = detectEvents(steps, input.marks);
  const isInGap = (atMs: number): boolean => input.gaps.some(({ fromMs, toMs }) => fromMs <= atMs && toMs >= atMs);
  const seen = new Set<string>();
  const touches = steps.flatMap((step) => touchesOf(step, seen));
  const verdicts = verdictsOf(events, steps, touches, input.gaps);
  const restored = restoredSessions(steps, new Set(events.map(({ step }) => step)));
  return { events: events.map(({ step: _step, isBearer: _isBearer, ...event }) => event), possible: possible.filter(({ entryId, at }) => entryId !== null || !isInGap(at)), failed, restored, touches, verdicts, gaps: input.gaps };
}
