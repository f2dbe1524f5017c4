// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import supabase from '../vectors/supabase.json' with { type: 'json' };
import { draftFrom } from '../../extension/panel/store/cookie-draft';
import { cookieNamed, flaskSecret } from './fake-tab';
import { createStage, stageNowMs, type Stage } from './stage';

const flaskValue = 'eyJfZnJlc2giOnRydWUsIl91c2VyX2lkIjoiNDIiLCJjYXJ0IjpbMSwyXX0.av2GwA.Shp9gYh4bbMekcL-Aqw-9zmSCiE';
const session = cookieNamed('session', flaskValue, { expires: stageNowMs + 3_600_123 });
const token = supabase.flatMap(({ cookies }) => cookies).find(({ name }) => !/\.\d$/.test(name))?.value ?? '';
const chunks = [cookieNamed('sb-127-auth-token.0', token.slice(0, 100)), cookieNamed('sb-127-auth-token.1', token.slice(100))];
let stage: Stage;

const row = (): string => document.querySelector('table[aria-label=Cookies] tbody tr')?.textContent ?? '';

async function openEdit(): Promise<void> {
  const tab = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find(({ textContent }) => textContent === 'Edit');
  await act(async () => tab?.click());
}

async function editFlask(): Promise<void> {
  stage = await createStage({ jar: [session] });
  await stage.settle(() => stage.panel.actions.pasteKeys(`SECRET_KEY=${flaskSecret}`));
  await openEdit();
}

beforeEach(() => document.body.replaceChildren());
afterEach(() => stage.close());

it('writes an edited payload that the same key verifies again, and takes it back exactly', async () => {
  await editFlask();
  await act(async () => stage.type('.edit textarea', '{"_user_id":"7"}'));
  await stage.until(() => expect(stage.text('.problems')).toContain('of 4096 bytes'));
  await stage.settle(() => stage.button('Seal and save').click());
  expect(row()).toContain('_user_id: "7"');
  expect(row()).toContain('Verified');
  await stage.settle(() => stage.button('Undo').click());
  expect(stage.tab.facts().jar).toEqual([session]);
  expect(document.querySelector<HTMLTextAreaElement>('.edit textarea')?.value).toContain('"42"');
});

it('says where the payload is no JSON, and keeps what was typed', async () => {
  await editFlask();
  await act(async () => stage.type('.edit textarea', '{"a": 1,\n "b" 2}'));
  await stage.until(() => expect(stage.text('.problems')).toContain('line 2, column 6'));
  expect(stage.button('Seal and save').disabled).toBe(true);
  expect(document.querySelector<HTMLTextAreaElement>('.edit textarea')?.value).toBe('{"a": 1,\n "b" 2}');
});

it('says that the sealed cookie would be too large', async () => {
  await editFlask();
  const noise = Array.from({ length: 1500 }, (_none, i) => (i * 2_654_435_761 % 4_294_967_296).toString(36)).join('');
  await act(async () => stage.type('.edit textarea', JSON.stringify({ noise })));
  await stage.until(() => expect(stage.text('.problems')).toContain('exceed 4096 bytes'));
});

it('keeps the text when the cookie changes meanwhile, and says so', async () => {
  await editFlask();
  await act(async () => stage.type('.edit textarea', '{"mine": true}'));
  await stage.settle(() => stage.tab.change({ jar: [{ ...session, secure: true }] }));
  expect(stage.text('.edit')).toContain('has changed in the browser meanwhile');
  expect(document.querySelector<HTMLTextAreaElement>('.edit textarea')?.value).toBe('{"mine": true}');
  await stage.click('Take the new one instead');
  expect(document.querySelector<HTMLTextAreaElement>('.edit textarea')?.value).toContain('_user_id');
});

it('checks prefix rules, and moves a cookie to another path and back', async () => {
  stage = await createStage({ jar: [cookieNamed('__Secure-theme', 'dark', { secure: true })] });
  await openEdit();
  await act(async () => [...document.querySelectorAll<HTMLInputElement>('.attributes input[type=checkbox]')][1]?.click());
  await stage.until(() => expect(stage.text('.problems')).toContain('needs Secure'));
  await act(async () => [...document.querySelectorAll<HTMLInputElement>('.attributes input[type=checkbox]')][1]?.click());
  await act(async () => stage.type('.attributes input', '/admin'));
  await stage.settle(() => stage.button('Save').click());
  expect(stage.tab.facts().jar?.map(({ path }) => path)).toEqual(['/admin']);
  await stage.settle(() => stage.button('Undo').click());
  expect(stage.tab.facts().jar?.map(({ path }) => path)).toEqual(['/']);
});

it('deletes a cookie, and brings it back although it was the last', async () => {
  stage = await createStage({ jar: [session] });
  await openEdit();
  await stage.settle(() => stage.button('Delete cookie').click());
  expect(document.body.textContent).toContain('No cookies yet');
  await stage.settle(() => stage.button('Undo').click());
  expect(stage.tab.facts().jar).toEqual([session]);
});

it('edits the attributes of all chunks together, and takes them back', async () => {
  stage = await createStage({ jar: chunks });
  await openEdit();
  const shown = stage.panel.store.getState().report?.cookies[0];
  expect(shown?.companions).toEqual(['sb-127-auth-token.1']);
  await stage.settle(async () => {
    const draft = draftFrom(chunks[0] ?? session, 'none', '', stageNowMs);
    await stage.panel.actions.saveDraft(shown?.id ?? '', { ...draft, httpOnly: false, path: '/app' });
  });
  expect(stage.tab.facts().jar?.map(({ path, httpOnly }) => [path, httpOnly])).toEqual([['/app', false], ['/app', false]]);
  await stage.settle(async () => void (await stage.panel.actions.undoEdit()));
  expect(stage.tab.facts().jar).toEqual(chunks);
});

it('leaves the jar as it was where a write is refused halfway', async () => {
  stage = await createStage({ jar: chunks });
  stage.tab.refuse('sb-127-auth-token.1');
  const shown = stage.panel.store.getState().report?.cookies[0];
  const outcome = await act(() => stage.panel.actions.saveDraft(shown?.id ?? '', { ...draftFrom(chunks[0] ?? session, 'none', '', stageNowMs), httpOnly: false }));
  expect(outcome.ok).toBe(false);
  expect(stage.tab.facts().jar?.find(({ name }) => name.endsWith('.0'))?.httpOnly).toBe(true);
});

it('edits nothing on a host that is no development host until the site is unlocked', async () => {
  const elsewhere = cookieNamed('theme', 'dark', { domain: 'shop.example', secure: true });
  stage = await createStage({ url: 'https://shop.example/', jar: [elsewhere] });
  const id = stage.panel.store.getState().report?.cookies[0]?.id ?? '';
  expect(await stage.panel.actions.deleteCookie(id)).toMatchObject({ ok: false });
  await openEdit();
  await stage.click('Unlock the site');
  expect(stage.button('Delete cookie').disabled).toBe(false);
});
