/** The report as the panel shows it: the core's report without functions and keys, so that it can leave the worker. */
import {
  canReseal, type DecodeResult, type Finding, type FormatMeta, type Layer, type Payload, type RuleOutcome, type SessionCookie, type SiteReport, type Timeline,
} from '../../../src/index';

export interface DecodedView {
  readonly status: DecodeResult['status'];
  /** The whole value, chunks joined: what the offsets of the layers' parts point into. */
  readonly value: string;
  readonly meta: Pick<FormatMeta, 'id' | 'title' | 'framework' | 'grammar' | 'keyFields'> | null;
  readonly layers: readonly Layer[];
  readonly payload: Payload | null;
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
  readonly keyLabel: string | null;
  readonly byFormerKey: boolean;
  readonly facts: Readonly<Record<string, string>>;
  /** Why a key was refused, and what would have matched. */
  readonly reason: string | null;
  readonly hint: string | null;
  readonly alternatives: readonly string[];
  readonly canReseal: boolean;
}

export type PanelCookie = Omit<SessionCookie, 'decoded'> & { readonly id: string; readonly decoded: DecodedView };

export interface PanelReport {
  readonly url: string;
  readonly cookies: readonly PanelCookie[];
  readonly findings: readonly Finding[];
  readonly outcomes: readonly RuleOutcome[];
  readonly timeline: Timeline;
}

function decodedView(decoded: DecodeResult): DecodedView {
  const base = {
    status: decoded.status, value: decoded.wire.value, alternatives: decoded.alternatives.map((meta) => meta.title), canReseal: canReseal(decoded),
    meta: null, layers: [], payload: null, issuedAt: null, expiresAt: null, keyLabel: null, byFormerKey: false, facts: {}, reason: null, hint: null,
  };
  if (decoded.status === 'unrecognised') return base;
  const { id, title, framework, grammar, keyFields } = decoded.meta;
  const { layers, payload, issuedAt, expiresAt } = decoded;
  const recognised = { ...base, meta: { id, title, framework, grammar, keyFields }, layers, payload, issuedAt, expiresAt };
  if (decoded.status === 'verified') {
    const { opened, byFormerKey } = decoded;
    return { ...recognised, keyLabel: opened.key.secret.label, byFormerKey, facts: opened.facts };
  }
  if (decoded.status === 'rejected') {
    const { opened, hint } = decoded;
    return { ...recognised, reason: opened.reason, hint: hint ?? opened.hint, keyLabel: opened.key?.secret.label ?? null };
  }
  return recognised;
}

/** Names one cookie within a report: its key in the jar, or its name where only headers showed it. */
export function cookieId(cookie: SessionCookie): string {
  return cookie.key ?? `headers:${cookie.name}`;
}

export function panelReportFrom(report: SiteReport): PanelReport {
  const { url, findings, outcomes, timeline } = report;
  const cookies = report.cookies.map((cookie) => ({ ...cookie, id: cookieId(cookie), decoded: decodedView(cookie.decoded) }));
  return { url, cookies, findings, outcomes, timeline };
}
