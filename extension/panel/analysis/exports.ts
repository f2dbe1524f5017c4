/** A report as the text of a file. No pasted key stands in any; what the sessions hold only where it is asked for. */
import { answerOf, markdownReport, maskedPayload, sarifReport, type SiteInput, type SiteReport, type Value } from '../../../src/index';

export type ExportKind = 'markdown' | 'json' | 'sarif';

export interface ExportChoice {
  /** True: payloads stand in full. */
  readonly unmasked: boolean;
}

function json({ settings, waivers }: SiteInput, report: SiteReport, { unmasked }: ExportChoice): unknown {
  const { sessions, ...answer } = answerOf({ id: null, wants: { parsed: false, timeline: true } }, report);
  const shown = (value: Value): Value => (unmasked ? value : maskedPayload(value));
  return {
    url: report.url,
    masked: !unmasked,
    ...answer,
    sessions: sessions.map((session) => ({ ...session, payload: session.payload === null ? null : shown(session.payload) })),
    outcomes: report.outcomes,
    gaps: report.timeline.gaps,
    waivers,
    lifetimeLimits: report.limits,
    settings: shown({ ...settings }),
  };
}

export function exported(input: SiteInput, report: SiteReport, kind: ExportKind, choice: ExportChoice): string {
  if (kind === 'markdown') return markdownReport(report, choice);
  return JSON.stringify(kind === 'sarif' ? sarifReport(report) : json(input, report, choice), null, 2);
}
