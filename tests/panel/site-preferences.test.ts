import { expect, it, vi } from 'vitest';
import { createAnalysis } from '../../extension/panel/analysis/analysis';
import { createPanel, type Panel } from '../../extension/panel/store/panel-store';
import { noPreferences, preferencesFrom } from '../../extension/panel/store/site-preferences';
import { cookieNamed, createFakePreferences, createFakeTab } from './fake-tab';

const preferences = createFakePreferences();

function open(url: string): { panel: Panel; tab: ReturnType<typeof createFakeTab> } {
  const tab = createFakeTab({ url, jar: [cookieNamed('theme', 'dark')] });
  const services = { tab, analysis: createAnalysis(), now: () => 0, copy: async () => undefined, save: () => undefined, preferences };
  return { panel: createPanel(services), tab };
}

it('remembers roles and waivers by host and port, and forgets them elsewhere', async () => {
  const { panel, tab } = open('http://localhost:5000/');
  panel.actions.setRole('theme', 'session');
  panel.actions.waive({ rule: 'missing-secure', cookie: 'theme', reason: 'first' });
  panel.actions.waive({ rule: 'missing-secure', cookie: 'theme', reason: 'second' });
  tab.change({ url: 'http://localhost:8000/' });
  expect(panel.store.getState().roles).toEqual({});
  tab.change({ url: 'http://localhost:5000/other' });
  await vi.waitFor(() => expect(panel.store.getState().waivers).toEqual([{ rule: 'missing-secure', cookie: 'theme', reason: 'second' }]));
  panel.actions.dispose();
});

it('gives the chosen role to the analysis, and takes it back', async () => {
  const { panel } = open('http://localhost:5000/');
  const role = (): string | undefined => panel.store.getState().report?.cookies[0]?.role;
  await vi.waitFor(() => expect(role()).toBe('session'));
  panel.actions.setRole('theme', null);
  panel.actions.unwaive({ rule: 'missing-secure', cookie: 'theme' });
  await vi.waitFor(() => expect(role()).toBe('theme'));
  expect(preferences.stored['localhost:5000']).toEqual(noPreferences);
  panel.actions.dispose();
});

it('takes nothing from what is stored in another form', () => {
  expect(preferencesFrom(undefined)).toEqual(noPreferences);
  expect(preferencesFrom({ roles: { a: 'king' }, waivers: [], devHosts: [] })).toEqual(noPreferences);
});
