/** What came after a request, as far as it tells how the request ended: the page it led to, pages that open or stay shut, a retry. */
import type { DescribedStep } from './described';
import { isLoginPagePath, isLoginPath, isLogoutPath, pathOf } from './path-words';
import type { TrafficEntry } from './traffic';

export interface FollowUp {
  /** What the redirects led to in the end, as far as they were recorded; null for none. */
  readonly landing: TrafficEntry | null;
  /** A page that was refused before and opened now. */
  readonly opened: string | null;
  /** A page that was refused now. */
  readonly refused: string | null;
  /** The same form was sent again before anything else was seen. */
  readonly isRetried: boolean;
}

/** Further than so many requests of the same host nothing is a consequence. */
const reach = 12;

/** Refused: sent to the login page, or told that nobody is signed in. */
export function isRefusal({ status, redirectUrl, url }: TrafficEntry): boolean {
  if (status === 401) return true;
  return redirectUrl !== null && isLoginPagePath(redirectUrl) && !isLoginPagePath(url) && pathOf(redirectUrl) !== pathOf(url);
}

function isPage({ method, kind }: TrafficEntry): boolean {
  return method === 'GET' && kind !== 'other';
}

function laterEntries(steps: readonly DescribedStep[], index: number): TrafficEntry[] {
  const own = steps[index];
  const later: TrafficEntry[] = [];
  for (let i = index + 1; i < steps.length && later.length < reach && i < index + 20 * reach; i += 1) {
    const step = steps[i];
    if (!step?.entry || step.host !== own?.host) continue;
    if (isLogoutPath(step.entry.url)) break;
    later.push(step.entry);
  }
  return later;
}

function isSameForm(a: TrafficEntry, b: TrafficEntry): boolean {
  return a.method === b.method && pathOf(a.url) === pathOf(b.url) && b.requestBody?.hasPassword === true;
}

function landingOf(own: TrafficEntry, later: readonly TrafficEntry[]): TrafficEntry | null {
  let landing: TrafficEntry | null = null;
  let target = own.redirectUrl;
  for (const entry of later) {
    if (entry.url !== target) continue;
    landing = entry;
    // A page that refuses is the end of the way: what it leads to is only the login page.
    if (entry.redirectUrl === null || isRefusal(entry)) break;
    target = entry.redirectUrl;
  }
  return landing;
}

/** `shut`: pages that were refused before the request. */
export function followUp(steps: readonly DescribedStep[], index: number, shut: ReadonlySet<string>): FollowUp {
  const own = steps[index]?.entry;
  const all = own ? laterEntries(steps, index) : [];
  const retryAt = all.findIndex((entry) => own != null && entry.method !== 'GET' && (entry.requestBody?.hasPassword === true || isSameForm(own, entry)));
  const until = retryAt < 0 ? all : all.slice(0, retryAt);
  const retry = all[retryAt];
  const pages = until.filter(isPage);
  return {
    landing: own ? landingOf(own, until) : null,
    opened: pages.find((entry) => entry.status >= 200 && entry.status < 300 && shut.has(entry.url))?.url ?? null,
    refused: pages.find(isRefusal)?.url ?? null,
    isRetried: own != null && retry !== undefined && isSameForm(own, retry) && pages.every((entry) => isLoginPath(entry.url) || pathOf(entry.url) === pathOf(own.url)),
  };
}
