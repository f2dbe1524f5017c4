/** The conclusions that the panel asks for; where they are drawn (a worker, or here in a test) is no concern of the views. */
import {
  analyse, createDecodeCache, createKdf, createKnownSecretMemory, KeySet, readStoredRecord, reseal, Secret, type Payload, type SealedCookie, type SecretInput, type SiteInput, type SiteReport,
} from '../../../src/index';
import { exported, type ExportChoice, type ExportKind } from './exports';
import { cookieId, panelReportFrom, type PanelReport } from './panel-report';

/** The core's input with the keys as plain data: a `Secret` does not cross to a worker. */
export type AnalysisInput = Omit<SiteInput, 'secrets'> & { readonly secrets: readonly SecretInput[] };

export type ResealOutcome = { readonly ok: true; readonly cookies: readonly SealedCookie[] } | { readonly ok: false; readonly problem: string };
/** A record of the server's store that a person pasted, and what the keys say of it. */
export interface RecordView {
  readonly form: string;
  readonly payload: Payload;
  /** `read`: nothing in it is signed, or no key was given. */
  readonly status: 'read' | 'verified' | 'rejected';
  readonly keyLabel: string | null;
  readonly hint: string | null;
}

export interface Analysis {
  /** `onProgress` is told the part done, 0 to 1, of a derivation that takes long. */
  run(input: AnalysisInput, onProgress?: (done: number) => void): Promise<PanelReport>;
  /** Ends the running call: it rejects with an `AbortError`. */
  cancel(): void;
  /** Seals an edited payload with the key that verified the cookie in the latest report. */
  reseal(id: string, text: string, nowMs: number): Promise<ResealOutcome>;
  /** Reads a pasted record in the way of the cookie's format; null where it finds no session in it. */
  readRecord(id: string, text: string, nowMs: number): Promise<RecordView | null>;
  /** The latest report as a file's text. */
  exportAs(kind: ExportKind, choice: ExportChoice): Promise<string>;
  dispose(): void;
}

/** Concludes in this very thread. `triesPrinted`: whether publicly known secrets are tried on what no pasted key proves. */
export function createAnalysis({ triesPrinted = true }: { readonly triesPrinted?: boolean } = {}): Analysis {
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
  const knownSecrets = triesPrinted ? createKnownSecretMemory(kdf) : null;
  let latest: { readonly input: SiteInput; readonly report: SiteReport } | null = null;
  return {
    async run(input, onProgress = () => undefined) {
      progress = onProgress;
      running = new AbortController();
      const given = { ...input, secrets: input.secrets.map((secret) => new Secret(secret)) };
      const report = await analyse(given, { kdf, cache, knownSecrets });
      latest = { input: given, report };
      return panelReportFrom(report, given);
    },
    async reseal(id, text, nowMs) {
      const cookie = latest?.report.cookies.find((each) => cookieId(each) === id);
      if (latest === null || cookie === undefined) return { ok: false, problem: 'The cookie is gone.' };
      const { secrets, settings } = latest.input;
      const sealed = await reseal(cookie.decoded, text, { secrets, settings, nowMs, kdf });
      return sealed.ok ? { ok: true, cookies: sealed.value } : { ok: false, problem: sealed.problem };
    },
    async readRecord(id, text, nowMs) {
      const decoded = latest?.report.cookies.find((each) => cookieId(each) === id)?.decoded;
      if (latest === null || decoded === undefined || decoded.status === 'unrecognised') return null;
      const { secrets, settings } = latest.input;
      const record = await readStoredRecord(decoded.format, text, { keys: new KeySet(secrets), settings, nowMs, kdf });
      if (record === null) return null;
      const { form, payload, opened } = record;
      return { form, payload: opened?.payload ?? payload, status: opened?.status ?? 'read', keyLabel: opened?.key?.secret.label ?? null, hint: opened?.status === 'rejected' ? opened.hint : null };
    },
    cancel: () => running.abort(),
    exportAs: async (kind, choice) => (latest === null ? '' : exported(latest.input, latest.report, kind, choice)),
    dispose: () => undefined,
  };
}
