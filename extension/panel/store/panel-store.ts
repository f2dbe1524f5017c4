/** The state of the panel: facts from the tab, conclusions from the analysis, and what the person chose. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { mergeTraffic, type Mark, type RotationVerdict, type SecretInput, type Settings, type TrafficEntry } from '../../../src/index';
import type { Analysis, AnalysisInput } from '../analysis/analysis';
import type { PanelReport } from '../analysis/panel-report';
import type { InspectedTab, TabFacts } from '../inspected-tab';
import { editActions, type EditActions, type JarEdit } from './cookie-edits';
import { importActions, gapAfterImport, pageOfImport, type ImportActions } from './har-import';
import { keyActions, type KeyActions } from './keys';
import { markActions, type MarkActions } from './marks';
import { proofKey, testResults, type Proof, type ProofPlan } from './proofs';
import { ofFrame } from './frame-choice';
import { revealActions, type RevealActions } from './reveal';
import { settingActions, type SettingActions } from './setting-actions';
import { broughtBack, putAside } from './put-aside';
import { createSiteMemory, noPreferences, type PreferenceActions, type PreferenceStore, type SitePreferences } from './site-preferences';

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
  /** Where the running proof is; null: none is running. */
  readonly proofStep: { readonly done: number; readonly of: number; readonly what: string } | null;
}

export interface PanelActions extends PreferenceActions, MarkActions, KeyActions, ImportActions, RevealActions, SettingActions, EditActions {
  show(view: View): void;
  select(id: string | null): void;
  selectMoment(key: string | null): void;
  setFilter(text: string): void;
  /** The address of one frame to look at alone; null: the whole tab. */
  chooseFrame(url: string | null): void;
  /** Forgets what was recorded and imported, and the marks in it. */
  clear(): void;
  /** Forgets all that the panel holds: keys, marks, the recording, and what was chosen for the site. */
  forgetEverything(): void;
  /** Sends what the plan says, and keeps what came of it. */
  prove(verdict: RotationVerdict, plan: ProofPlan): Promise<void>;
  stopProof(): void;
  dispose(): void;
}

export interface Panel {
  readonly store: StoreApi<PanelState>;
  readonly actions: PanelActions;
  readonly services: PanelServices;
}

/** The shortest time between two analyses; a long one is followed by a rest of its own length, so that the machine is left free. */
const frameMs = 16;

function inputFrom(state: PanelState, nowMs: number): AnalysisInput | null {
  const { facts, secrets, settings, marks, waivers, roles, devHosts, imported, proofs } = state;
  const url = facts.url ?? pageOfImport(imported);
  if (url === null) return null;
  const hiddenHosts = facts.obstacles.flatMap((obstacle) => (obstacle.code === 'no-permission' ? obstacle.hosts : []));
  const input: AnalysisInput = {
    url, nowMs, jar: facts.jar, hiddenHosts, jarChanges: facts.jarChanges, bareCookies: [], setCookieLines: [],
    traffic: imported.length === 0 ? facts.traffic : mergeTraffic([...imported, ...facts.traffic]), gaps: [...facts.gaps, ...gapAfterImport(imported, facts.traffic)],
    marks, secrets, settings, waivers, roles, devHosts, browser: facts.browser, storage: facts.storage ?? null,
    ...(Object.keys(proofs).length === 0 ? {} : { tests: testResults(proofs) }),
  };
  return state.frame === null ? input : ofFrame(input, state.frame);
}

/** The person stopped it: nothing failed. */
function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Runs the analysis after each change, one at a time: what changes meanwhile is taken up by one further run. */
function createRefresh(store: StoreApi<PanelState>, { analysis, now }: PanelServices): { request(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let restMs = frameMs;
  let running = false;
  let again = false;
  async function refresh(): Promise<void> {
    timer = null;
    const input = inputFrom(store.getState(), now());
    if (input === null) return store.setState({ report: null, working: false });
    running = true;
    store.setState({ working: true });
    const startedAt = performance.now();
    try {
      store.setState({ report: await analysis.run(input, (done) => store.setState({ deriving: done })), fault: null });
    } catch (error) {
      if (!isCancelled(error)) store.setState({ fault: error instanceof Error ? error.message : 'unknown' });
    }
    running = false;
    restMs = Math.min(Math.max(frameMs, performance.now() - startedAt), 2000);
    store.setState({ working: false, deriving: null });
    if (again) request();
  }
  function request(): void {
    again = running;
    if (!running) timer ??= setTimeout(() => void refresh(), restMs);
  }
  return { request, stop: () => timer !== null && clearTimeout(timer) };
}

function proofActions({ store, services }: Pick<Panel, 'store' | 'services'>, refresh: () => void): Pick<PanelActions, 'prove' | 'stopProof'> {
  let running: AbortController | null = null;
  return {
    async prove(verdict, { question, earlier, url }) {
      running = new AbortController();
      const onStep = (done: number, of: number, what: string): void => store.setState({ proofStep: { done, of, what } });
      const outcome = await services.tab.testJar({ question, earlier, url, signal: running.signal, onStep });
      running = null;
      store.setState(({ proofs }) => ({ proofs: { ...proofs, [proofKey(verdict)]: { verdict: verdict.verdict, outcome } }, proofStep: null }));
      refresh();
    },
    stopProof: () => running?.abort(),
  };
}

export function createPanel(services: PanelServices): Panel {
  const store = createStore<PanelState>(() => ({
    view: 'session', facts: services.tab.facts(), report: null, fault: null, working: false, deriving: null, selected: null, moment: null, filter: '', secrets: [], settings: {}, notices: [],
    marks: [], imported: [], importNote: null, frame: null, unlocked: [], revealed: [], edits: [], proofs: {}, proofStep: null, ...noPreferences, ...broughtBack(services.tab),
  }));
  const { request, stop } = createRefresh(store, services);
  const endAside = putAside(store, services.tab);
  const memory = createSiteMemory(store, services, request);
  const unsubscribe = services.tab.subscribe(() => {
    const facts = services.tab.facts();
    store.setState(({ frame }) => ({ facts, frame: facts.frames.some(({ url }) => url === frame) ? frame : null }));
    memory.follow();
    request();
  });
  memory.follow();
  request();
  const actions: PanelActions = {
    ...keyActions(store, services, request),
    ...proofActions({ store, services }, request),
    ...memory.actions,
    ...markActions(store, services, request),
    ...revealActions(store),
    ...settingActions(store, request),
    show: (view) => store.setState({ view }),
    selectMoment: (moment) => store.setState({ moment }),
    select: (selected) => store.setState({ selected }),
    setFilter: (filter) => store.setState({ filter }),
    ...importActions(store, request),
    chooseFrame(frame) {
      store.setState({ frame });
      request();
    },
    clear() {
      store.setState({ imported: [], importNote: null, marks: [], proofs: {} });
      services.tab.clearRecording();
      request();
    },
    forgetEverything() {
      actions.clear();
      actions.forgetAllKeys();
      actions.forgetSite();
      store.setState({ unlocked: [], revealed: [], edits: [], filter: '', selected: null, frame: null });
    },
    ...editActions({ store, services }),
    dispose() {
      stop();
      unsubscribe();
      endAside();
      services.analysis.dispose();
    },
  };
  return { store, actions, services };
}

export { mayShowValues } from './reveal';
