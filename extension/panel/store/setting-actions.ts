/** The settings of formats that a person typed in: they steer the analysis, and hold for one format. */
import type { StoreApi } from 'zustand/vanilla';
import type { SettingValue } from '../../../src/index';
import type { PanelState } from './panel-state';

export interface SettingActions {
  /** Undefined: the format's default again. */
  setSetting(format: string, name: string, value: SettingValue | undefined): void;
}

export function settingActions(store: StoreApi<PanelState>, changed: () => void): SettingActions {
  return {
    setSetting(format, name, value) {
      store.setState(({ settings }) => {
        const { [`${format}.${name}`]: _former, ...others } = settings;
        return { settings: value === undefined ? others : { ...others, [`${format}.${name}`]: value } };
      });
      changed();
    },
  };
}
