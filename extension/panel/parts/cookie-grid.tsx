/** The table of cookies: one tab stop, in which arrows move the selection and Enter opens the details. */
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { instantInWords } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { timeUntil } from './time-until';
import { StateBadge } from './state-badge';

interface CookieGridProps {
  readonly cookies: readonly PanelCookie[];
  readonly findings: (cookie: PanelCookie) => number;
  readonly selected: string | null;
  readonly masked: boolean;
  readonly nowMs: number;
  readonly onSelect: (id: string) => void;
  readonly onOpen: () => void;
  readonly onCopy: (cookie: PanelCookie) => void;
}

function summaryOf({ decoded }: PanelCookie, masked: boolean): string {
  if (masked) return 'masked';
  const value = decoded.payload?.value;
  if (value === undefined) return decoded.status === 'sealed' ? 'encrypted: needs a key' : '';
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value).map(([name, each]) => `${name}: ${JSON.stringify(each)}`).join(' · ').slice(0, 200);
}

function Flags({ cookie }: Pick<PanelCookie, 'cookie'>) {
  if (cookie === null) return <span className="quiet">headers only</span>;
  const sameSite = { strict: 'Strict', lax: 'Lax', none: 'None', unset: null }[cookie.sameSite];
  const chips = [cookie.httpOnly ? 'HttpOnly' : null, cookie.secure ? 'Secure' : null, sameSite, cookie.partition === null ? null : 'Partitioned'];
  return chips.filter((chip) => chip !== null).map((chip) => <span key={chip} className="chip">{chip}</span>);
}

function Expiry({ cookie, nowMs }: Pick<PanelCookie, 'cookie'> & { readonly nowMs: number }) {
  if (cookie === null) return null;
  if (cookie.expires === 'session') return <span title="Ends with the browser">session</span>;
  return <span title={instantInWords(cookie.expires)}>{timeUntil(cookie.expires, nowMs)}</span>;
}

/** Name, domain and path: what tells a cookie from its namesakes. */
function placeOf({ name, cookie }: PanelCookie): string {
  return cookie === null ? name : `${cookie.name} ${cookie.domain} ${cookie.path}${cookie.partition === null ? '' : ' partitioned'}`;
}

const columns = ['State', 'Name', 'What it is', 'Payload', 'Expires', 'Flags', 'Findings'];

interface RowProps {
  readonly cookie: PanelCookie;
  readonly index: number;
  readonly grid: CookieGridProps;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Row({ cookie, index, grid, onKeyDown }: RowProps) {
  const { selected, findings, masked, nowMs, onSelect } = grid;
  const isSelected = cookie.id === selected;
  const stop = isSelected || (index === 0 && !grid.cookies.some(({ id }) => id === selected));
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isSelected && row.current?.closest('table')?.contains(document.activeElement) === true) row.current.focus();
  }, [isSelected]);
  const count = findings(cookie);
  return (
    <tr ref={row} data-cookie={placeOf(cookie)} aria-rowindex={index + 2} aria-selected={isSelected} tabIndex={stop ? 0 : -1} onClick={() => onSelect(cookie.id)}
      onFocus={() => !isSelected && onSelect(cookie.id)} onDoubleClick={grid.onOpen} onKeyDown={onKeyDown}>
      <td><StateBadge status={cookie.decoded.status} /></td>
      <td className="name" title={cookie.cookie === null ? undefined : `${cookie.cookie.domain}${cookie.cookie.path}`}>{cookie.name === '' ? '(no name)' : cookie.name}</td>
      <td title={cookie.roleReason}>{cookie.decoded.meta?.title ?? 'Not a known session format'} <span className="quiet">{cookie.role}</span></td>
      <td className="mono">{summaryOf(cookie, masked)}</td>
      <td><Expiry cookie={cookie.cookie} nowMs={nowMs} /></td>
      <td><Flags cookie={cookie.cookie} /></td>
      <td className="number">{count === 0 ? '' : count}</td>
    </tr>
  );
}

export function CookieGrid(props: CookieGridProps) {
  const { cookies, selected } = props;
  function onKeyDown(event: KeyboardEvent): void {
    const at = cookies.findIndex(({ id }) => id === selected);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: cookies.length - 1 }[event.key];
    const next = target === undefined ? undefined : cookies[target];
    const current = cookies[at];
    if (next !== undefined) props.onSelect(next.id);
    else if (event.key === 'Enter') props.onOpen();
    else if (isCopy(event) && current !== undefined) props.onCopy(current);
    else return;
    event.preventDefault();
  }
  return (
    <table aria-label="Cookies" aria-rowcount={cookies.length + 1} className="cookies">
      <thead>
        <tr className="heads">{columns.map((title) => <th key={title} scope="col">{title}</th>)}</tr>
      </thead>
      <tbody>
        {cookies.map((cookie, index) => <Row key={cookie.id} cookie={cookie} index={index} grid={props} onKeyDown={onKeyDown} />)}
      </tbody>
    </table>
  );
}

/** Ctrl-C with nothing selected as text: the browser's own copy goes first. */
function isCopy(event: KeyboardEvent): boolean {
  return event.key === 'c' && (event.ctrlKey || event.metaKey) && document.getSelection()?.isCollapsed !== false;
}
