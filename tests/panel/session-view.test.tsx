// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cookieNamed, flaskSecret } from './fake-tab';
import { createStage, type Stage } from './stage';

const flaskValue = 'eyJfZnJlc2giOnRydWUsIl91c2VyX2lkIjoiNDIiLCJjYXJ0IjpbMSwyXX0.av2GwA.Shp9gYh4bbMekcL-Aqw-9zmSCiE';
const others = ['theme', 'locale', '_ga'].map((name) => cookieNamed(name, 'a'));
let stage: Stage;

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('table[aria-label=Cookies] tbody tr')];
const texts = (): string[] => rows().map(({ textContent }) => textContent ?? '');

beforeEach(() => document.body.replaceChildren());
afterEach(() => stage.close());

it('folds what is no login behind one row, which opens and closes by keyboard', async () => {
  stage = await createStage({ jar: [...others, cookieNamed('session', flaskValue)] });
  expect(texts()).toHaveLength(2);
  expect(texts()[1]).toContain('3 other cookies');
  await act(async () => rows()[0]?.focus());
  await stage.press(rows()[0], 'ArrowDown');
  expect(document.activeElement).toBe(rows()[1]);
  await stage.press(rows()[1], 'Enter');
  expect(rows()).toHaveLength(5);
  expect(rows()[1]?.getAttribute('aria-expanded')).toBe('true');
  await stage.press(rows()[1], 'ArrowDown');
  expect(rows()[2]?.getAttribute('aria-selected')).toBe('true');
  await stage.press(rows()[2], 'ArrowLeft');
  await stage.press(rows()[1], 'ArrowLeft');
  expect(rows()).toHaveLength(2);
  expect(rows()[0]?.getAttribute('aria-selected')).toBe('true');
});

it('finds folded cookies by the filter', async () => {
  stage = await createStage({ jar: [...others, cookieNamed('session', flaskValue)] });
  await act(async () => stage.panel.actions.setFilter('locale'));
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toContain('locale');
});

it('tells cookies of one name apart by what differs', async () => {
  stage = await createStage({ jar: [cookieNamed('session', flaskValue), cookieNamed('session', 'b'.repeat(43), { path: '/admin' })] });
  expect(texts().filter((text) => text.includes('session /admin'))).toHaveLength(1);
});

it('goes from the table to the details by Enter and back by Escape', async () => {
  stage = await createStage({ jar: [cookieNamed('session', flaskValue)] });
  await act(async () => rows()[0]?.focus());
  await stage.press(rows()[0], 'Enter');
  expect(document.activeElement?.getAttribute('role')).toBe('tab');
  await stage.press(document.activeElement, 'Escape');
  expect(document.activeElement).toBe(rows()[0]);
});

it('marks a row whose cookie changed', async () => {
  stage = await createStage({ jar: [cookieNamed('session', flaskValue)] });
  expect(rows()[0]?.hasAttribute('data-changed')).toBe(false);
  await stage.settle(() => stage.tab.change({ jar: [cookieNamed('session', flaskValue, { secure: true })] }));
  expect(rows()[0]?.hasAttribute('data-changed')).toBe(true);
});

it('opens, closes and copies nodes of the payload by keyboard', async () => {
  stage = await createStage({ jar: [cookieNamed('session', flaskValue)] });
  const items = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=tree][aria-label=Payload] [role=treeitem]')];
  expect(items()).toHaveLength(5);
  expect(items()[1]?.textContent).toContain('the user who is logged in');
  await act(async () => items()[0]?.focus());
  await stage.press(items()[0], 'ArrowDown');
  await stage.press(items()[1], 'ArrowDown');
  await stage.press(items()[2], 'ArrowLeft');
  expect(items()).toHaveLength(3);
  await stage.press(items()[2], 'ArrowRight');
  await stage.press(items()[2], 'ArrowRight');
  expect(document.activeElement).toBe(items()[3]);
  await stage.press(items()[3], 'c', { ctrlKey: true });
  await stage.press(items()[3], 'Home');
  expect(document.activeElement).toBe(items()[0]);
  expect(stage.copied).toEqual(['1']);
});

it('says what is needed, and which key proved which layer', async () => {
  stage = await createStage({ jar: [cookieNamed('session', flaskValue)] });
  expect(stage.text('section[aria-label=Proof]')).toContain('Needs: SECRET_KEY');
  await stage.settle(() => stage.panel.actions.pasteKeys(`SECRET_KEY=${flaskSecret}`));
  expect(stage.text('section[aria-label=Layers]')).toContain('verified by SECRET_KEY');
});

it('lets the person choose the role, and says so', async () => {
  stage = await createStage({ jar: [cookieNamed('theme', 'dark')] });
  await stage.settle(() => stage.choose('.role select', 'session'));
  expect(texts()[0]).toContain('session');
  expect(stage.text('.role')).toContain('Chosen by hand');
});

it('feeds a setting of the format to the analysis', async () => {
  stage = await createStage({ jar: [cookieNamed('session', flaskValue)] });
  await stage.settle(() => stage.panel.actions.pasteKeys(`SECRET_KEY=${flaskSecret}`));
  expect(texts()[0]).toContain('Verified');
  await stage.settle(() => stage.type('section[aria-label="Settings of this format"] input', 'other-salt'));
  expect(Object.keys(stage.panel.store.getState().settings)).toEqual(['flask.salt']);
  expect(texts()[0]).toContain('Rejected');
});

it('shows one masked cookie on demand', async () => {
  const elsewhere = { domain: 'shop.example', secure: true };
  stage = await createStage({ url: 'https://shop.example/', jar: [cookieNamed('session', flaskValue, elsewhere), cookieNamed('csrftoken', 'x'.repeat(32), elsewhere)] });
  await stage.click('Show this cookie');
  expect(document.body.textContent).toContain('_user_id');
  expect(texts()[1]).toContain('masked');
});

it('spells out the key of the stored record, and reads a pasted one', async () => {
  stage = await createStage({ jar: [cookieNamed('connect.sid', 's%3AabcdefghijklmnopqrstuvwxyzABCDEF.8eVZbHCqvF0oV3fFeNgm4Sbwzh3lYpVEOq0rlbXnUYE')] });
  const section = 'section[aria-label="Record on the server"]';
  expect(stage.text(section)).toContain("redis-cli GET 'sess:abcdefghijklmnopqrstuvwxyzABCDEF'");
  await act(async () => stage.type(`${section} textarea`, '"{\\"cookie\\":{\\"path\\":\\"/\\"},\\"user\\":\\"alice\\"}"'));
  await stage.until(() => expect(stage.text(section)).toContain('user: "alice"'));
  expect(stage.text(section)).toContain("redis-cli's escapes");
});
