/** The state of the panel: facts from the tab, conclusions from the analysis, and what the person chose. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { cookieKey, hostOf, isDevHost, mergeTraffic, secretsFromText, type Mark, type RotationVerdict, type SecretInput, type Settings, type TrafficEntry } from '../../../src/index';
import type { Analysis, AnalysisInput } from '../analysis/analysis';
import type { PanelReport } from '../analysis/panel-report';
import type { InspectedTab, TabFacts } from '../inspected-tab';
import { markActions, type MarkActions } from './marks';
import { proofKey, testResults, type Proof, type ProofPlan } from './proofs';
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
  readonly selected: string | null;
  readonly filter: string;
  readonly secrets: readonly SecretInput[];
  readonly settings: Settings;
  readonly notices: readonly string[];
  readonly marks: readonly Mark[];
  readonly imported: readonly TrafficEntry[];
  /** Hosts whose values the person unlocked. */
  readonly unlocked: readonly string[];
  /** By `proofKey`. */
  readonly proofs: Readonly<Record<string, Proof>>;
  /** Where the running proof is; null: none is running. */
  readonly proofStep: { readonly done: number; readonly of: number; readonly what: string } | null;
}

export interface PanelActions extends PreferenceActions, MarkActions {
  show(view: View): void;
  select(id: string | null): void;
  setFilter(text: string): void;
  pasteKeys(text: string): void;
  forgetKey(index: number): void;
  forgetAllKeys(): void;
  importTraffic(entries: readonly TrafficEntry[]): void;
  unlock(): void;
  /** Seals, writes and reads back; null where it worked, else why not. */
  saveEdit(id: string, text: string): Promise<string | null>;
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
  if (facts.url === null) return null;
  const hiddenHosts = facts.obstacles.flatMap((obstacle) => (obstacle.code === 'no-permission' ? obstacle.hosts : []));
  return {
    url: facts.url, nowMs, jar: facts.jar, hiddenHosts, jarChanges: facts.jarChanges, bareCookies: [], setCookieLines: [],
    traffic: imported.length === 0 ? facts.traffic : mergeTraffic([...imported, ...facts.traffic]), gaps: facts.gaps,
    marks, secrets, settings, waivers, roles, devHosts, browser: facts.browser,
    ...(Object.keys(proofs).length === 0 ? {} : { tests: testResults(proofs) }),
  };
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
      store.setState({ report: await analysis.run(input), fault: null });
    } catch (error) {
      store.setState({ fault: error instanceof Error ? error.message : 'unknown' });
    }
    running = false;
    restMs = Math.min(Math.max(frameMs, performance.now() - startedAt), 2000);
    store.setState({ working: false });
    if (again) request();
  }
  function request(): void {
    again = running;
    if (!running) timer ??= setTimeout(() => void refresh(), restMs);
  }
  return { request, stop: () => timer !== null && clearTimeout(timer) };
}

async function writeSealed(panel: Pick<Panel, 'store' | 'services'>, id: string, text: string): Promise<string | null> {
  const { tab, analysis, now } = panel.services;
  const target = panel.store.getState().report?.cookies.find((each) => each.id === id)?.cookie;
  if (target === null || target === undefined) return 'The cookie is no longer in the jar.';
  const sealed = await analysis.reseal(id, text, now());
  if (!sealed.ok) return sealed.problem;
  for (const { name, value } of sealed.cookies) {
    const cookie = { ...target, name, value: value ?? '' };
    // One after the other: a chunked session is written in the order of its chunks.
    const outcome = value === null ? await tab.removeCookie(cookieKey(cookie)) : await tab.writeCookie(cookie);
    if (!outcome.ok) return outcome.message;
  }
  return null;
}

/** Adds keys not yet there, each under a label of its own: by its label a report names the key that fits. */
function withKeys(known: readonly SecretInput[], given: readonly SecretInput[]): readonly SecretInput[] {
  return given.reduce((keys, fresh) => {
    if (keys.some(({ field, value, encoding }) => field === fresh.field && value === fresh.value && encoding === fresh.encoding)) return keys;
    const labels = new Set(keys.map(({ label }) => label));
    let label = fresh.label;
    for (let copy = 2; labels.has(label); copy += 1) label = `${fresh.label} (${copy})`;
    return [...keys, { ...fresh, label }];
  }, known);
}

function keyActions(store: StoreApi<PanelState>, refresh: () => void): Pick<PanelActions, 'pasteKeys' | 'forgetKey' | 'forgetAllKeys'> {
  return {
    pasteKeys(text) {
      const pasted = secretsFromText(text);
      store.setState(({ secrets, settings }) => ({
        secrets: withKeys(secrets, pasted.secrets),
        settings: { ...settings, ...pasted.settings },
        notices: pasted.notices,
      }));
      refresh();
    },
    forgetKey(index) {
      store.setState(({ secrets }) => ({ secrets: secrets.filter((_, each) => each !== index) }));
      refresh();
    },
    forgetAllKeys() {
      store.setState({ secrets: [], settings: {}, notices: [] });
      refresh();
    },
  };
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

export function mayShowValues({ facts, unlocked, devHosts }: PanelState): boolean {
  const host = hostOf(facts.url ?? '');
  return isDevHost(host, devHosts) || unlocked.includes(host);
}

export function createPanel(services: PanelServices): Panel {
  const store = createStore<PanelState>(() => ({
    view: 'session', facts: services.tab.facts(), report: null, fault: null, working: false, selected: null, filter: '', secrets: [], settings: {}, notices: [],
    marks: [], imported: [], unlocked: [], proofs: {}, proofStep: null, ...noPreferences,
  }));
  const { request, stop } = createRefresh(store, services);
  const memory = createSiteMemory(store, services, request);
  const unsubscribe = services.tab.subscribe(() => {
    store.setState({ facts: services.tab.facts() });
    memory.follow();
    request();
  });
  memory.follow();
  request();
  const actions: PanelActions = {
    ...keyActions(store, request),
    ...proofActions({ store, services }, request),
    ...memory.actions,
    ...markActions(store, services, request),
    show: (view) => store.setState({ view }),
    select: (selected) => store.setState({ selected }),
    setFilter: (filter) => store.setState({ filter }),
    importTraffic(entries) {
      store.setState(({ imported }) => ({ imported: mergeTraffic([...imported, ...entries]) }));
      request();
    },
    unlock: () => store.setState(({ unlocked, facts }) => ({ unlocked: [...unlocked, hostOf(facts.url ?? '')] })),
    saveEdit: (id, text) => writeSealed({ store, services }, id, text),
    dispose() {
      stop();
      unsubscribe();
      services.analysis.dispose();
    },
  };
  return { store, actions, services };
}
