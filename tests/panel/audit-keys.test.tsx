// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { cookieNamed, flaskSecret } from './fake-tab';
import { createStage, type Stage } from './stage';

const flaskValue = 'eyJfZnJlc2giOnRydWUsIl91c2VyX2lkIjoiNDIiLCJjYXJ0IjpbMSwyXX0.av2GwA.Shp9gYh4bbMekcL-Aqw-9zmSCiE';
const jar = [cookieNamed('session', flaskValue, { sameSite: 'none', httpOnly: false })];
let stage: Stage;

afterEach(async () => {
  await stage.close();
  document.body.replaceChildren();
});

const text = (): string => document.body.textContent;
const tables = (name: string): string => document.querySelector(`table[aria-label="${name}"]`)?.textContent ?? '';

it('groups findings by severity with counts, here and in production side by side', async () => {
  stage = await createStage({ jar });
  await act(async () => stage.panel.actions.show('audit'));
  expect(tables('Findings')).toMatch(/here: \d+ finding/);
  expect([...document.querySelectorAll('table[aria-label=Findings] thead th')].map((head) => head.textContent)).toEqual(['Here', 'In production', 'Cookie', 'Finding']);
  expect(text()).toContain('Could not be checked, needs a pasted key');
  expect(text()).toContain('Checked and passed');
});

it('waives a finding with a reason, folds it, and takes the waiver back', async () => {
  stage = await createStage({ jar });
  await act(async () => stage.panel.actions.show('audit'));
  const finding = stage.panel.store.getState().report?.findings[0];
  const count = stage.panel.store.getState().report?.findings.length ?? 0;
  await act(async () => document.querySelector<HTMLElement>('.unfold')?.click());
  await act(async () => stage.type('.unfolded input', 'only on this machine'));
  await stage.settle(() => stage.click('Waive'));
  expect(stage.panel.store.getState().waivers).toEqual([{ rule: finding?.rule, cookie: finding?.cookie, reason: 'only on this machine' }]);
  expect(text()).toContain('Waived on this site: 1');
  await act(async () => document.querySelector<HTMLElement>('table[aria-label="Waived findings"] .unfold')?.click());
  await stage.settle(() => stage.click('Take the waiver back'));
  expect(stage.panel.store.getState().report?.findings.filter(({ waived }) => waived === null)).toHaveLength(count);
});

it('shows one severity, and says so where nothing passes', async () => {
  stage = await createStage({ jar });
  await act(async () => stage.panel.actions.show('audit'));
  const info = [...document.querySelectorAll('button')].find(({ textContent }) => /^[1-9]\d* info$/.test(textContent));
  await act(async () => info?.click());
  expect([...document.querySelectorAll('table[aria-label=Findings] .group')]).toHaveLength(1);
  await act(async () => stage.panel.actions.setFilter('nothing-has-this-word'));
  expect(text()).toContain('No finding passes the filter.');
});

it('says of an empty jar what was checked and what could not be', async () => {
  stage = await createStage({ jar: [] });
  await act(async () => stage.panel.actions.show('audit'));
  expect(text()).toMatch(/No finding\. \d+ checks made on what is known; \d+ lack a fact/);
});

async function paste(given: string): Promise<void> {
  await act(async () => stage.type('textarea', given));
  await stage.settle(() => stage.click('Use'));
}

it('lists a pasted key masked, where it fits and how strong it is, and shows it on a click', async () => {
  stage = await createStage({ jar });
  await act(async () => stage.panel.actions.show('keys'));
  await paste(`SECRET_KEY=${flaskSecret}\nAPP_SECRET=keyboard cat`);
  await paste('secret_key = "keyboard cat"');
  expect(text()).toContain('fits session');
  expect(text()).toContain('a placeholder');
  expect(text()).toContain('printed in the README of express-session');
  expect(text()).not.toContain(flaskSecret);
  await stage.click('Show SECRET_KEY');
  expect(text()).toContain(flaskSecret);
});

it('renames, orders and forgets keys: a key behind another counts as a former one', async () => {
  stage = await createStage({ jar });
  await act(async () => stage.panel.actions.show('keys'));
  await paste(flaskSecret);
  await paste('another-key-that-fits-nothing');
  const [first, second] = stage.panel.store.getState().secrets.map(({ label }) => label);
  await stage.settle(() => stage.click(`Move ${second} up`));
  expect(text()).toContain('fits session as a former key');
  await stage.settle(() => stage.panel.actions.renameKey(1, 'production'));
  expect(text()).toContain('fits session as a former key');
  expect(first).not.toBe('production');
  await stage.settle(() => stage.click('Forget production'));
  expect(stage.panel.store.getState().secrets).toHaveLength(1);
  await paste('another-key-that-fits-nothing');
  expect(text()).toContain('already in the list');
  await stage.settle(() => stage.click('Forget all'));
  expect(text()).toContain('No key yet');
});

it('stops a slow derivation and takes back the key it was for', async () => {
  stage = await createStage({ jar });
  await paste0();
  await act(async () => stage.panel.store.setState({ deriving: 0.25 }));
  expect(document.querySelector('progress')?.value).toBe(0.25);
  await stage.settle(() => stage.click('Stop'));
  expect(stage.panel.store.getState().secrets).toEqual([]);
  await act(async () => stage.panel.actions.show('keys'));
  expect(text()).toContain('Stopped.');
});

async function paste0(): Promise<void> {
  await act(async () => stage.panel.actions.show('keys'));
  await paste('a-key-to-derive-from-slowly');
}

it('gives a panel that is loaded anew its keys, marks and view back', async () => {
  stage = await createStage({ jar });
  await paste0();
  expect(JSON.parse(stage.tab.remembered() ?? '{}')).toMatchObject({ view: 'keys', secrets: [{ value: 'a-key-to-derive-from-slowly' }] });
});

it('looks at one frame alone, and at the whole tab again', async () => {
  const frames = [{ url: 'http://localhost:5000/', isTop: true, permitted: true }, { url: 'http://127.0.0.1:9000/pay', isTop: false, permitted: true }];
  stage = await createStage({ jar: [...jar, cookieNamed('pay', 'x', { domain: '127.0.0.1' })], frames });
  await stage.settle(() => stage.choose('select[aria-label=Frame]', 'http://127.0.0.1:9000/pay'));
  expect(stage.panel.store.getState().report?.cookies.map(({ name }) => name)).toEqual(['pay']);
  await stage.settle(() => stage.choose('select[aria-label=Frame]', ''));
  expect(stage.panel.store.getState().report?.cookies).toHaveLength(2);
});

it('keeps development hosts, and forgets everything at once', async () => {
  stage = await createStage({ jar, url: 'http://app.test/' });
  await stage.click('Settings…');
  await act(async () => stage.type('.settings input', 'https://app.test:8443/x'));
  await stage.settle(() => stage.click('Add'));
  expect(stage.panel.store.getState().devHosts).toEqual(['app.test']);
  await stage.settle(() => stage.click('Forget everything'));
  expect(stage.panel.store.getState()).toMatchObject({ devHosts: [], secrets: [], marks: [], imported: [] });
});
