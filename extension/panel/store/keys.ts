/** The pasted keys: taken in, named, ordered, forgotten. They live in memory only. */
import type { StoreApi } from 'zustand/vanilla';
import { secretsFromText, type SecretInput } from '../../../src/index';
import type { PanelServices, PanelState } from './panel-state';

export interface KeyActions {
  /** `field`: what a bare key is to be, where a format has several keys; null: as the text says. */
  pasteKeys(text: string, field?: string | null): void;
  renameKey(index: number, label: string): void;
  /** Current keys stand before former ones: -1 moves towards the current. */
  moveKey(index: number, by: -1 | 1): void;
  forgetKey(index: number): void;
  forgetAllKeys(): void;
  /** Ends a slow derivation and takes the keys back that it was for. */
  stopDeriving(): void;
}

function freeLabel(wanted: string, taken: readonly SecretInput[]): string {
  const labels = new Set(taken.map(({ label }) => label));
  let label = wanted;
  for (let copy = 2; labels.has(label); copy += 1) label = `${wanted} (${copy})`;
  return label;
}

function isSameKey(a: SecretInput, b: SecretInput): boolean {
  return a.field === b.field && a.value === b.value && a.encoding === b.encoding;
}

/** Adds keys not yet there, each under a label of its own: by its label a report names the key that fits. */
function withKeys(known: readonly SecretInput[], given: readonly SecretInput[]): readonly SecretInput[] {
  return given.reduce((keys, fresh) => (keys.some((key) => isSameKey(key, fresh)) ? keys : [...keys, { ...fresh, label: freeLabel(fresh.label, keys) }]), known);
}

/** What to say of a paste that changed nothing: silence would look like a fault. */
function noticesOf(given: readonly SecretInput[], before: readonly SecretInput[], after: readonly SecretInput[], seen: readonly string[]): readonly string[] {
  if (after.length > before.length || given.length === 0) return seen;
  return [...seen, given.length === 1 ? 'This key is already in the list.' : 'These keys are already in the list.'];
}

export function keyActions(store: StoreApi<PanelState>, { analysis }: PanelServices, changed: () => void): KeyActions {
  let beforePaste: readonly SecretInput[] = [];
  function setKeys(change: (secrets: readonly SecretInput[]) => readonly SecretInput[]): void {
    store.setState(({ secrets }) => ({ secrets: change(secrets) }));
    changed();
  }
  return {
    pasteKeys(text, field = null) {
      const pasted = secretsFromText(text);
      const isBare = pasted.secrets.length === 1 && pasted.secrets[0]?.field === 'secret';
      const given = field !== null && isBare ? pasted.secrets.map((secret) => ({ ...secret, field, label: field })) : pasted.secrets;
      beforePaste = store.getState().secrets;
      store.setState(({ secrets, settings }) => {
        const next = withKeys(secrets, given);
        return { secrets: next, settings: { ...settings, ...pasted.settings }, notices: noticesOf(given, secrets, next, pasted.notices) };
      });
      changed();
    },
    renameKey(index, label) {
      const wanted = label.trim();
      if (wanted !== '') setKeys((secrets) => secrets.map((secret, each) => (each === index ? { ...secret, label: freeLabel(wanted, secrets.toSpliced(index, 1)) } : secret)));
    },
    moveKey(index, by) {
      setKeys((secrets) => {
        const moved = secrets[index];
        const place = index + by;
        return moved === undefined || place < 0 || place >= secrets.length ? secrets : secrets.toSpliced(index, 1).toSpliced(place, 0, moved);
      });
    },
    forgetKey: (index) => setKeys((secrets) => secrets.toSpliced(index, 1)),
    forgetAllKeys() {
      beforePaste = [];
      store.setState({ secrets: [], settings: {}, notices: [] });
      changed();
    },
    stopDeriving() {
      analysis.cancel();
      store.setState({ secrets: beforePaste, deriving: null, notices: ['Stopped. The keys pasted last were taken out of the list: deriving from them takes long.'] });
      changed();
    },
  };
}
