/** The way from a view to the panel's state. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { PanelState } from './panel-state';
import type { Panel } from './panel-store';

export const PanelContext = createContext<Panel | null>(null);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (panel === null) throw new Error('A view stands outside the panel.');
  return panel;
}

export function usePanelState<T>(select: (state: PanelState) => T): T {
  return useStore(usePanel().store, select);
}
