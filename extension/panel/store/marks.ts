/** Marks by hand: a person says what a request was, and may take it back. */
import type { StoreApi } from 'zustand/vanilla';
import type { Mark, TrafficEntry } from '../../../src/index';
import type { PanelServices, PanelState } from './panel-state';

export interface MarkActions {
  /** Says what a request was; without one, what the latest request was. A later mark of the same request takes the place of the earlier. */
  mark(kind: Mark['kind'], entryId?: string | null): void;
  unmark(mark: Mark): void;
}

/** The request that "just now" means: a picture or a script is none. */
function latestRequest({ facts, imported }: PanelState): string | null {
  const isCandidate = ({ kind }: TrafficEntry): boolean => kind !== 'other';
  return (facts.traffic.findLast(isCandidate) ?? imported.findLast(isCandidate))?.id ?? null;
}

export function markActions(store: StoreApi<PanelState>, { now }: PanelServices, changed: () => void): MarkActions {
  return {
    mark(kind, given = null) {
      const entryId = given ?? latestRequest(store.getState());
      const isOther = (mark: Mark): boolean => entryId === null || mark.entryId !== entryId;
      store.setState(({ marks }) => ({ marks: [...marks.filter(isOther), { kind, entryId, at: now() }] }));
      changed();
    },
    unmark(mark) {
      store.setState(({ marks }) => ({ marks: marks.filter((each) => each !== mark) }));
      changed();
    },
  };
}
