/**
 * The browser's cookies as the traffic shows them, replayed request by request: what each request was sent with, and what it left
 * behind. Requests count in the order they were sent, answers in the order they came.
 */
import { assemble } from '../cookie/assemble';
import type { Cookie } from '../cookie/cookie';
import { domainMatches, hostOf, requestPathOf } from '../cookie/match';
import type { WireCookie } from '../cookie/wire-cookie';
import { HeldCookies, type JarState } from './held-cookies';
import { unexplainedChanges, type JarChange } from './jar-change';
import type { TrafficEntry } from './traffic';

export type { JarState } from './held-cookies';

export interface Step {
  /** Null: no recorded request. */
  readonly entry: TrafficEntry | null;
  /** Epoch milliseconds at which the change was complete. */
  readonly at: number;
  readonly host: string;
  /** What the request was sent with. */
  readonly before: JarState;
  /** What was held when the answer came: another answer may have come first. */
  readonly base: JarState;
  readonly after: JarState;
  /** Names that this step removed. */
  readonly deleted: ReadonlySet<string>;
  /** When the step took effect among all steps, and how many had when it began: answers overtake each other. */
  readonly rank: number;
  readonly sentRank: number;
  /** Why a cookie of this step ended where no response removed it. */
  readonly ending: 'expired' | 'evicted' | null;
  /** Known only from what a request was sent with: when and by whom it was set is not recorded. */
  readonly isSighting: boolean;
}

type Draft = { -readonly [Key in keyof Step]: Step[Key] };

interface Pending {
  readonly step: Draft;
  readonly entry: TrafficEntry;
}

class Replay {
  readonly steps: Draft[] = [];
  readonly #held = new HeldCookies();
  #pending: Pending[] = [];
  #rank = 0;
  /** Of the latest request. */
  #host = '';

  /** A request starts: what has come until then is applied, and the request's own header corrects what is known. */
  request(entry: TrafficEntry): void {
    const host = hostOf(entry.url);
    this.#host = host;
    this.#arrive(({ step }) => step.at <= entry.startedMs);
    const names = this.#held.differences(entry);
    // Clocks round: an answer that explains what this request sent has come, whatever its recorded end.
    if (names.length > 0) this.#arrive(({ entry: other }) => other.setCookies.some((line) => names.some((name) => line.startsWith(`${name}=`))));
    if (this.#held.differences(entry).length > 0) this.#aside(host, requestPathOf(entry.url), { at: entry.startedMs, ending: null, isSighting: true }, () => this.#held.correct(entry));
    const before = this.#held.view(host, requestPathOf(entry.url));
    const step: Draft = { entry, at: entry.startedMs + entry.durationMs, host, before, base: before, after: before, deleted: new Set(), rank: this.#rank, sentRank: this.#rank, ending: null, isSighting: false };
    this.steps.push(step);
    this.#pending.push({ step, entry });
  }

  /** Changes of the jar at one instant. */
  jarChanges(changes: readonly JarChange[]): void {
    for (const { at } of changes) this.#arrive(({ step }) => step.at <= at);
    // What changes now and no request has shown so far was there before.
    for (const { before, at } of changes)
      if (before !== null && this.#held.at(before) === null && !this.#held.hasEnded(before)) this.#put(before, { at, ending: null, isSighting: true }, false);
    for (const { before, after, at, cause } of changes) {
      const cookie = after ?? before;
      if (cookie === null || this.#held.at(cookie)?.value === after?.value) continue;
      this.#put(cookie, { at, ending: cause === 'expired' || cause === 'evicted' ? cause : null, isSighting: false }, after === null);
    }
  }

  /** Cookies end by themselves; `host` is the one whose request shows it. */
  expire(host: string, path: string, atMs: number): void {
    // What came while it was still there was sent with it.
    this.#arrive(({ step }) => step.at <= atMs);
    const before = this.#held.view(host, path);
    const names = this.#held.expire(atMs);
    if (names.length > 0) this.#record(host, path, before, { at: atMs, ending: 'expired', isSighting: false, deleted: new Set(names) });
  }

  finish(): void {
    this.#arrive(() => true);
  }

  /** Seen from the host of the latest request where that can see it. */
  #put(cookie: Cookie, what: Pick<Step, 'at' | 'ending' | 'isSighting'>, isRemoved: boolean): void {
    const { name, value, domain, hostOnly, path, secure, sameSite, expires } = cookie;
    const host = hostOnly || !domainMatches(this.#host, domain) ? domain : this.#host;
    this.#aside(host, path, what, () => this.#held.put({ name, value, domain, hostOnly, path, secure, expires, isStrict: sameSite === 'strict', setAtMs: what.at, former: null }, isRemoved));
  }

  #aside(host: string, path: string, what: Pick<Step, 'at' | 'ending' | 'isSighting'>, change: () => void): void {
    const before = this.#held.view(host, path);
    change();
    const after = this.#held.view(host, path);
    const deleted = before.filter(({ name }) => !after.some((cookie) => cookie.name === name)).map(({ name }) => name);
    this.#record(host, path, before, { ...what, deleted: new Set(deleted) });
  }

  #record(host: string, path: string, before: JarState, what: Pick<Step, 'at' | 'ending' | 'isSighting' | 'deleted'>): void {
    this.steps.push({ entry: null, host, before, base: before, after: this.#held.view(host, path), sentRank: this.#rank, rank: ++this.#rank, ...what });
  }

  #arrive(hasCome: (pending: Pending) => boolean): void {
    const come = this.#pending.filter(hasCome);
    if (come.length === 0) return;
    this.#pending = this.#pending.filter((item) => !come.includes(item));
    for (const { step, entry } of come.sort((a, b) => a.step.at - b.step.at)) this.#apply(step, entry);
  }

  #apply(step: Draft, entry: TrafficEntry): void {
    const { host, at } = step;
    step.base = this.#held.view(host, requestPathOf(entry.url));
    const deleted = new Set<string>();
    if (entry.responseHeaders.some(({ name, value }) => name === 'clear-site-data' && /"(?:cookies|\*)"/.test(value)))
      for (const name of this.#held.clear(host, at)) deleted.add(name);
    for (const line of entry.setCookies) {
      const removed = this.#held.receive(line, entry.url, at);
      if (removed !== null) deleted.add(removed);
    }
    step.after = this.#held.view(host, requestPathOf(entry.url));
    step.deleted = new Set([...deleted].filter((name) => !step.after.some((cookie) => cookie.name === name)));
    step.rank = ++this.#rank;
  }
}

/** The steps of a recording in their order. `traffic` is sorted by start. */
export function replayTraffic(traffic: readonly TrafficEntry[], jarChanges: readonly JarChange[]): Step[] {
  const replay = new Replay();
  const changes = unexplainedChanges(jarChanges, traffic);
  let next = 0;
  const jarUntil = (ms: number): void => {
    for (let change = changes[next]; change !== undefined && change.at <= ms; change = changes[next]) {
      const { at } = change;
      const from = next;
      while (changes[next]?.at === at) next += 1;
      replay.jarChanges(changes.slice(from, next));
    }
  };
  for (const entry of traffic) {
    jarUntil(entry.startedMs);
    replay.expire(hostOf(entry.url), requestPathOf(entry.url), entry.startedMs);
    replay.request(entry);
  }
  jarUntil(Number.POSITIVE_INFINITY);
  replay.finish();
  return replay.steps;
}

/** The values that a state's cookies make up. */
export function wiresOf(state: JarState): WireCookie[] {
  return assemble(state);
}
