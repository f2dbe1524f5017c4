/** The conclusions that the panel asks for; where they are drawn (a worker, or here in a test) is no concern of the views. */
import {
  analyse, createDecodeCache, createKdf, reseal, Secret, type SealedCookie, type SecretInput, type SiteInput, type SiteReport,
} from '../../../src/index';
import { exported, type ExportChoice, type ExportKind } from './exports';
import { cookieId, panelReportFrom, type PanelReport } from './panel-report';

/** The core's input with the keys as plain data: a `Secret` does not cross to a worker. */
export type AnalysisInput = Omit<SiteInput, 'secrets'> & { readonly secrets: readonly SecretInput[] };

export type ResealOutcome = { readonly ok: true; readonly cookies: readonly SealedCookie[] } | { readonly ok: false; readonly problem: string };

export interface Analysis {
  /** `onProgress` is told the part done, 0 to 1, of a derivation that takes long. */
  run(input: AnalysisInput, onProgress?: (done: number) => void): Promise<PanelReport>;
  /** Ends the running call: it rejects with an `AbortError`. */
  cancel(): void;
  /** Seals an edited payload with the key that verified the cookie in the latest report. */
  reseal(id: string, text: string, nowMs: number): Promise<ResealOutcome>;
  /** The latest report as a file's text. */
  exportAs(kind: ExportKind, choice: ExportChoice): Promise<string>;
  dispose(): void;
}

/** Concludes in this very thread. */
export function createAnalysis(): Analysis {
  let progress: (done: number) => void = () => undefined;
  let running = new AbortController();
  const kdf = createKdf({
    onProgress: (done) => progress(done),
    // A getter: the memory of derivations outlives the single call.
    get signal() {
      return running.signal;
    },
  });
  const cache = createDecodeCache();
  let latest: { readonly input: SiteInput; readonly report: SiteReport } | null = null;
  return {
    async run(input, onProgress = () => undefined) {
      progress = onProgress;
      running = new AbortController();
      const given = { ...input, secrets: input.secrets.map((secret) => new Secret(secret)) };
      const report = await analyse(given, { kdf, cache });
      latest = { input: given, report };
      return panelReportFrom(report);
    },
    async reseal(id, text, nowMs) {
      const cookie = latest?.report.cookies.find((each) => cookieId(each) === id);
      if (latest === null || cookie === undefined) return { ok: false, problem: 'The cookie is gone.' };
      const { secrets, settings } = latest.input;
      const sealed = await reseal(cookie.decoded, text, { secrets, settings, nowMs, kdf });
      return sealed.ok ? { ok: true, cookies: sealed.value } : { ok: false, problem: sealed.problem };
    },
    cancel: () => running.abort(),
    exportAs: async (kind, choice) => (latest === null ? '' : exported(latest.input, latest.report, kind, choice)),
    dispose: () => undefined,
  };
}
