/** One row of the timeline in full: what changed in which cookie, what it was taken for, and the marks that a person can set. */
import { instantInWords, type Mark, type Touch, unrecordedCause } from '../../../src/index';
import { markedOf } from '../store/marks';
import { usePanel, usePanelState } from '../store/panel-context';
import { mayShowValues } from '../store/reveal';
import { changeInWords, eventWords, rowTitle, shortUrl, touchInWords, type RequestRow, type TimelineRow } from '../store/timeline-rows';

const markKinds: readonly (readonly [kind: Mark['kind'], title: string])[] = [['login', 'Login'], ['logout', 'Logout'], ['privilege-change', 'Change of rights'], ['none', 'None of these']];

function TouchDetails({ touch, masked }: { readonly touch: Touch; readonly masked: boolean }) {
  const { actions } = usePanel();
  const cookie = usePanelState(({ report }) => report?.cookies.find(({ name }) => name === touch.cookie));
  return (
    <section aria-label={`What happened to ${touch.cookie}`}>
      <h4><code>{touch.cookie}</code> {touchInWords(touch)} {cookie !== undefined && <button type="button" onClick={() => { actions.select(cookie.id); actions.show('session'); }}>Show in Session</button>}</h4>
      {touch.changes.length > 0 && <ul className="changes">{touch.changes.map((change) => <li key={JSON.stringify(change.path)}><code>{changeInWords(change, masked)}</code></li>)}</ul>}
      {touch.changes.length === 0 && touch.class === 'unclear' && <p className="quiet">What changed inside cannot be read without its key.</p>}
    </section>
  );
}

/** What a request or change was, as the person says it; a second press takes it back. */
function Marks({ row }: { readonly row: RequestRow }) {
  const { actions } = usePanel();
  const { mark } = row;
  return (
    <fieldset className="buttons">
      <legend className="quiet">This was</legend>
      {markKinds.map(([kind, title]) => (
        <button key={kind} type="button" aria-pressed={mark?.kind === kind} onClick={() => (mark?.kind === kind ? actions.unmark(mark) : actions.mark(kind, markedOf(row)))}>{title}</button>
      ))}
      {mark !== null && <button type="button" onClick={() => actions.unmark(mark)}>Undo the mark</button>}
    </fieldset>
  );
}

function Request({ row }: { readonly row: RequestRow }) {
  const masked = !usePanelState(mayShowValues);
  const pageUrl = usePanelState(({ report, facts }) => report?.url ?? facts.url);
  const { entry, touches } = row;
  const told = row.event ?? row.failed ?? row.possible;
  return (
    <>
      {entry === null ? <p>{row.entryId === null ? `This was ${unrecordedCause}.` : 'The request is no longer kept.'}</p> : (
        <p><code className="url" title={entry.url}>{entry.method} {shortUrl(entry.url, pageUrl)}</code> <span className="quiet">answered {entry.status}{entry.redirectUrl === null ? '' : `, leads to ${shortUrl(entry.redirectUrl, pageUrl)}`}</span></p>
      )}
      {told !== null && (
        <>
          <p>{told.why}</p>
          {told.evidence.length > 0 && <details><summary>Evidence, {told.score} points</summary><ul>{told.evidence.map((text) => <li key={text}>{text}</li>)}</ul></details>}
        </>
      )}
      {touches.map((touch) => <TouchDetails key={`${touch.cookie} ${touch.at} ${touch.class}`} touch={touch} masked={masked} />)}
      <Marks row={row} />
    </>
  );
}

export function TimelineDetails({ row, onClose }: { readonly row: TimelineRow; readonly onClose: () => void }) {
  const { actions } = usePanel();
  return (
    <section aria-label="Selected moment" className="moment">
      <header>
        <h3>{rowTitle(row) || 'Request'}</h3> <time>{instantInWords(row.at)}</time>
        <button type="button" onClick={onClose} aria-label="Close the details">Close</button>
      </header>
      {row.kind === 'request' && <Request row={row} />}
      {row.kind === 'gap' && <p>Nothing was recorded for {Math.max(1, Math.round((row.gap.toMs - row.gap.fromMs) / 1000))} s: {row.gap.why}. Nothing is concluded across it.</p>}
      {row.kind === 'mark' && <p>{eventWords[row.mark.kind]}, marked by hand before any request was recorded. <button type="button" onClick={() => actions.unmark(row.mark)}>Undo the mark</button></p>}
    </section>
  );
}
