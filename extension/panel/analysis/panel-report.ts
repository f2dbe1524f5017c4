/** The report as the panel shows it: the core's report without functions and keys, so that it can leave the worker. */
import {
  canReseal, isProvable, KeySet, storePlaceOf, type DecodeResult, type Finding, type FormatMeta, type KeyField, type Layer, type MendedTimeline, type Payload, type RuleOutcome, type Secret,
  type SessionCookie, type Settings, type SiteReport, type StorePlace,
} from '../../../src/index';

export interface DecodedView {
  readonly status: DecodeResult['status'];
  /** The whole value, chunks joined: what the offsets of the layers' parts point into. */
  readonly value: string;
  readonly meta: Pick<FormatMeta, 'id' | 'title' | 'framework' | 'grammar' | 'keyFields' | 'settings' | 'holds'> | null;
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
  /** False where nothing in the value is signed or encrypted: no key can prove it. */
  readonly isProvable: boolean;
  /** Key fields of the format for which no key was given. */
  readonly missingKeys: readonly KeyField[];
  /** Where the server keeps what the cookie names; null where it names nothing there. */
  readonly store: StorePlace | null;
  /** True where a record of the server's store can be read in the way of the format. */
  readonly readsRecords: boolean;
  /** Names of chunks that are not there. */
  readonly missingParts: readonly string[];
}

export type PanelCookie = Omit<SessionCookie, 'decoded'> & { readonly id: string; readonly decoded: DecodedView };

export interface PanelReport {
  readonly url: string;
  readonly cookies: readonly PanelCookie[];
  readonly findings: readonly Finding[];
  readonly outcomes: readonly RuleOutcome[];
  readonly timeline: MendedTimeline;
}

/** What the keys and settings of the analysis were. */
export interface Circumstances {
  readonly secrets: readonly Secret[];
  readonly settings: Settings;
}

function decodedView(decoded: DecodeResult, { secrets, settings }: Circumstances): DecodedView {
  const base = {
    status: decoded.status, value: decoded.wire.value, alternatives: decoded.alternatives.map((meta) => meta.title), canReseal: canReseal(decoded),
    meta: null, layers: [], payload: null, issuedAt: null, expiresAt: null, keyLabel: null, byFormerKey: false, facts: {}, reason: null, hint: null,
    isProvable: isProvable(decoded), missingKeys: [], store: null, readsRecords: false, missingParts: decoded.wire.missing ?? [],
  };
  if (decoded.status === 'unrecognised') return base;
  const { id, title, framework, grammar, keyFields, settings: fields, holds } = decoded.meta;
  const { layers, payload, issuedAt, expiresAt } = decoded;
  const recognised = {
    ...base, meta: { id, title, framework, grammar, keyFields, settings: fields, holds }, layers, payload, issuedAt, expiresAt,
    missingKeys: isProvable(decoded) ? keyFields.filter(({ name }) => new KeySet(secrets).of(name).length === 0) : [],
    store: storePlaceOf(decoded, settings), readsRecords: decoded.format.readStored !== undefined,
  };
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

export function panelReportFrom(report: SiteReport, circumstances: Circumstances): PanelReport {
  const { url, findings, outcomes, timeline } = report;
  const cookies = report.cookies.map((cookie) => ({ ...cookie, id: cookieId(cookie), decoded: decodedView(cookie.decoded, circumstances) }));
  return { url, cookies, findings, outcomes, timeline };
}
