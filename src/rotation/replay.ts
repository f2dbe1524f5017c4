/** The jar as the traffic shows it, replayed request by request: what each request was sent with, and what it left behind. */
import { assemble } from '../cookie/assemble';
import type { NameValue } from '../cookie/cookie';
import { domainMatches, hostOf } from '../cookie/match';
import { cookieFromLine, isDeletion } from '../cookie/received';
import type { WireCookie } from '../cookie/wire-cookie';
import type { JarChange } from './jar-change';
import type { TrafficEntry } from './traffic';

/** Cookies by name; the same object as long as nothing changes. */
export type JarState = ReadonlyMap<string, string>;

export interface Step {
  readonly entry: TrafficEntry | null;
  /** Epoch milliseconds at which the change was complete. */
  readonly at: number;
  readonly host: string;
  readonly before: JarState;
  readonly after: JarState;
  /** Names that this step removed. */
  readonly deleted: ReadonlySet<string>;
}

interface Replay {
  readonly states: Map<string, JarState>;
  /** When a name was last set by a response, to tell a script's write from a request that was already under way. */
  readonly setAt: Map<string, number>;
}

/** What the request was sent with: its own header where it is recorded, over what is known so far. */
function sentWith(entry: TrafficEntry, host: string, replay: Replay): JarState {
  const known = replay.states.get(host) ?? new Map<string, string>();
  const news = (entry.requestCookies ?? []).filter(
    ({ name, value }) => known.get(name) !== value && entry.startedMs >= (replay.setAt.get(`${host} ${name}`) ?? 0),
  );
  return news.length === 0 ? known : new Map([...known, ...news.map(({ name, value }) => [name, value] as const)]);
}

interface Applied {
  readonly after: JarState;
  readonly deleted: ReadonlySet<string>;
}

function applied(entry: TrafficEntry, host: string, before: JarState, replay: Replay): Applied {
  const at = entry.startedMs + entry.durationMs;
  const after = new Map(before);
  const deleted = new Set<string>();
  let changed = false;
  for (const line of entry.setCookies) {
    const cookie = cookieFromLine(line, entry.url, at);
    if (cookie === null || !domainMatches(host, cookie.domain)) continue;
    replay.setAt.set(`${host} ${cookie.name}`, at);
    if (isDeletion(cookie, at)) {
      changed = after.delete(cookie.name) || changed;
      deleted.add(cookie.name);
    } else {
      changed = changed || after.get(cookie.name) !== cookie.value;
      after.set(cookie.name, cookie.value);
      // Set again in the same response: the last line counts.
      deleted.delete(cookie.name);
    }
  }
  return { after: changed ? after : before, deleted };
}

function stepOf(entry: TrafficEntry, replay: Replay): Step {
  const host = hostOf(entry.url);
  const before = sentWith(entry, host, replay);
  const { after, deleted } = applied(entry, host, before, replay);
  replay.states.set(host, after);
  return { entry, at: entry.startedMs + entry.durationMs, host, before, after, deleted };
}

/** A change of the jar that no response explains: a script, another tab, or the browser. */
function jarStep({ before, after, at }: JarChange, replay: Replay): Step | null {
  const cookie = after ?? before;
  if (cookie === null) return null;
  const known = replay.states.get(cookie.domain) ?? new Map<string, string>();
  if (known.get(cookie.name) === after?.value) return null;
  const next = new Map(known);
  if (after === null) next.delete(cookie.name);
  else next.set(cookie.name, after.value);
  replay.states.set(cookie.domain, next);
  return { entry: null, at, host: cookie.domain, before: known, after: next, deleted: new Set(after === null ? [cookie.name] : []) };
}

/** True where a response set or removed the cookie of the change within two seconds of it. */
function isExplained(change: JarChange, lines: readonly { readonly at: number; readonly text: string }[]): boolean {
  const cookie = change.after ?? change.before;
  return lines.some(({ at, text }) => Math.abs(at - change.at) <= 2000 && cookie !== null && text.startsWith(`${cookie.name}=`));
}

/** The steps of a recording in their order. `traffic` is sorted by start: requests count in the order they were sent. */
export function replayTraffic(traffic: readonly TrafficEntry[], jarChanges: readonly JarChange[]): Step[] {
  const replay: Replay = { states: new Map(), setAt: new Map() };
  const lines = traffic.flatMap((entry) => entry.setCookies.map((text) => ({ at: entry.startedMs + entry.durationMs, text })));
  const changes = jarChanges.filter((change) => !isExplained(change, lines)).sort((a, b) => a.at - b.at);
  const steps: Step[] = [];
  let next = 0;
  const jarUntil = (ms: number): void => {
    for (let change = changes[next]; change !== undefined && change.at <= ms; change = changes[++next]) {
      const step = jarStep(change, replay);
      if (step !== null) steps.push(step);
    }
  };
  for (const entry of traffic) {
    jarUntil(entry.startedMs);
    steps.push(stepOf(entry, replay));
  }
  jarUntil(Number.POSITIVE_INFINITY);
  return steps;
}

/** The values that a state's cookies make up. */
export function wiresOf(state: JarState): WireCookie[] {
  return assemble([...state].map(([name, value]): NameValue => ({ name, value })));
}
