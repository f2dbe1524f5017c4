/** The verdict on one event, cookie by cookie: before → event → after, why, what would settle it, and the fix. */
import { instantInWords, verdictTitles, type MendedVerdict, type Moment, type RotationVerdict } from '../../../src/index';
import { clockTime } from '../parts/clock-time';
import { FixForms } from '../parts/fix-forms';
import { RequestName } from '../parts/request-name';
import { usePanelState } from '../store/panel-context';
import { mayShowValues } from '../store/reveal';
import { eventWords } from '../store/timeline-rows';
import { isSettled, proofKey } from '../store/proofs';
import { ProofView } from './proof-view';

const moodSigns = { good: '✓', risk: '!', neutral: '○', unclear: '?' } as const;
const moodWords = { good: 'good', risk: 'risk', neutral: 'neither good nor bad', unclear: 'unclear' } as const;
const checkSigns = { pass: '✓', fail: '✕', unknown: '?' } as const;
const checkWords = { pass: 'passed', fail: 'failed', unknown: 'not known' } as const;

function Side({ title, moment, masked }: { readonly title: string; readonly moment: Moment | null; readonly masked: boolean }) {
  if (moment === null) return <div className="side"><span className="quiet">{title}</span> <span>no cookie</span></div>;
  const digest = moment.identity ?? moment.digest;
  return (
    <div className="side">
      <span className="quiet">{title}</span>{' '}
      <code title={`${moment.identity === null ? 'Digest of the whole value' : 'Digest of the session id'}: ${digest}`}>{digest.replace(/^sha256:/, '').slice(0, 12)}</code>{' '}
      <span>{moment.principal === null ? 'no user seen' : masked ? 'a user' : `user ${moment.principal}`}</span>
    </div>
  );
}

function Checks({ checks }: Pick<RotationVerdict, 'checks'>) {
  if (checks.length === 0) return null;
  return (
    <ul className="checks" aria-label="Checks of a session that the cookie itself holds">
      {checks.map(({ id, title, state, text }) => (
        <li key={id} className={`check-${state}`}><span aria-hidden="true">{checkSigns[state]}</span> <strong>{title}: {checkWords[state]}.</strong> {text}</li>
      ))}
    </ul>
  );
}

function CookieVerdict({ verdict, masked }: { readonly verdict: MendedVerdict; readonly masked: boolean }) {
  const { before, after, event, mood, settle, evidence, fix } = verdict;
  const isProved = usePanelState(({ proofs }) => isSettled(proofs[proofKey(verdict)]));
  return (
    <section aria-label={`Verdict on ${verdict.cookie}`} className={`verdict verdict-${mood}`}>
      <h4>
        <span className="mood" aria-hidden="true">{moodSigns[mood]}</span> {verdictTitles[verdict.verdict]} <span className="hidden-text">({moodWords[mood]})</span> <code>{verdict.cookie}</code>
      </h4>
      <div className="steps">
        <Side title="before" moment={before} masked={masked} />
        <span className="step-event"><span aria-hidden="true">→</span> {eventWords[event].toLowerCase()} <span aria-hidden="true">→</span></span>
        <Side title="after" moment={after} masked={masked} />
      </div>
      <p>{verdict.why}</p>
      {settle !== null && !isProved && <p><span className="quiet">What would settle it:</span> {settle}</p>}
      <Checks checks={verdict.checks} />
      {fix !== null && <FixForms fix={fix} />}
      {evidence.length > 0 && <details><summary>Evidence</summary><ul>{evidence.map((text) => <li key={text}>{text}</li>)}</ul></details>}
    </section>
  );
}

/** Verdicts on one event; never empty. */
export function EventCard({ verdicts }: { readonly verdicts: readonly MendedVerdict[] }) {
  const masked = !usePanelState(mayShowValues);
  const pageUrl = usePanelState(({ report, facts }) => report?.url ?? facts.url);
  const first = verdicts[0];
  const event = usePanelState(({ report }) => report?.timeline.events.find(({ entryId, at, kind }) => kind === first?.event && (entryId === null ? at === first.at : entryId === first.entryId)));
  if (first === undefined) return null;
  const told = verdicts.find(({ mood }) => mood === 'risk') ?? first;
  return (
    <article className="event-card" aria-label={`${eventWords[first.event]} at ${instantInWords(first.at)}`}>
      <header>
        <h3>{eventWords[first.event]}</h3>
        {event !== undefined && <RequestName of={event} pageUrl={pageUrl} />}
        <time title={instantInWords(first.at)}>{clockTime(first.at)}</time>
      </header>
      {event !== undefined && <p className="quiet">{event.why}</p>}
      {verdicts.map((verdict) => <CookieVerdict key={verdict.cookie} verdict={verdict} masked={masked} />)}
      <ProofView verdict={told} />
    </article>
  );
}
