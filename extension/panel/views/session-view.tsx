/** The default view: the table of cookies, and the details of the selected one beside or below it. */
import { useRef, type KeyboardEvent } from 'react';
import type { Finding } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { CookieGrid } from '../parts/cookie-grid';
import { usePanel, usePanelState } from '../store/panel-context';
import { filterFrom } from '../store/filter';
import { mayShowValues } from '../store/reveal';
import { CookieDetails } from './cookie-details';
import { UndoLine } from './undo-line';

const noCookies = 'No cookies yet. They appear here as soon as the page sets one: log in, or reload the page.';
const unreadable = 'Whether there are cookies is not known: the jar cannot be read in full, as said above.';

function belongs(finding: Finding, cookie: PanelCookie): boolean {
  return finding.cookieKey === null ? finding.cookie === cookie.name : finding.cookieKey === cookie.key;
}

export function SessionView() {
  const { actions, services } = usePanel();
  const report = usePanelState((state) => state.report);
  const selected = usePanelState((state) => state.selected);
  const filter = usePanelState((state) => state.filter);
  const showsAll = usePanelState(mayShowValues);
  const revealed = usePanelState((state) => state.revealed);
  const readable = usePanelState(({ facts }) => facts.jar !== null && facts.obstacles.every(({ code }) => code === 'jar-restored'));
  const panes = useRef<HTMLDivElement>(null);
  if (report === null) return null;
  const open = report.findings.filter(({ waived }) => waived === null);
  const findingsOf = (cookie: PanelCookie): Finding[] => open.filter((finding) => belongs(finding, cookie));
  const isMasked = ({ id }: PanelCookie): boolean => !showsAll && !revealed.includes(id);
  const passes = filterFrom(filter);
  const cookies = report.cookies.filter((cookie) => passes(cookie, findingsOf(cookie).length));
  const current = cookies.find(({ id }) => id === selected) ?? cookies[0];
  if (report.cookies.length === 0) return <><UndoLine /><p className="empty">{readable ? noCookies : unreadable}</p></>;
  if (current === undefined) return <p className="empty">No cookie passes the filter. <button type="button" onClick={() => actions.setFilter('')}>Clear the filter</button></p>;
  const focusIn = (selector: string): void => panes.current?.querySelector<HTMLElement>(selector)?.focus();
  function onEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    focusIn('.cookies tr[aria-selected=true]');
  }
  return (
    <div className="session">
      <UndoLine />
      <div className="panes" ref={panes}>
        <div className="table-pane">
          <CookieGrid cookies={cookies} findings={findingsOf} selected={current.id} isMasked={isMasked} unfolded={filter.trim() !== ''} onSelect={actions.select}
            onOpen={() => focusIn('.details-pane [role=tab][aria-selected=true]')} onCopy={(cookie) => !isMasked(cookie) && void services.copy(cookie.decoded.value)} />
        </div>
          <div className="details-pane" role="presentation" onKeyDown={onEscape}><CookieDetails cookie={current} findings={findingsOf(current)} masked={isMasked(current)} /></div>
      </div>
    </div>
  );
}
