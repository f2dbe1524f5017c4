/** The panel on a page of a test, over a tab without a browser, and what a person does there. */
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, vi } from 'vitest';
import { createAnalysis } from '../../extension/panel/analysis/analysis';
import type { TabFacts } from '../../extension/panel/inspected-tab';
import { PanelView } from '../../extension/panel/panel-view';
import { createPanel, type Panel } from '../../extension/panel/store/panel-store';
import { createFakePreferences, createFakeTab, type FakeTab } from './fake-tab';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

export const stageNowMs = 1_795_000_500_000;

export interface Stage {
  readonly panel: Panel;
  readonly tab: FakeTab;
  readonly copied: readonly string[];
  /** Makes a change and waits for the report that follows it. */
  settle(change: () => void | Promise<void>): Promise<void>;
  until(holds: () => void): Promise<void>;
  press(target: Element | null | undefined, key: string, more?: KeyboardEventInit): Promise<void>;
  /** The button of this text or name. */
  button(name: string): HTMLButtonElement;
  click(name: string): Promise<void>;
  text(selector: string): string;
  type(selector: string, text: string): void;
  choose(selector: string, value: string): void;
  close(): Promise<void>;
}

function field(selector: string): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((each) => each.textContent === name || each.getAttribute('aria-label') === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}

/** Sets a field as typing does: React looks at the element's own setter. */
function setField(selector: string, value: string): void {
  const element = field(selector);
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element) as object, 'value')?.set?.call(element, value);
  element.dispatchEvent(new Event(element.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
}

const patienceMs = 4000;

/** What React was told meanwhile is shown after each look. */
async function until(holds: () => void): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
    try {
      return holds();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

export async function createStage(facts: Partial<TabFacts>): Promise<Stage> {
  const host = document.createElement('div');
  document.body.append(host);
  const tab = createFakeTab(facts);
  const copied: string[] = [];
  const copy = async (text: string): Promise<void> => void copied.push(text);
  const panel = createPanel({ tab, analysis: createAnalysis(), now: () => stageNowMs, copy, save: () => undefined, preferences: createFakePreferences() });
  const root = createRoot(host);
  async function settle(change: () => void | Promise<void>): Promise<void> {
    const before = panel.store.getState().report;
    await act(async () => change());
    await until(() => {
      const { working, report } = panel.store.getState();
      expect(working).toBe(false);
      expect(report).not.toBe(before);
    });
  }
  await settle(() => root.render(<PanelView panel={panel} />));
  return {
    panel, tab, copied, settle, until,
    press: (target, key, more = {}) => act(async () => void target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))),
    button,
    click: (name) => act(async () => button(name).click()),
    text: (selector) => document.querySelector(selector)?.textContent ?? '',
    type: setField,
    choose: setField,
    async close() {
      panel.actions.dispose();
      await act(async () => root.unmount());
    },
  };
}
