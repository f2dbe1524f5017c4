/**
 * What a person did in the panel, put aside with the devtools page: Firefox loads the panel anew where DevTools moves to another side or
 * window, and keys would have to be pasted again. As text, because objects of a page that is gone cannot be read. In memory only.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { InspectedTab } from '../inspected-tab';
import type { PanelState } from './panel-state';

type Aside = Pick<PanelState, 'view' | 'filter' | 'selected' | 'secrets' | 'settings' | 'marks' | 'unlocked' | 'revealed' | 'edits'>;

function asideOf({ view, filter, selected, secrets, settings, marks, unlocked, revealed, edits }: PanelState): Aside {
  return { view, filter, selected, secrets, settings, marks, unlocked, revealed, edits };
}

/** What the page before put aside; nothing where there was none. */
export function broughtBack(tab: InspectedTab): Partial<Aside> {
  const text = tab.remembered();
  // Written below by this very version, for this very tab.
  return text === null ? {} : (JSON.parse(text) as Aside);
}

/** Gives the function that ends it. */
export function putAside(store: StoreApi<PanelState>, tab: InspectedTab): () => void {
  return store.subscribe((state, before) => {
    const next = asideOf(state);
    const last = asideOf(before);
    if ((Object.keys(next) as (keyof Aside)[]).some((name) => next[name] !== last[name])) tab.remember(JSON.stringify(next));
  });
}
