/**
 * Recorded visits whose login or logout the browser did not report, as Firefox does where a page is left at once: the jar alone tells. Such
 * a change is asked about and never judged, and said to be what it was, it gets the verdict that the recorded request has.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cookieKey, type Cookie } from '../../src/cookie/cookie';
import { cookieFromLine, isDeletion } from '../../src/cookie/received';
import { analyse } from '../../src/report/analyse';
import { inspectRequest } from '../../src/report/request';
import type { SiteInput } from '../../src/report/site';
import type { JarChange } from '../../src/rotation/jar-change';
import type { Timeline } from '../../src/rotation/timeline';
import type { TrafficEntry } from '../../src/rotation/traffic';
import type { RotationCase } from './rotation-case';

const folder = new URL('rotation-cases/', import.meta.url);
const cases = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RotationCase);

function inputOf({ har, secrets }: RotationCase): SiteInput {
  const checked = inspectRequest({ har, secrets }, 0);
  if (!checked.ok) throw new Error(checked.problem);
  return checked.value.input;
}

async function timelineOf(input: SiteInput): Promise<Timeline> {
  return (await analyse(input)).timeline;
}

/** What the browser tells of its jar where the answer of an entry is not reported. */
function changesOf({ setCookies, url, startedMs, durationMs }: TrafficEntry, earlier: readonly TrafficEntry[]): JarChange[] {
  const at = startedMs + durationMs;
  const held = new Map<string, Cookie>();
  for (const entry of earlier)
    for (const line of entry.setCookies) {
      const cookie = cookieFromLine(line, entry.url, entry.startedMs);
      if (cookie !== null && isDeletion(cookie, entry.startedMs)) held.delete(cookieKey(cookie));
      else if (cookie !== null) held.set(cookieKey(cookie), cookie);
    }
  return setCookies.flatMap((line): JarChange[] => {
    const cookie = cookieFromLine(line, url, at);
    if (cookie === null) return [];
    const key = cookieKey(cookie);
    const isGone = isDeletion(cookie, at);
    return [{ at, key, before: held.get(key) ?? null, after: isGone ? null : cookie, cause: isGone ? 'removed' : 'set' }];
  });
}

/** The recording without one of its requests. */
function without(input: SiteInput, index: number): SiteInput {
  const entry = input.traffic[index];
  if (entry === undefined) throw new Error('the request is gone');
  return { ...input, traffic: input.traffic.toSpliced(index, 1), jarChanges: changesOf(entry, input.traffic.slice(0, index)) };
}

const silentQuestions = ({ possible }: Timeline): Timeline['possible'] => possible.filter(({ entryId }) => entryId === null);

function wordsOf({ verdicts }: Timeline, entryId: string | null): string[] {
  return verdicts.filter((verdict) => verdict.entryId === entryId).map(({ cookie, verdict }) => `${cookie} ${verdict}`).sort();
}

it.each(cases.map((item) => [item.id, item] as const))('%s: nothing is asked where everything was recorded', async (_id, item) => {
  expect(silentQuestions(await timelineOf(inputOf(item)))).toEqual([]);
});

/** Visits of which the login is asked about and the logout as well. */
const both = [
  'cookie-session-passport', 'devtools-chromium-flask', 'devtools-firefox-flask', 'django-signed-cookies-refreshed', 'django-signed-cookies',
  'express-jwt-cookie', 'flask-csrf-cleared', 'flask-csrf-kept', 'flask-login-plain', 'flask-login-remembered', 'flask-permanent-refresh',
  'iron-session-sealed', 'rack-cookie-kept', 'rack-cookie-renewed', 'rails-cookie-kept', 'rails-cookie-reset', 'starlette-stateless',
];
/** Those whose logout leaves the cookie where it is, or is not recorded. */
const loginsOnly = [
  'express-second-cookie', 'laravel-remembered',
];
/** Those of whose login the jar shows another opaque id and no user. */
const logoutsOnly = [
  'django-json-login', 'django-login-cycles', 'express-json-kept', 'express-logout-everywhere', 'express-magic-link', 'express-redirect-chain',
  'express-restless', 'flask-session-kept', 'flask-session-rotated', 'late-rotation', 'php-regenerates',
];

const asked: string[] = [];

it.each(cases.map((item) => [item.id, item] as const))('%s: what was not reported is never judged unasked, and as it was once it is marked', async (id, item) => {
  const input = inputOf(item);
  const whole = await timelineOf(input);
  for (const { kind, entryId } of whole.events) {
    const silent = without(input, input.traffic.findIndex((entry) => entry.id === entryId));
    const timeline = await timelineOf(silent);
    expect(wordsOf(timeline, null)).toEqual([]);
    expect(timeline.events.filter((event) => event.entryId === null)).toEqual([]);
    const question = silentQuestions(timeline).find((possible) => possible.kind === kind);
    if (question === undefined) continue;
    asked.push(`${id} ${kind}`);
    const told = await timelineOf({ ...silent, marks: [{ kind, entryId: null, changeAt: question.at, at: question.at }] });
    expect(wordsOf(told, null)).toEqual(wordsOf(whole, entryId));
  }
}, 30_000);

it('is asked about wherever a login cookie went or a user came or went', () => {
  const expected = [...[...both, ...loginsOnly].map((id) => `${id} login`), ...[...both, ...logoutsOnly].map((id) => `${id} logout`)];
  expect(expected.filter((each) => !asked.includes(each))).toEqual([]);
});
