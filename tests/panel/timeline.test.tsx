// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cookieKey, trafficFromHar, type JarChange, type TrafficEntry } from '../../src/index';
import { cookieNamed } from './fake-tab';
import { createStage, type Stage } from './stage';

const har = readFileSync(path.resolve(import.meta.dirname, '../golden/rotation-cases/express-json-kept.json'), 'utf8');
const recording = (JSON.parse(har) as { har: { log: { entries: unknown[] } } }).har;
const traffic = recording.log.entries.map(trafficFromHar).filter((entry) => entry !== null);
/** The session is in the jar still. */
const jar = [cookieNamed('connect.sid', 's%3Avznd8ARtOcLIBeP9ZGrLHY9Cp8GDmyhP.F7ArH5XE0LJqIRdA%2FKVZCYW5%2FBfuxUqPOUr9%2F%2BvLOzQ')];
let stage: Stage;

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('table[aria-label=Timeline] tbody tr[aria-rowindex]')];
const cards = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('article.event-card')];

async function openTimeline(facts: Parameters<typeof createStage>[0]): Promise<void> {
  stage = await createStage({ url: 'http://localhost:5201/', ...facts });
  await act(async () => stage.panel.actions.show('timeline'));
}

// A document without layout: the list takes its height from here.
beforeEach(() => void vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(440));
afterEach(async () => {
  await stage.close();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

it('tells the story of a login that kept its id: request, verdict, digests, the fix', async () => {
  await openTimeline({ traffic, jar });
  const login = cards().find((card) => card.getAttribute('aria-label')?.startsWith('Login'));
  expect(login?.textContent).toContain('POST /api/login');
  expect(login?.textContent).toContain('Kept: fixation risk');
  expect(login?.textContent).toMatch(/before [0-9a-f]{12}.*after [0-9a-f]{12}/);
  expect(login?.textContent).toContain('regenerate');
  expect(rows().some((row) => row.textContent.includes('LoginPOST /api/login200'))).toBe(true);
  expect(rows().some((row) => row.textContent.includes('Refused login'))).toBe(true);
});

it('keeps the fix of the login on its card after a logout that emptied the jar', async () => {
  await openTimeline({ traffic, jar: [] });
  const card = (kind: string): string => cards().find((each) => each.getAttribute('aria-label')?.startsWith(kind))?.textContent ?? '';
  expect(card('Logout')).toContain('Cleared');
  expect(card('Logout')).not.toContain('Fix');
  expect(card('Login')).toContain('Fix, express-session');
  expect(card('Login')).toContain('req.session.regenerate');
});

it('asks about a cookie that went without a recorded request, and judges it once it is marked', async () => {
  const last = traffic.findLastIndex(({ url }) => url.endsWith('/logout'));
  const at = (traffic[last]?.startedMs ?? 0) + 60_000;
  const jarChanges: JarChange[] = jar.map((cookie) => ({ at, key: cookieKey(cookie), before: cookie, after: null, cause: 'removed' }));
  await openTimeline({ traffic: traffic.slice(0, last), jar: [], jarChanges });
  const question = (): HTMLElement | null => document.querySelector('article[aria-label="Was this a logout?"]');
  expect(question()?.textContent).toContain('no recorded request');
  expect(question()?.textContent).toContain('Without a recorded request, connect.sid vanished.');
  expect(rows().at(-1)?.textContent).toContain('Logout?no recorded request');
  expect(cards().some((card) => card.getAttribute('aria-label')?.startsWith('Logout'))).toBe(false);
  await stage.settle(() => stage.click('Mark it'));
  expect(question()).toBeNull();
  const card = cards().find((each) => each.getAttribute('aria-label')?.startsWith('Logout'));
  expect(card?.textContent).toContain('Cleared');
  expect(card?.textContent).toContain('Marked by hand.');
  await act(async () => rows().at(-1)?.click());
  await stage.settle(() => stage.click('Undo the mark'));
  expect(question()).not.toBeNull();
  await stage.settle(() => stage.click('No'));
  expect(question()).toBeNull();
  expect(rows().at(-1)?.textContent).toContain('Not a login or logoutno recorded request');
});

it('says nothing of a verdict where nothing was recorded, and how to record', async () => {
  await openTimeline({ sawPageLoad: false });
  expect(document.body.textContent).toContain('Nothing is recorded yet');
  await stage.click('Reload page to record from its beginning');
  await act(async () => stage.tab.change({ recording: false }));
  expect(document.body.textContent).toContain('Recording is off.');
});

it('takes an imported HAR file for the same story as the live recording', async () => {
  await openTimeline({ traffic });
  const live = stage.panel.store.getState().report?.timeline;
  await stage.close();
  await openTimeline({});
  await stage.settle(() => stage.panel.actions.importHar('visit.har', JSON.stringify(recording)));
  expect(stage.panel.store.getState().report?.timeline).toEqual(live);
  expect(document.body.textContent).toContain(`${traffic.length} requests imported from visit.har.`);
});

it('says what is wrong with a file that is no HAR, and keeps what there is', async () => {
  await openTimeline({ traffic });
  for (const [text, said] of [['not JSON', 'it is no JSON'], ['{"log":{}}', 'it has no log.entries'], ['{"log":{"entries":[]}}', 'holds no request'], ['{"log":{"entries":[1]}}', 'None of the 1 entries']] as const) {
    await act(async () => stage.panel.actions.importHar('file.har', text));
    expect(document.body.textContent).toContain(said);
  }
  expect(cards().length).toBeGreaterThan(0);
});

it('looks at a recording without a page in the tab', async () => {
  stage = await createStage({ url: 'http://localhost:5201/' });
  await act(async () => stage.tab.change({ url: null, jar: null, obstacles: [{ code: 'no-page' }] }));
  await stage.until(() => expect(stage.panel.store.getState().report).toBeNull());
  await stage.settle(() => stage.panel.actions.importHar('visit.har', JSON.stringify(recording)));
  await act(async () => stage.panel.actions.show('timeline'));
  expect(cards().length).toBeGreaterThan(0);
});

it('marks a request by hand, overriding what was concluded, and takes it back', async () => {
  await openTimeline({ traffic });
  const before = cards().length;
  const login = rows().find((row) => row.textContent.includes('LoginPOST'));
  await act(async () => login?.click());
  await stage.settle(() => stage.click('None of these'));
  expect(cards().length).toBeLessThan(before);
  expect(rows().some((row) => row.textContent.includes('Not a login or logoutPOST /api/login'))).toBe(true);
  await stage.settle(() => stage.click('Undo the mark'));
  expect(cards()).toHaveLength(before);
});

it('selects the cookie of a line, shows what changed inside, and leads to it', async () => {
  await openTimeline({ traffic, jar });
  const created = rows().find((row) => row.textContent.includes('connect.sid created'));
  await act(async () => created?.click());
  expect(stage.panel.store.getState().selected).toContain('connect.sid');
  await stage.click('Show in Session');
  expect(stage.panel.store.getState().view).toBe('session');
});

it('moves through the lines by keyboard with one tab stop, and Esc closes the details', async () => {
  await openTimeline({ traffic });
  await stage.press(rows()[0], 'Home');
  expect(rows().map((row) => row.tabIndex).filter((index) => index === 0)).toHaveLength(1);
  await stage.press(rows()[0], 'ArrowDown');
  expect(rows()[1]?.getAttribute('aria-selected')).toBe('true');
  await stage.press(rows()[1], 'Escape');
  expect(document.querySelector('.moment')).toBeNull();
});

it('draws a gap as a gap, in its place', async () => {
  const fromMs = (traffic[1]?.startedMs ?? 0) - 1;
  await openTimeline({ traffic, gaps: [{ fromMs, toMs: fromMs + 1, why: 'recording was paused' }] });
  const gap = rows().find((row) => row.classList.contains('gap'));
  expect(gap?.textContent).toContain('not recorded for 1 s: recording was paused');
});

it('keeps thousands of lines out of the document but in the count', async () => {
  const first = traffic[0];
  if (first === undefined) throw new Error('the recording is empty');
  const many = Array.from({ length: 2000 }, (_, i): TrafficEntry => ({
    ...first, id: `request ${i}`, startedMs: first.startedMs + i * 10, setCookies: [`visits=${i}; Path=/`, `connect.sid=s%3A${String(i).padStart(32, 'x')}.F7ArH5XE0LJqIRdA%2FKVZCYW5%2FBfuxUqPOUr9%2F%2BvLOzQ; Path=/`],
  }));
  await openTimeline({ traffic: many });
  expect(Number(document.querySelector('table[aria-label=Timeline]')?.getAttribute('aria-rowcount'))).toBe(2001);
  expect(rows().length).toBeLessThan(80);
}, 60_000);
