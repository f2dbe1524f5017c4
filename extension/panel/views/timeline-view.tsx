/** The story of the sessions: a card for each judged login and logout, and every moment that touched a session. */
import { instantInWords, verdictTitles, type Moment, type RotationVerdict } from '../../../src/index';
import { usePanelState } from '../store/panel-context';
import { mayShowValues } from '../store/panel-store';
import { ProofView } from './proof-view';

function shortDigest(moment: Moment | null, masked: boolean): string {
  if (moment === null) return 'none';
  const named = masked ? 'a user' : moment.principal;
  const who = moment.principal === null ? 'no user seen' : named;
  return `${(moment.identity ?? moment.digest).slice(0, 17)}… · ${who}`;
}

const moodSigns = { good: '✓', risk: '!', neutral: '○', unclear: '?' } as const;

function VerdictCard({ verdict }: { readonly verdict: RotationVerdict }) {
  const masked = !usePanelState(mayShowValues);
  const { before, after, event, mood } = verdict;
  return (
    <section aria-label="Verdict" className={`verdict verdict-${mood}`}>
      <h3><span aria-hidden="true">{moodSigns[mood]}</span> {verdictTitles[verdict.verdict]} <span className="quiet">{verdict.cookie}</span></h3>
      <p className="steps"><span>before: <code>{shortDigest(before, masked)}</code></span> → <strong>{event}</strong> → <span>after: <code>{shortDigest(after, masked)}</code></span></p>
      <p>{verdict.why}</p>
      {verdict.settle !== null && <p>What would settle it: {verdict.settle}</p>}
      {verdict.checks.length > 0 && <ul>{verdict.checks.map(({ id, title, state, text }) => <li key={id}><strong>{title}: {state}.</strong> {text}</li>)}</ul>}
      <ProofView verdict={verdict} />
      <details><summary>Evidence</summary><ul>{verdict.evidence.map((text) => <li key={text}>{text}</li>)}</ul></details>
    </section>
  );
}

interface Line {
  readonly at: number;
  readonly key: string;
  readonly text: string;
  readonly kind: string;
}

export function TimelineView() {
  const timeline = usePanelState(({ report }) => report?.timeline);
  const traffic = usePanelState(({ facts }) => facts.traffic);
  const imported = usePanelState((state) => state.imported);
  if (timeline === undefined) return null;
  const requests = new Map([...imported, ...traffic].map((entry) => [entry.id, `${entry.method} ${entry.url}`]));
  const lines: Line[] = [
    ...timeline.events.map(({ at, kind, why, method, url, by }) => ({ at, key: `event ${at} ${kind} ${url}`, kind, text: `${method} ${url} · ${by === 'hand' ? 'marked by hand' : why}` })),
    ...timeline.possible.map(({ at, kind, why, url }) => ({ at, key: `possible ${at} ${url}`, kind: `possibly a ${kind}`, text: `${url} · ${why}` })),
    ...timeline.touches.map(({ at, cookie, entryId, class: what }, index) => ({
      at, key: `touch ${index}`, kind: what.replaceAll('-', ' '), text: `${cookie} · ${entryId === null ? 'a script, another tab or the browser' : (requests.get(entryId) ?? 'a request that is no longer kept')}`,
    })),
    ...timeline.gaps.map(({ fromMs, toMs, why }) => ({ at: fromMs, key: `gap ${fromMs}`, kind: 'gap', text: `Not recorded for ${Math.round((toMs - fromMs) / 1000)} s: ${why}` })),
  ].toSorted((a, b) => a.at - b.at);
  return (
    <div className="page" aria-live="polite">
      {timeline.verdicts.toReversed().map((verdict) => <VerdictCard key={`${verdict.at} ${verdict.cookie} ${verdict.event}`} verdict={verdict} />)}
      {lines.length === 0 && <p className="empty">Nothing has touched a session yet. Log in on the page, or mark a login by hand.</p>}
      <ol className="timeline" aria-label="Timeline">
        {lines.map(({ at, key, kind, text }) => (
          <li key={key} className={kind === 'gap' ? 'gap' : undefined}><time title={instantInWords(at)}>{instantInWords(at).slice(11, 19)}</time> <strong>{kind}</strong> {text}</li>
        ))}
      </ol>
    </div>
  );
}
