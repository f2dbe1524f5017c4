// @vitest-environment happy-dom
/** The tests that a person starts from a cookie: what is said before anything is sent, what is sent, and what is made of the outcome. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AdoptionTestRequest, JarTestOutcome, LoginCookieTestRequest } from '../../extension/panel/inspected-tab';
import type { AdoptionConclusion, LoginCookieConclusion } from '../../src/index';
import { cookieNamed } from './fake-tab';
import { createStage, type Stage } from './stage';

const sid = 'q1w2e3r4t5y6u7i8o9p0a1s2d3';
const restored = { whole: true, before: 'sha256:00', after: 'sha256:00', differing: [] };
let stage: Stage;

beforeEach(() => document.body.replaceChildren());
afterEach(() => stage.close());

const openTab = (name: string): Promise<void> => act(async () => [...document.querySelectorAll<HTMLElement>('[role=tab]')].find(({ textContent }) => textContent?.startsWith(name))?.click());

it('names the made-up ids before it sends them, and the finding where the server adopts them', async () => {
  stage = await createStage({ jar: [cookieNamed('PHPSESSID', sid), cookieNamed('remember_token', 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6')] });
  const conclusion: AdoptionConclusion = { outcome: 'confirmed', isCertain: true, text: 'The server adopts ids that it never issued.', evidence: ['Only with the first made-up id: blue'] };
  const test = vi.fn(async (_request: AdoptionTestRequest): Promise<JarTestOutcome<AdoptionConclusion>> => ({ conclusion, problem: null, restored }));
  stage.tab.testAdoption = test;
  await openTab('Checks');
  await stage.click('Test with made-up ids…');
  await stage.until(() => expect(stage.text('dialog')).toContain('First id'));
  const [first, second] = [...document.querySelectorAll('.planted code')].map(({ textContent }) => textContent ?? '');
  expect(first).toMatch(/^PHPSESSID=[a-z0-9]{26}$/);
  expect(new Set([first, second, `PHPSESSID=${sid}`]).size).toBe(3);
  expect(stage.text('dialog')).toContain('remember_token is taken out');
  expect(test).not.toHaveBeenCalled();
  await act(async () => stage.type('dialog label:nth-of-type(2) input', '/cart/add'));
  await stage.settle(() => stage.click('Start'));
  expect(test.mock.calls[0]?.[0]).toMatchObject({ url: 'http://localhost:5000/', storingUrl: 'http://localhost:5000/cart/add', withheld: ['remember_token'] });
  expect(`PHPSESSID=${test.mock.calls[0]?.[0].first.cookies[0]?.value}`).toBe(first);
  expect(stage.text('dialog section[aria-label=Proof]')).toContain('Adopted. The server adopts ids that it never issued.');
  expect(stage.panel.store.getState().report?.findings).toContainEqual(expect.objectContaining({ rule: 'adopted-session-id', cookie: 'PHPSESSID', severity: 'high' }));
});

it('says why an id cannot be made up', async () => {
  stage = await createStage({ jar: [cookieNamed('connect.sid', 's%3AbPuMBVlve53m1taJR-I1Fl4xmox86EER.9qXoVU0hDKzNTSP6wSHpZP8uZLVcpuHhxFpmQfXjeS4')] });
  await openTab('Checks');
  expect(stage.text('section[aria-label="Test of adoption"]')).toContain('Paste the key to test it (secret)');
});

it('offers the role that a search has shown, and remembers it', async () => {
  stage = await createStage({ jar: [cookieNamed('theme', 'a1b2c3d4'), cookieNamed('lang', 'de')] });
  const conclusion: LoginCookieConclusion = { outcome: 'confirmed', text: 'theme alone gets the logged-in page, and all the other cookies without it do not.', evidence: [], sets: [['theme']] };
  const test = vi.fn(async (_request: LoginCookieTestRequest): Promise<JarTestOutcome<LoginCookieConclusion>> => ({ conclusion, problem: null, restored }));
  stage.tab.testLoginCookies = test;
  await stage.click('Which cookie is my login?…');
  expect(stage.text('dialog')).toContain('twice with all 2 cookies');
  await stage.click('Start');
  await stage.until(() => expect(stage.text('dialog')).toContain('Found. theme alone'));
  expect(test.mock.calls[0]?.[0].families.flat().toSorted()).toEqual(['lang', 'theme']);
  await stage.settle(() => stage.click('Take it for the session'));
  expect(stage.panel.store.getState().report?.cookies.find(({ name }) => name === 'theme')?.role).toBe('session');
  expect(stage.panel.store.getState().roles).toEqual({ theme: 'session' });
});

it('announces for one cookie no search among several', async () => {
  stage = await createStage({ jar: [cookieNamed('PHPSESSID', sid)] });
  await stage.click('Which cookie is my login?…');
  expect(stage.text('dialog ol')).toBe('twice with PHPSESSID, and twice with none;twice with PHPSESSID again.');
});

it.each([['__session', false], ['__Host-session', true]])('%s: speaks of a prefix: %s', async (name, speaks) => {
  stage = await createStage({ jar: [cookieNamed(name, sid, { secure: true })] });
  await openTab('Checks');
  await stage.click('Test with made-up ids…');
  await stage.until(() => expect(stage.text('dialog')).toContain('First id'));
  expect(stage.text('dialog').includes('cannot be planted')).toBe(speaks);
});
