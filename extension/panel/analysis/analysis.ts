/** The conclusions that the panel asks for; where they are drawn (a worker, or here in a test) is no concern of the views. */
import {
  analyse, createDecodeCache, createKdf, markdownReport, reseal, sarifReport, Secret, type SealedCookie, type SecretInput, type SiteInput, type SiteReport,
} from '../../../src/index';
import { cookieId, panelReportFrom, type PanelReport } from './panel-report';

/** The core's input with the keys as plain data: a `Secret` does not cross to a worker. */
export type AnalysisInput = Omit<SiteInput, 'secrets'> & { readonly secrets: readonly SecretInput[] };

export type ResealOutcome = { readonly ok: true; readonly cookies: readonly SealedCookie[] } | { readonly ok: false; readonly problem: string };
export type ExportKind = 'markdown' | 'json' | 'sarif';

export interface Analysis {
  run(input: AnalysisInput): Promise<PanelReport>;
  /** Seals an edited payload with the key that verified the cookie in the latest report. */
  reseal(id: string, text: string, nowMs: number): Promise<ResealOutcome>;
  /** The latest report as a file's text, values masked. */
  exportAs(kind: ExportKind): Promise<string>;
  dispose(): void;
}

function exported(report: SiteReport, kind: ExportKind): string {
  if (kind === 'markdown') return markdownReport(report);
  if (kind === 'sarif') return JSON.stringify(sarifReport(report), null, 2);
  const { url, findings, outcomes, timeline } = report;
  const { events, verdicts, gaps } = timeline;
  const told = verdicts.map(({ before: _before, after: _after, ...verdict }) => verdict);
  return JSON.stringify({ url, findings, outcomes, events, verdicts: told, gaps }, null, 2);
}

/** Concludes in this very thread. */
export function createAnalysis(): Analysis {
  const kdf = createKdf();
  const cache = createDecodeCache();
  let latest: { readonly input: SiteInput; readonly report: SiteReport } | null = null;
  return {
    async run(input) {
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
    exportAs: async (kind) => (latest === null ? '' : exported(latest.report, kind)),
    dispose: () => undefined,
  };
}
