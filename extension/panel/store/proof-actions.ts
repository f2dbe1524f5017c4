/** Starts the tests that a person asks for, one at a time, and keeps what came of each. */
import type { StoreApi } from 'zustand/vanilla';
import { originOf, type RotationVerdict } from '../../../src/index';
import { planAdoption, type AdoptionPlan } from './adoption';
import { familiesOf } from './login-search';
import type { PanelServices, PanelState } from './panel-state';
import { proofKey, type ProofPlan } from './proofs';

export interface ProofActions {
  /** Sends what the plan says, and keeps what came of it. */
  prove(verdict: RotationVerdict, plan: ProofPlan): Promise<void>;
  /** Makes ids up for a session cookie, and sends nothing; a text says why it cannot be done. */
  planAdoption(id: string): Promise<AdoptionPlan | string>;
  /** Sends what the plan says to these addresses, and keeps what came of it. */
  proveAdoption(plan: AdoptionPlan, urls: { readonly url: string; readonly storingUrl: string | null }): Promise<void>;
  /** Asks for the address with fewer and fewer of the page's cookies, and keeps which carry the login. */
  findLogin(url: string): Promise<void>;
  stopProof(): void;
}

interface World {
  readonly store: StoreApi<PanelState>;
  readonly services: PanelServices;
}

export function proofActions({ store, services }: World, refresh: () => void): ProofActions {
  let running: AbortController | null = null;
  const onStep = (done: number, of: number, what: string): void => store.setState({ proofStep: { done, of, what } });
  async function run<T>(test: (signal: AbortSignal) => Promise<T>): Promise<T> {
    running = new AbortController();
    try {
      return await test(running.signal);
    } finally {
      running = null;
      store.setState({ proofStep: null });
    }
  }
  return {
    async prove(verdict, { question, earlier, url }) {
      const outcome = await run((signal) => services.tab.testJar({ question, earlier, url, signal, onStep }));
      store.setState(({ proofs }) => ({ proofs: { ...proofs, [proofKey(verdict)]: { verdict, outcome } } }));
      refresh();
    },
    async planAdoption(id) {
      const cookies = store.getState().report?.cookies ?? [];
      const cookie = cookies.find((each) => each.id === id);
      return cookie === undefined ? 'it is gone.' : planAdoption(cookie, cookies, { analysis: services.analysis, nowMs: services.now() });
    },
    async proveAdoption({ key, cookie, first, second, withheld }, { url, storingUrl }) {
      const outcome = await run((signal) => services.tab.testAdoption({ cookie: key, first, second, withheld, url, storingUrl, signal, onStep }));
      store.setState(({ adoptions }) => ({ adoptions: { ...adoptions, [key]: { cookie, origin: originOf(url), outcome } } }));
      refresh();
    },
    async findLogin(url) {
      const families = familiesOf(store.getState().report?.cookies ?? []);
      const outcome = await run((signal) => services.tab.testLoginCookies({ families, url, signal, onStep }));
      store.setState({ loginSearch: { origin: originOf(url), outcome } });
    },
    stopProof: () => running?.abort(),
  };
}
