/** A report as Markdown, to paste into an issue: findings, cookies, and the story of the logins. */
import { durationInWords } from '../audit/duration';
import { maskedUrl } from '../audit/evidence';
import type { Finding, FixLine } from '../audit/finding';
import { severities } from '../audit/finding';
import type { Gap, Moment, SessionEvent } from '../rotation/timeline';
import { maskedPayload } from './mask';
import type { MendedVerdict, SessionCookie, SiteReport } from './site';
import { instantInWords, requestInWords, stateInWords, verdictTitles } from './words';

export interface ExportOptions {
  /** True: payloads stand in full. */
  readonly unmasked?: boolean;
}

/** Text that Markdown shows to the letter. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&').replace(/\s+/g, ' ');
}

/** Code that no backtick inside can end. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

function block(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** The line that mends something, and the form that http localhost takes as well where that is another. */
function fixLines({ framework, language, production, localhost }: FixLine): string[] {
  const also = localhost === null ? [] : ['Also works on http localhost:', block(localhost, language)];
  return [`Fix (${plain(framework)}):`, block(production, language), ...also];
}

function findingLines(finding: Finding): string {
  const about = finding.cookie === null ? '' : ` · ${code(finding.cookie === '' ? '(no name)' : finding.cookie)}`;
  const evidence = finding.evidence.request === null ? code(finding.evidence.text) : `${code(finding.evidence.text)} in ${plain(finding.evidence.request)}`;
  return [
    `### ${plain(finding.title)}${about}`,
    `${finding.severity} here, ${finding.production} in production · ${code(finding.rule)}`,
    plain(finding.message),
    `Evidence: ${evidence}`,
    ...(finding.waived === null ? [] : [`Waived: ${plain(finding.waived)}`]),
    ...(finding.fix === null ? [] : fixLines(finding.fix)),
    ...(finding.noFix === null ? [] : [`No setting mends it: ${plain(finding.noFix)}`]),
    ...(finding.references.length === 0 ? [] : [`References: ${plain(finding.references.join(', '))}`]),
  ].join('\n\n');
}

function cookieLines({ name, role, roleReason, decoded }: SessionCookie, { unmasked }: ExportOptions): string {
  const head = [`### ${code(name)}`, `${plain(stateInWords(decoded))} · role: ${role} (${plain(roleReason)})`];
  if (decoded.status === 'unrecognised' || decoded.payload === null) return head.join('\n\n');
  const value = unmasked === true ? decoded.payload.value : maskedPayload(decoded.payload.value);
  return [...head, `${plain(decoded.meta.title)}:`, block(JSON.stringify(value, null, 2), 'json')].join('\n\n');
}

function eventLine(event: SessionEvent): string {
  return `- ${instantInWords(event.at)} · **${event.kind}** · ${code(requestInWords(event))} · ${plain(event.why)}`;
}

/** What stands for a value: the beginning of its digest. */
function momentText(moment: Moment | null): string {
  return moment === null ? 'no cookie' : code((moment.identity ?? moment.digest).replace(/^sha256:/, '').slice(0, 12));
}

function gapLine({ fromMs, toMs, why }: Gap): string {
  return `- ${instantInWords(fromMs)} to ${instantInWords(toMs)} · not recorded: ${plain(why)}`;
}

function verdictLine(verdict: MendedVerdict): string {
  const settle = verdict.settle === null ? '' : ` ${plain(verdict.settle)}`;
  // Within the list item, so that the next verdict goes on with the same list.
  const fix = verdict.fix === null ? '' : `\n\n${fixLines(verdict.fix).join('\n\n')}`.replaceAll(/\n(?=.)/g, '\n  ');
  return `- ${instantInWords(verdict.at)} · ${verdict.event} · ${code(verdict.cookie)} · **${verdictTitles[verdict.verdict]}** · ${momentText(verdict.before)} → ${momentText(verdict.after)} · ${plain(verdict.why)}${settle}${fix}`;
}

function section(title: string, parts: readonly string[], empty: string): string {
  return `## ${title}\n\n${parts.length === 0 ? empty : parts.join('\n\n')}`;
}

/** Findings gravest first, as they weigh here. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** The whole report. Values, keys and payloads are masked unless the options say otherwise; keys never stand in it. */
export function markdownReport(report: SiteReport, options: ExportOptions = {}): string {
  const { events, verdicts, gaps } = report.timeline;
  return [
    `# Sessions of ${plain(maskedUrl(report.url))}`,
    `Lifetime limits: ${durationInWords(report.limits.sessionSeconds)} for sessions, ${durationInWords(report.limits.rememberSeconds)} for remember-me cookies.`,
    section('Findings', bySeverity(report.findings).map(findingLines), 'None.'),
    section('Cookies', report.cookies.map((cookie) => cookieLines(cookie, options)), 'None.'),
    section('Logins and logouts', events.length === 0 ? [] : [events.map(eventLine).join('\n')], 'None was recorded.'),
    section('Verdicts', verdicts.length === 0 ? [] : [verdicts.map(verdictLine).join('\n')], 'None.'),
    ...(gaps.length === 0 ? [] : [section('Gaps in the recording', [gaps.map(gapLine).join('\n')], '')]),
    '',
  ].join('\n\n');
}
