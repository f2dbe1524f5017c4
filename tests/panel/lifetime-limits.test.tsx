// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { preferencesFrom, usualLimits } from '../../extension/panel/store/site-preferences';
import { cookieNamed } from './fake-tab';
import { createStage, stageNowMs, type Stage } from './stage';

const jar = [cookieNamed('session', 'eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA', { expires: stageNowMs + 7 * 86_400_000 })];
const sessions = 'section[aria-label="Lifetime limits"] .setting input';
let stage: Stage;

afterEach(async () => {
  await stage.close();
  document.body.replaceChildren();
});

const found = (): readonly string[] => (stage.panel.store.getState().report?.findings ?? []).filter(({ rule }) => rule === 'long-lifetime').map(({ message }) => message);
const section = (): string => document.querySelector('section[aria-label="Lifetime limits"]')?.textContent ?? '';

async function openSettings(): Promise<void> {
  stage = await createStage({ jar });
  await stage.click('Settings…');
}

it('judges by the strict policy once it is chosen, and by the usual one before', async () => {
  await openSettings();
  expect(found()).toEqual([]);
  const strict = [...document.querySelectorAll<HTMLInputElement>('section[aria-label="Lifetime limits"] input[type=radio]')][1];
  await stage.settle(() => strict?.click());
  expect(found()).toEqual(['session lives 7 days; the limit for a session cookie is 12 hours.']);
});

it('takes a limit of one’s own, says what it cannot read, and goes back to the policy', async () => {
  await openSettings();
  await stage.settle(() => stage.type(sessions, '36 hours'));
  expect(found()).toEqual(['session lives 7 days; the limit for a session cookie is 36 hours.']);
  expect(section()).toContain('instead of the policy’s 14 days');
  await act(async () => stage.type(sessions, 'soon'));
  expect(section()).toContain('A number and its unit: 30 minutes, 12 hours, 14 days.');
  await act(async () => stage.type(sessions, '3 years'));
  expect(stage.panel.store.getState().limits.maxSessionSeconds).toBe(36 * 3600);
  await act(async () => stage.type(sessions, '500 days'));
  expect(section()).toContain('At most 400 days');
  await stage.settle(() => stage.click('Sessions and tokens: as the policy says'));
  expect(found()).toEqual([]);
  expect(stage.panel.store.getState().limits).toEqual(usualLimits);
});

it('stands in the exported report', async () => {
  await openSettings();
  await stage.settle(() => stage.panel.actions.setLimits({ ...usualLimits, maxSessionSeconds: 5400 }));
  const { analysis } = stage.panel.services;
  expect(await analysis.exportAs('markdown', { unmasked: false })).toContain('Lifetime limits: 90 minutes for sessions, 90 days for remember-me cookies.');
  expect(JSON.parse(await analysis.exportAs('json', { unmasked: false }))).toMatchObject({ lifetimeLimits: { sessionSeconds: 5400, rememberSeconds: 90 * 86_400 } });
});

it('keeps what was stored before there were limits, and refuses limits that are none', () => {
  const former = { roles: { sid: 'session' }, waivers: [], devHosts: ['app.test'] };
  expect(preferencesFrom(former)).toEqual({ ...former, limits: usualLimits });
  expect(preferencesFrom({ ...former, limits: { policy: 'usual', maxSessionSeconds: -1, maxRememberSeconds: null } }).limits).toEqual(usualLimits);
});
