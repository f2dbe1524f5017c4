/** What the panel holds: facts from the tab, conclusions from the analysis, and what the person chose; and what it works with. */
import type { Cookie, CookieKey, Mark, SecretInput, Settings, TrafficEntry } from '../../../src/index';
import type { Analysis } from '../analysis/analysis';
import type { PanelReport } from '../analysis/panel-report';
import type { InspectedTab, TabFacts } from '../inspected-tab';
import type { Adoption } from './adoption';
import type { LoginSearch } from './login-search';
import type { Proof } from './proofs';
import type { PreferenceStore, SitePreferences } from './site-preferences';

/** One edit that can be taken back. */
export interface JarEdit {
  /** What was done: `Edited session`. */
  readonly what: string;
  /** The cookies that it changed or removed, exactly as they were. */
  readonly before: readonly Cookie[];
  /** Every cookie that it touched; what is not in `before` was not there. */
  readonly keys: readonly CookieKey[];
}

export interface PanelServices {
  readonly tab: InspectedTab;
  readonly analysis: Analysis;
  readonly now: () => number;
  readonly copy: (text: string) => Promise<void>;
  readonly save: (name: string, text: string) => void;
  readonly preferences: PreferenceStore;
}

export type View = 'session' | 'timeline' | 'audit' | 'keys';

export interface PanelState extends SitePreferences {
  readonly view: View;
  readonly facts: TabFacts;
  readonly report: PanelReport | null;
  /** What went wrong in the latest analysis; the report before it stays. */
  readonly fault: string | null;
  readonly working: boolean;
  /** The part done, 0 to 1, of a derivation that takes long; null: none is running. */
  readonly deriving: number | null;
  readonly selected: string | null;
  /** The row of the timeline whose details are shown. */
  readonly moment: string | null;
  readonly filter: string;
  readonly secrets: readonly SecretInput[];
  readonly settings: Settings;
  readonly notices: readonly string[];
  readonly marks: readonly Mark[];
  readonly imported: readonly TrafficEntry[];
  /** What came of the latest import. */
  readonly importNote: string | null;
  /** The frame that is looked at alone; null: the whole tab. */
  readonly frame: string | null;
  /** Hosts whose values the person unlocked. */
  readonly unlocked: readonly string[];
  /** Ids of the cookies whose values the person asked for, one by one. */
  readonly revealed: readonly string[];
  /** Edits of the jar, the latest last. */
  readonly edits: readonly JarEdit[];
  /** By `proofKey`. */
  readonly proofs: Readonly<Record<string, Proof>>;
  /** What came of the tests of adoption, by the key of the cookie. */
  readonly adoptions: Readonly<Record<CookieKey, Adoption>>;
  /** What came of the latest search for the cookies that carry the login; null: none was made. */
  readonly loginSearch: LoginSearch | null;
  /** Where the running proof is; null: none is running. */
  readonly proofStep: { readonly done: number; readonly of: number; readonly what: string } | null;
}
