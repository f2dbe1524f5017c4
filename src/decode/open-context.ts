/** What a format is given to open a value with: keys, settings, the clock and slow derivations. */
import { createKdf, type Kdf } from '../crypto/kdf';
import type { KeySet } from '../crypto/keys';
import type { FormatMeta, OpenContext, SessionFormat, SettingValue, Settings } from '../formats/define';
import type { CrashHandler } from './recognise';

export interface DecodeOptions {
  readonly keys?: KeySet;
  /** What the person typed in; a format's default stands for what is absent. */
  readonly settings?: Settings;
  /** Epoch milliseconds at which expiry is judged; null: expiry is not judged. */
  readonly nowMs: number | null;
  /** Share one among calls, so that slow derivations run once a key. */
  readonly kdf?: Kdf;
  readonly formats?: readonly SessionFormat[];
  readonly onCrash?: CrashHandler;
  /** False: why no key fits is nobody's question, and not looked for. */
  readonly isExplained?: boolean;
}

/** What the person set for this very format, else for all, else the format's default. A setting of one format alone is named `<format>.<setting>`. */
export function settingOf({ id, settings: fields }: Pick<FormatMeta, 'id' | 'settings'>, settings: Settings, name: string): SettingValue {
  return [settings[`${id}.${name}`], settings[name], fields.find((field) => field.name === name)?.default].find((value) => value !== undefined) ?? null;
}

/** The context in which a format opens a value. */
export function openContext(format: SessionFormat, keys: KeySet, options: DecodeOptions): OpenContext {
  const settings = options.settings ?? {};
  return {
    keys,
    nowMs: options.nowMs,
    kdf: options.kdf ?? createKdf(),
    setting: (name) => settingOf(format.meta, settings, name),
  };
}
