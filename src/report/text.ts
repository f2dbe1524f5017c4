/** A report as plain text for a terminal. */
import { bySeverity } from './markdown';
import { maskedPayload } from './mask';
import type { SiteReport } from './site';
import { instantInWords, requestInWords, stateInWords, verdictTitles } from './words';

/** A list of lines under a title, with a word for an empty one. */
function titled(title: string, lines: readonly string[]): string {
  return [title, ...(lines.length === 0 ? ['none'] : lines).map((line) => `  ${line}`)].join('\n');
}

/** The report in as few lines as tell it; payloads are masked. */
export function textReport(report: SiteReport): string {
  const cookies = report.cookies.map(({ name, role, decoded }) => {
    const format = decoded.status === 'unrecognised' ? '' : `${decoded.meta.title}, `;
    const payload = decoded.status === 'unrecognised' || decoded.payload === null ? '' : ` ${JSON.stringify(maskedPayload(decoded.payload.value))}`;
    return `${name} (${role}): ${format}${stateInWords(decoded)}${payload}`;
  });
  const findings = bySeverity(report.findings).map(
    ({ severity, production, rule, cookie, message, waived }) =>
      `${severity}${production === severity ? '' : ` (${production} in production)`} ${rule}${cookie === null ? '' : ` ${cookie}`}: ${message}${waived === null ? '' : ` [waived: ${waived}]`}`,
  );
  const events = report.timeline.events.map((event) => `${instantInWords(event.at)} ${event.kind} ${requestInWords(event)}: ${event.why}`);
  const verdicts = report.timeline.verdicts.flatMap(({ event, cookie, verdict, why, fix }) => [
    `${event} ${cookie}: ${verdictTitles[verdict]}. ${why}`,
    ...(fix === null ? [] : [`Fix (${fix.framework}):`, ...fix.production.split('\n').map((line) => `  ${line}`)].map((line) => `  ${line}`)),
  ]);
  return [report.url, titled('Cookies', cookies), titled('Findings', findings), titled('Logins and logouts', events), titled('Verdicts', verdicts)].join('\n\n');
}
