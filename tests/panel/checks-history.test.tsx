// @vitest-environment happy-dom
import { act } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlainMarkdown } from '../../extension/panel/parts/plain-markdown';
import { ruleTexts } from '../../extension/panel/parts/rule-texts';
import { cookieKey } from '../../src/index';
import { cookieNamed } from './fake-tab';
import { createStage, stageNowMs, type Stage } from './stage';

const flaskValue = 'eyJfZnJlc2giOnRydWUsIl91c2VyX2lkIjoiNDIiLCJjYXJ0IjpbMSwyXX0.av2GwA.Shp9gYh4bbMekcL-Aqw-9zmSCiE';
const emptyFlask = 'e30.av2GwA.Shp9gYh4bbMekcL-Aqw-9zmSCiE';
const session = cookieNamed('session', flaskValue, { httpOnly: false });
let stage: Stage | null = null;

async function openTab(title: string): Promise<void> {
  const tab = [...document.querySelectorAll<HTMLElement>('.details [role=tab]')].find(({ textContent }) => textContent?.startsWith(title));
  await act(async () => tab?.click());
}

beforeEach(() => document.body.replaceChildren());
afterEach(async () => {
  await stage?.close();
  stage = null;
});

it('shows the findings of the cookie, the document of a check on demand, and what could not be checked', async () => {
  stage = await createStage({ jar: [session] });
  await openTab('Checks');
  expect(stage.text('.details .tabpanel')).toContain('HttpOnly is missing');
  expect(stage.text('.details .tabpanel')).toContain('Could not be checked');
  const about = document.querySelector<HTMLDetailsElement>('.finding .rule-document');
  await act(async () => {
    if (about !== null) about.open = true;
    about?.dispatchEvent(new Event('toggle'));
  });
  await stage.until(() => expect(about?.textContent).toContain('When to ignore it'));
});

it('shows what changed in the payload, and who did it', async () => {
  const former = { ...session, value: emptyFlask };
  const key = cookieKey(session);
  const jarChanges = [{ at: stageNowMs - 2000, key, before: null, after: former, cause: 'set' }, { at: stageNowMs - 1000, key, before: former, after: session, cause: 'set' }] as const;
  stage = await createStage({ jar: [session], jarChanges });
  await openTab('History');
  const text = stage.text('.history');
  expect(text).toContain('no recorded request: a script, another tab, or an answer that the browser did not report');
  expect(text).toContain('_user_id: "42"');
});

it('shows the former values of a cookie that is no session', async () => {
  const theme = cookieNamed('theme', 'dark');
  stage = await createStage({ jar: [theme], jarChanges: [{ at: stageNowMs - 1000, key: cookieKey(theme), before: { ...theme, value: 'light' }, after: theme, cause: 'set' }] });
  await openTab('History');
  expect(stage.text('.history')).toContain('light');
});

it('has a document for every rule, of headings, paragraphs and code alone', () => {
  expect(ruleTexts.size).toBeGreaterThan(80);
  for (const text of ruleTexts.values()) expect(text).toMatch(/^# /);
  expect(renderToStaticMarkup(<PlainMarkdown text={'# Title\n\n## Why\n\nA `<b>` & more\n\n- one\n- two'} />)).toBe('<h4>Why</h4><p>A <code>&lt;b&gt;</code> &amp; more</p><ul><li>one</li><li>two</li></ul>');
});

it('says of each cookie what was checked of it, what could not be and why, and what is not about it', async () => {
  const { panel } = (stage = await createStage({ jar: [cookieNamed('session', flaskValue), cookieNamed('theme', 'dark')] }));
  const shown = async (name: string): Promise<(title: string) => string> => {
    const id = panel.store.getState().report?.cookies.find((cookie) => cookie.name === name)?.id ?? '';
    await act(async () => panel.actions.select(id));
    await openTab('Checks');
    return (title) => [...document.querySelectorAll('details.rules-of')].find(({ textContent }) => textContent.startsWith(title))?.textContent ?? '';
  };
  const session = await shown('session');
  expect(session('Checked and passed')).toContain('missing-httponly');
  expect(session('Could not be checked, needs a Set-Cookie line')).toContain('missing-samesite');
  expect(session('Could not be checked, needs its key')).toContain('former-key');
  expect(session('Not about this cookie')).toContain('unsigned-jwt about JSON Web Tokens');
  const theme = await shown('theme');
  expect(theme('Checked and passed')).not.toContain('missing-httponly');
  expect(theme('Not about this cookie')).toContain('missing-httponly about login cookies');
  expect(theme('About the page')).toContain('missing-hsts');
});
