/** The default view: the table of cookies, and the details of the selected one beside or below it. */
import { useRef } from 'react';
import type { Finding } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { CookieGrid } from '../parts/cookie-grid';
import { usePanel, usePanelState } from '../store/panel-context';
import { filterFrom } from '../store/filter';
import { mayShowValues } from '../store/panel-store';
import { CookieDetails } from './cookie-details';

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
  const masked = !usePanelState(mayShowValues);
  const readable = usePanelState(({ facts }) => facts.jar !== null && facts.obstacles.length === 0);
  const pane = useRef<HTMLDivElement>(null);
  if (report === null) return null;
  const open = report.findings.filter(({ waived }) => waived === null);
  const findingsOf = (cookie: PanelCookie): Finding[] => open.filter((finding) => belongs(finding, cookie));
  const passes = filterFrom(filter);
  const cookies = report.cookies.filter((cookie) => passes(cookie, findingsOf(cookie).length));
  const current = cookies.find(({ id }) => id === selected) ?? cookies[0];
  if (report.cookies.length === 0) return <p className="empty">{readable ? noCookies : unreadable}</p>;
  if (current === undefined) return <p className="empty">No cookie passes the filter. <button type="button" onClick={() => actions.setFilter('')}>Clear the filter</button></p>;
  return (
    <div className="panes">
      <div className="table-pane">
        <CookieGrid cookies={cookies} findings={(cookie) => findingsOf(cookie).length} selected={current.id} masked={masked} nowMs={services.now()}
          onSelect={actions.select} onOpen={() => pane.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()}
          onCopy={(cookie) => !masked && void services.copy(cookie.decoded.value)} />
      </div>
      <div className="details-pane" ref={pane}><CookieDetails cookie={current} findings={findingsOf(current)} /></div>
    </div>
  );
}
