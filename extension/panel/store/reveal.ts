/** Whose values may be seen: all on a development host, elsewhere those of a host or a cookie that the person asked for. */
import type { StoreApi } from 'zustand/vanilla';
import { hostOf, isDevHost } from '../../../src/index';
import { pageOfImport } from './har-import';
import type { PanelState } from './panel-state';

export interface RevealActions {
  /** Shows the values of every cookie of the page's host, and lets them be edited. */
  unlock(): void;
  /** Shows one cookie's values. */
  reveal(id: string): void;
}

/** The page that the report is about; null: there is none. */
export function shownUrl({ frame, facts, imported }: PanelState): string | null {
  return frame ?? facts.url ?? pageOfImport(imported);
}

/** Everything of the page: values shown, edits allowed. */
export function mayShowValues(state: PanelState): boolean {
  const host = hostOf(shownUrl(state) ?? '');
  return isDevHost(host, state.devHosts) || state.unlocked.includes(host);
}

export function maySee(state: PanelState, id: string): boolean {
  return mayShowValues(state) || state.revealed.includes(id);
}

export function revealActions(store: StoreApi<PanelState>): RevealActions {
  return {
    unlock: () => store.setState((state) => ({ unlocked: [...state.unlocked, hostOf(shownUrl(state) ?? '')] })),
    reveal: (id) => store.setState(({ revealed }) => ({ revealed: [...revealed, id] })),
  };
}
