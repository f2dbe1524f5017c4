/** The story of the sessions: a card for each judged login and logout, questions, and every moment that touched a session. */
import { useMemo, useRef } from 'react';
import { instantInWords, type MendedVerdict, type PossibleEvent, type TrafficEntry } from '../../../src/index';
import { RequestName } from '../parts/request-name';
import { TimelineList } from '../parts/timeline-list';
import { markedOf } from '../store/marks';
import { usePanel, usePanelState } from '../store/panel-context';
import { mayShowValues } from '../store/reveal';
import { proofKey } from '../store/proofs';
import { eventWords, rowText, timelineRows, type TimelineRow } from '../store/timeline-rows';
import { wordsPass } from '../store/words-filter';
import { TimelineDetails } from './timeline-details';
import { EventCard } from './verdict-card';

function Question({ question }: { readonly question: PossibleEvent }) {
  const { actions } = usePanel();
  const pageUrl = usePanelState(({ report, facts }) => report?.url ?? facts.url);
  const what = eventWords[question.kind].toLowerCase();
  return (
    <article className="event-card question" aria-label={`Was this a ${what}?`}>
      <header><h3>Was this a {what}?</h3><RequestName of={question} pageUrl={pageUrl} /></header>
      <p className="quiet">{question.why}</p>
      <div className="buttons">
        <button type="button" onClick={() => actions.mark(question.kind, markedOf(question))}>Mark it</button>
        <button type="button" onClick={() => actions.mark('none', markedOf(question))}>No</button>
      </div>
    </article>
  );
}

/** Verdicts by event, the latest event first. */
function eventGroups(verdicts: readonly MendedVerdict[]): MendedVerdict[][] {
  const groups = new Map<string, MendedVerdict[]>();
  for (const verdict of verdicts) groups.set(proofKey(verdict), [...(groups.get(proofKey(verdict)) ?? []), verdict]);
  return [...groups.values()].toReversed();
}

function Cards() {
  const timeline = usePanelState(({ report }) => report?.timeline);
  const groups = eventGroups(timeline?.verdicts ?? []);
  return (
    <>
      {timeline?.possible.toReversed().map((question) => <Question key={question.entryId ?? question.at} question={question} />)}
      {groups.map((verdicts) => <EventCard key={`${verdicts[0]?.event} ${verdicts[0]?.entryId} ${verdicts[0]?.at}`} verdicts={verdicts} />)}
    </>
  );
}

function useRows(): readonly TimelineRow[] {
  const timeline = usePanelState(({ report }) => report?.timeline);
  const traffic = usePanelState(({ facts }) => facts.traffic);
  const imported = usePanelState((state) => state.imported);
  const marks = usePanelState((state) => state.marks);
  return useMemo(() => {
    const entries = new Map<string, TrafficEntry>([...imported, ...traffic].map((entry) => [entry.id, entry]));
    return timeline === undefined ? [] : timelineRows(timeline, entries, marks);
  }, [timeline, traffic, imported, marks]);
}

/** What is said where nothing has happened, and what to do. */
function Nothing() {
  const { services } = usePanel();
  const { recording, sawPageLoad, traffic } = usePanelState(({ facts }) => facts);
  return (
    <div className="empty">
      <p>{traffic.length === 0 ? 'Nothing is recorded yet.' : `No session was touched by the ${traffic.length} recorded requests.`} Log in on the page: the login, what it did to the session id, and the verdict appear here.</p>
      {!recording && <p>Recording is off. <button type="button" onClick={() => services.tab.setRecording(true)}>Record</button></p>}
      {recording && !sawPageLoad && <p>DevTools was opened after this page was loaded. <button type="button" onClick={() => services.tab.reloadPage()}>Reload page to record from its beginning</button></p>}
    </div>
  );
}

/** What the list cannot know, above it. */
function Missed() {
  const { services } = usePanel();
  const recording = usePanelState(({ facts }) => facts.recording);
  const sawPageLoad = usePanelState(({ facts }) => facts.sawPageLoad || facts.url === null);
  if (!recording) return <p className="missed">Not recording. <button type="button" onClick={() => services.tab.setRecording(true)}>Record</button></p>;
  return sawPageLoad ? null : <p className="missed">What happened before DevTools was opened is not known. <button type="button" onClick={() => services.tab.reloadPage()}>Reload page to record from its beginning</button></p>;
}

/** Changes without a request, where the browser could be let tell of more. */
function LostRequests() {
  const { services } = usePanel();
  const loses = usePanelState(({ facts }) => facts.losesRequests);
  const hasLost = usePanelState(({ report }) => report?.timeline.touches.some(({ entryId, class: kind }) => entryId === null && kind !== 'expired' && kind !== 'evicted') === true);
  if (!loses || !hasLost) return null;
  return <p className="missed">Firefox does not tell of a request whose page is left at once, such as a script’s login that goes on to the next page. <button type="button" onClick={() => void services.tab.askForRequests()}>Let it tell…</button></p>;
}

/** The newest verdict in one sentence, for screen readers. */
function Announcement() {
  const verdict = usePanelState(({ report }) => report?.timeline.verdicts.at(-1));
  return <output className="hidden-text">{verdict === undefined ? '' : `${eventWords[verdict.event]} at ${instantInWords(verdict.at)}: ${verdict.why}`}</output>;
}

export function TimelineView() {
  const { actions } = usePanel();
  const rows = useRows();
  const filter = usePanelState((state) => state.filter);
  const report = usePanelState((state) => state.report);
  const masked = !usePanelState(mayShowValues);
  const selected = usePanelState((state) => state.moment);
  const details = useRef<HTMLDivElement>(null);
  const visible = useMemo(() => (filter.trim() === '' ? rows : rows.filter((row) => wordsPass(filter, rowText(row)))), [rows, filter]);
  const current = visible.find(({ key }) => key === selected);
  function onSelect(row: TimelineRow): void {
    actions.selectMoment(row.key);
    const name = row.kind === 'request' ? row.touches[0]?.cookie : undefined;
    const cookie = report?.cookies.find((each) => each.name === name);
    if (cookie !== undefined) actions.select(cookie.id);
  }
  if (report === null) return null;
  const hasCards = report.timeline.verdicts.length + report.timeline.possible.length > 0;
  if (rows.length === 0 && !hasCards) return <Nothing />;
  return (
    <div className="panes timeline-panes">
      <div className="table-pane">
        <Missed />
        <LostRequests />
        {visible.length === 0
          ? <p className="empty">No moment passes the filter. <button type="button" onClick={() => actions.setFilter('')}>Clear the filter</button></p>
          : <TimelineList rows={visible} selected={current?.key ?? null} pageUrl={report.url} masked={masked} onSelect={onSelect} onBack={() => actions.selectMoment(null)}
              onOpen={() => details.current?.querySelector<HTMLElement>('button')?.focus()} />}
      </div>
      {(hasCards || current !== undefined) && (
        <div className="details-pane cards" ref={details}>
          {current !== undefined && <TimelineDetails row={current} onClose={() => actions.selectMoment(null)} />}
          <Cards />
        </div>
      )}
      <Announcement />
    </div>
  );
}
