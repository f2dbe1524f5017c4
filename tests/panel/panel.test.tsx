// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAnalysis } from '../../extension/panel/analysis/analysis';
import type { PanelReport } from '../../extension/panel/analysis/panel-report';
import type { TabFacts } from '../../extension/panel/inspected-tab';
import { PanelView } from '../../extension/panel/panel-view';
import { createPanel, type Panel } from '../../extension/panel/store/panel-store';
import { cookieNamed, createFakePreferences, createFakeTab, type FakeTab, flaskSecret } from './fake-tab';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const flaskValue = 'eyJfZnJlc2giOnRydWUsIl91c2VyX2lkIjoiNDIiLCJjYXJ0IjpbMSwyXX0.av2GwA.Shp9gYh4bbMekcL-Aqw-9zmSCiE';
let root: Root;
let panel: Panel;
let tab: FakeTab;

/** Waits for a report that is not the one before. */
async function reportAfter(before: PanelReport | null): Promise<void> {
  await act(() => vi.waitFor(() => {
    const { working, report } = panel.store.getState();
    expect(working).toBe(false);
    expect(report).not.toBe(before);
  }));
}

async function settle(change: () => void | Promise<void>): Promise<void> {
  const before = panel.store.getState().report;
  await act(async () => change());
  await reportAfter(before);
}

async function show(facts: Partial<TabFacts>): Promise<void> {
  const host = document.createElement('div');
  document.body.append(host);
  tab = createFakeTab(facts);
  panel = createPanel({ tab, analysis: createAnalysis(), now: () => 1_795_000_500_000, copy: async () => undefined, save: () => undefined, preferences: createFakePreferences() });
  root = createRoot(host);
  await act(async () => root.render(<PanelView panel={panel} />));
  await reportAfter(null);
}

async function pasteKey(text: string): Promise<void> {
  await settle(() => panel.actions.pasteKeys(text));
}

const rows = (): string[] => [...document.querySelectorAll('table[aria-label=Cookies] tbody tr')].map((row) => row.textContent);

beforeEach(() => document.body.replaceChildren());
afterEach(async () => {
  panel.actions.dispose();
  await act(async () => root.unmount());
});

it('shows a Flask session first, read and not verified without a key', async () => {
  await show({ jar: [cookieNamed('theme', 'dark'), cookieNamed('session', flaskValue)] });
  expect(rows()[0]).toContain('Not verified');
  expect(rows()[0]).toContain('_user_id: "42"');
  expect(rows()[1]).toContain('theme');
});

it('turns verified when the right key is pasted, and rejected with a wrong one', async () => {
  await show({ jar: [cookieNamed('session', flaskValue)] });
  await pasteKey('wrong-key-of-someone-else');
  expect(rows()[0]).toContain('Rejected');
  await pasteKey(`SECRET_KEY = '${flaskSecret}'`);
  expect(rows()[0]).toContain('Verified');
  expect(document.body.textContent).not.toContain(flaskSecret);
});

it('forgets every key and with it the proof', async () => {
  await show({ jar: [cookieNamed('session', flaskValue)] });
  await pasteKey(flaskSecret);
  await settle(() => panel.actions.forgetAllKeys());
  expect(rows()[0]).toContain('Not verified');
});

it('masks the values of a host that is not a development host until they are unlocked', async () => {
  await show({ url: 'https://shop.example/', jar: [cookieNamed('session', flaskValue, { domain: 'shop.example', secure: true })] });
  expect(document.body.textContent).not.toContain('_user_id');
  await act(async () => panel.actions.unlock());
  expect(document.body.textContent).toContain('_user_id');
});

it('names the missing permission and asks for that one host', async () => {
  await show({ obstacles: [{ code: 'no-permission', hosts: ['app.example'] }] });
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Allow app.example');
  await act(async () => button?.click());
  expect(tab.asked).toEqual(['app.example']);
});

it('filters by role, by finding and by their opposites', async () => {
  await show({ jar: [cookieNamed('theme', 'dark'), cookieNamed('session', flaskValue)] });
  await act(async () => panel.actions.setFilter('is:session'));
  expect(rows()).toHaveLength(1);
  await act(async () => panel.actions.setFilter('-is:session'));
  expect(rows()[0]).toContain('theme');
});

it('moves the selection with the arrows and keeps one tab stop', async () => {
  await show({ jar: [cookieNamed('theme', 'dark'), cookieNamed('session', flaskValue)] });
  const [first, second] = document.querySelectorAll<HTMLElement>('table[aria-label=Cookies] tbody tr');
  await act(async () => first?.focus());
  await act(async () => first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })));
  expect(second?.getAttribute('aria-selected')).toBe('true');
  expect([first?.tabIndex, second?.tabIndex]).toEqual([-1, 0]);
  expect(document.activeElement).toBe(second);
});

it('names two keys apart, and says of the right one only that it fits', async () => {
  await show({ jar: [cookieNamed('session', flaskValue)] });
  await pasteKey('wrong-key-of-someone-else');
  await pasteKey(flaskSecret);
  const labels = panel.store.getState().secrets.map(({ label }) => label);
  expect(new Set(labels).size).toBe(2);
  expect(panel.store.getState().report?.cookies[0]?.decoded.keyLabel).toBe(labels[1]);
});

it('does not claim that there are no cookies where the jar cannot be read', async () => {
  await show({ jar: null, obstacles: [{ code: 'no-permission', hosts: ['app.example'] }] });
  expect(document.body.textContent).not.toContain('No cookies yet');
  expect(document.body.textContent).toContain('is not known');
});
