/** The panel's store: each change is followed by an analysis, and each action is one change. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { mergeTraffic } from '../../../src/index';
import type { AnalysisInput } from '../analysis/analysis';
import { adoptionResults } from './adoption';
import { editActions, type EditActions } from './cookie-edits';
import { importActions, gapAfterImport, pageOfImport, type ImportActions } from './har-import';
import { keyActions, type KeyActions } from './keys';
import { markActions, type MarkActions } from './marks';
import type { PanelServices, PanelState, View } from './panel-state';
import { proofActions, type ProofActions } from './proof-actions';
import { testResults } from './proofs';
import { ofFrame } from './frame-choice';
import { revealActions, type RevealActions } from './reveal';
import { settingActions, type SettingActions } from './setting-actions';
import { broughtBack, putAside } from './put-aside';
import { createSiteMemory, type PreferenceActions } from './site-memory';
import { noPreferences } from './site-preferences';

export interface PanelActions extends PreferenceActions, MarkActions, KeyActions, ImportActions, RevealActions, SettingActions, EditActions, ProofActions {
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
  const { facts, secrets, marks, waivers, roles, devHosts, limits, imported, proofs, adoptions } = state;
  const url = facts.url ?? pageOfImport(imported);
  if (url === null) return null;
  const tests = [...testResults(proofs), ...adoptionResults(adoptions, url)];
  const hiddenHosts = facts.obstacles.flatMap((obstacle) => (obstacle.code === 'no-permission' ? obstacle.hosts : []));
  const input: AnalysisInput = {
    url, nowMs, jar: facts.jar, hiddenHosts, jarChanges: facts.jarChanges, bareCookies: [], setCookieLines: [],
    traffic: imported.length === 0 ? facts.traffic : mergeTraffic([...imported, ...facts.traffic]), gaps: [...facts.gaps, ...gapAfterImport(imported, facts.traffic)],
    marks, secrets, settings: { ...state.settings, ...limits }, waivers, roles, devHosts, browser: facts.browser, storage: facts.storage ?? null,
    ...(tests.length === 0 ? {} : { tests }),
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

export function createPanel(services: PanelServices): Panel {
  const store = createStore<PanelState>(() => ({
    view: 'session', facts: services.tab.facts(), report: null, fault: null, working: false, deriving: null, selected: null, moment: null, filter: '', secrets: [], settings: {}, notices: [],
    marks: [], imported: [], importNote: null, frame: null, unlocked: [], revealed: [], edits: [], proofs: {}, adoptions: {}, loginSearch: null, proofStep: null, ...noPreferences, ...broughtBack(services.tab),
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
      store.setState({ imported: [], importNote: null, marks: [], proofs: {}, adoptions: {}, loginSearch: null });
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
