/** Marks by hand: a person says what a request was, or a change without one, and may take it back. */
import type { StoreApi } from 'zustand/vanilla';
import type { Mark, TrafficEntry } from '../../../src/index';
import type { PanelServices, PanelState } from './panel-state';

/** What a mark speaks of. */
export type Marked = Pick<Mark, 'entryId' | 'changeAt'>;

export interface MarkActions {
  /** Says what a request or change was; without one, what the latest request was. A later mark of the same takes the place of the earlier. */
  mark(kind: Mark['kind'], marked?: Marked): void;
  unmark(mark: Mark): void;
}

/** The request that "just now" means: a picture or a script is none. */
function latestRequest({ facts, imported }: PanelState): string | null {
  const isCandidate = ({ kind }: TrafficEntry): boolean => kind !== 'other';
  return (facts.traffic.findLast(isCandidate) ?? imported.findLast(isCandidate))?.id ?? null;
}

/** A request is named by its id, a change without one by its instant. */
export function markedOf({ entryId, at }: { readonly entryId: string | null; readonly at: number }): Marked {
  return entryId === null ? { entryId, changeAt: at } : { entryId };
}

export function markActions(store: StoreApi<PanelState>, { now }: PanelServices, changed: () => void): MarkActions {
  return {
    mark(kind, marked = { entryId: latestRequest(store.getState()) }) {
      const isLoose = marked.entryId === null && marked.changeAt === undefined;
      const isOther = (mark: Mark): boolean => isLoose || mark.entryId !== marked.entryId || mark.changeAt !== marked.changeAt;
      store.setState(({ marks }) => ({ marks: [...marks.filter(isOther), { kind, ...marked, at: now() }] }));
      changed();
    },
    unmark(mark) {
      store.setState(({ marks }) => ({ marks: marks.filter((each) => each !== mark) }));
      changed();
    },
  };
}
