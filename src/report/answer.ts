/** A report as the answer of the headless inspection: plain JSON in the field names of its contract. */
import type { Finding } from '../audit/finding';
import type { Value } from '../codec/value';
import type { SetCookie } from '../cookie/set-cookie';
import type { RotationVerdict, SessionEvent } from '../rotation/timeline';
import type { InspectRequest } from './request';
import type { MendedVerdict, SessionCookie, SiteReport } from './site';

export interface AnswerSession {
  readonly cookie: string;
  readonly companions: readonly string[];
  readonly format: string | null;
  readonly framework: string | null;
  readonly status: 'verified' | 'rejected' | 'read' | 'unrecognised';
  readonly role: string;
  readonly key: string | null;
  readonly payload: Value;
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
  readonly reason: string | null;
  readonly hint: string | null;
}

export interface AnswerFinding extends Pick<Finding, 'rule' | 'cookie' | 'severity' | 'production' | 'message' | 'references'> {
  readonly evidence: string;
  readonly fix: string | null;
  readonly waived?: string;
}

/** A Set-Cookie line as a browser reads it: its attributes together, and each under its own name beside name and value. */
export interface AnswerLine extends SetCookie {
  readonly attributes: Omit<SetCookie, 'name' | 'value'>;
}

export interface Answer {
  readonly id: string | number | null;
  readonly sessions: readonly AnswerSession[];
  readonly findings: readonly AnswerFinding[];
  readonly parsed?: readonly (AnswerLine | null)[];
  readonly timeline?: {
    readonly logins: readonly AnswerEvent[];
    readonly logouts: readonly AnswerEvent[];
    readonly verdicts: readonly AnswerVerdict[];
  };
}

interface AnswerEvent {
  readonly url: string | null;
  readonly method: string | null;
  readonly at: number;
  readonly why: string;
}

interface AnswerVerdict extends Pick<RotationVerdict, 'event' | 'cookie' | 'verdict' | 'why' | 'at'> {
  readonly before: string | null;
  readonly after: string | null;
  readonly fix: string | null;
}

const sealedHint = 'The value is encrypted: nothing can be read without its key.';

function sessionOf({ name, companions, role, decoded }: SessionCookie): AnswerSession {
  const { wire } = decoded;
  const base = { cookie: wire.parts[0]?.name ?? name, companions, role };
  if (decoded.status === 'unrecognised')
    return { ...base, format: null, framework: null, status: 'unrecognised', key: null, payload: null, issuedAt: null, expiresAt: null, reason: null, hint: null };
  const { meta, payload, issuedAt, expiresAt } = decoded;
  const rejected = decoded.status === 'rejected' ? decoded : null;
  const key = decoded.status === 'verified' ? decoded.opened.key.secret.label : (rejected?.opened.key?.secret.label ?? null);
  return {
    ...base,
    format: meta.id,
    framework: meta.framework,
    // The contract has no word for "encrypted, and no key given": it is read as far as that goes, and the hint says so.
    status: decoded.status === 'sealed' ? 'read' : decoded.status,
    key,
    payload: payload?.value ?? null,
    issuedAt,
    expiresAt,
    reason: rejected?.opened.reason ?? null,
    hint: decoded.status === 'sealed' ? sealedHint : (rejected?.hint ?? null),
  };
}

function findingOf({ rule, cookie, severity, production, message, references, evidence, fix, waived }: Finding): AnswerFinding {
  const base = { rule, cookie, severity, production, message, references, evidence: evidence.text, fix: fix?.production ?? null };
  return waived === null ? base : { ...base, waived };
}

function lineOf(line: SetCookie | null): AnswerLine | null {
  if (line === null) return null;
  const { name: _name, value: _value, ...attributes } = line;
  return { ...line, attributes };
}

function eventOf({ url, method, at, why }: SessionEvent): AnswerEvent {
  return { url, method, at, why };
}

function verdictOf({ event, cookie, verdict, why, at, before, after, fix }: MendedVerdict): AnswerVerdict {
  return { event, cookie, verdict, why, at, before: before?.digest ?? null, after: after?.digest ?? null, fix: fix?.production ?? null };
}

/** The answer to one request. */
export function answerOf({ id, wants }: Pick<InspectRequest, 'id' | 'wants'>, report: SiteReport): Answer {
  const { events, verdicts } = report.timeline;
  const timeline = {
    logins: events.filter(({ kind }) => kind === 'login').map(eventOf),
    logouts: events.filter(({ kind }) => kind === 'logout').map(eventOf),
    verdicts: verdicts.map(verdictOf),
  };
  return {
    id,
    sessions: report.cookies.map(sessionOf),
    findings: report.findings.map(findingOf),
    ...(wants.parsed ? { parsed: report.parsed.map(lineOf) } : {}),
    ...(wants.timeline ? { timeline } : {}),
  };
}
