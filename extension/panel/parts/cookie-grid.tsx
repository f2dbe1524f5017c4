/** The table of cookies: one tab stop, in which arrows move the selection, Enter opens the details, and one row folds what is no login. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Finding } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { cookieGroups, distinction } from './cookie-groups';
import { CookieRow } from './cookie-row';

interface CookieGridProps {
  readonly cookies: readonly PanelCookie[];
  readonly findings: (cookie: PanelCookie) => readonly Finding[];
  readonly selected: string | null;
  readonly isMasked: (cookie: PanelCookie) => boolean;
  /** True: nothing is folded, because a filter is looking for something. */
  readonly unfolded: boolean;
  readonly onSelect: (id: string) => void;
  readonly onOpen: () => void;
  readonly onCopy: (cookie: PanelCookie) => void;
}

const columns = ['State', 'Name', 'What it is', 'Payload', 'Expires', 'Flags', 'Findings'];

interface GroupRowProps {
  readonly count: number;
  readonly isOpen: boolean;
  readonly isStop: boolean;
  readonly rowIndex: number;
  readonly onToggle: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function GroupRow({ count, isOpen, isStop, rowIndex, onToggle, onFocus, onKeyDown }: GroupRowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isStop && row.current?.closest('table')?.contains(document.activeElement) === true) row.current.focus();
  }, [isStop]);
  return (
    <tr ref={row} className="fold" aria-level={1} aria-expanded={isOpen} aria-rowindex={rowIndex} tabIndex={isStop ? 0 : -1} onClick={onToggle} onFocus={onFocus} onKeyDown={onKeyDown}>
      <td><span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {count} other cookies</td>
      {/* A cell a column, not one over all: columns that a narrow table hides would come back. */}
      {columns.slice(1).map((title) => <td key={title} aria-hidden="true" />)}
    </tr>
  );
}

/** A table that is worked with: rows are selected, and one opens and closes others. */
const treegrid = { role: 'treegrid' } as const;

const group = 'other cookies';

/** Ctrl-C with nothing selected as text: the browser's own copy goes first. */
function isCopy(event: KeyboardEvent): boolean {
  return event.key === 'c' && (event.ctrlKey || event.metaKey) && document.getSelection()?.isCollapsed !== false;
}

interface Folding {
  readonly shown: readonly PanelCookie[];
  readonly folded: readonly PanelCookie[];
  readonly isOpen: boolean;
  /** The rows in their order: ids of cookies, and the group's. */
  readonly order: readonly string[];
  setOpen(open: boolean): void;
}

function useFolding({ cookies, selected, unfolded }: CookieGridProps): Folding {
  const [opened, setOpen] = useState(false);
  const { shown, folded } = unfolded ? { shown: cookies, folded: [] } : cookieGroups(cookies);
  const isOpen = opened || folded.some(({ id }) => id === selected);
  const ids = (list: readonly PanelCookie[]): string[] => list.map(({ id }) => id);
  const order = [...ids(shown), ...(folded.length === 0 ? [] : [group]), ...(isOpen ? ids(folded) : [])];
  return { shown, folded, isOpen, order, setOpen };
}

export function CookieGrid(props: CookieGridProps) {
  const { cookies, selected, findings, isMasked, onSelect, onOpen, onCopy } = props;
  const { shown, folded, isOpen, order, setOpen } = useFolding(props);
  const [onGroup, setOnGroup] = useState(false);
  const active = onGroup && order.includes(group) ? group : (order.find((id) => id === selected) ?? order[0]);
  function choose(id: string): void {
    setOnGroup(id === group);
    if (id !== group) onSelect(id);
  }
  function toggle(open: boolean): void {
    // A selected cookie that would be hidden gives its place to the first one.
    if (!open && shown[0] !== undefined && folded.some(({ id }) => id === selected)) onSelect(shown[0].id);
    setOpen(open);
    setOnGroup(true);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const at = order.indexOf(active ?? '');
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 }[event.key];
    const next = target === undefined ? undefined : order[target];
    const current = cookies.find(({ id }) => id === active);
    const opens = { ArrowRight: true, ArrowLeft: false, Enter: !isOpen, ' ': !isOpen }[event.key];
    if (next !== undefined) choose(next);
    else if (active === group && opens !== undefined) toggle(opens);
    else if (event.key === 'ArrowLeft' && folded.some(({ id }) => id === active)) choose(group);
    else if (event.key === 'Enter') onOpen();
    else if (isCopy(event) && current !== undefined) onCopy(current);
    else return;
    event.preventDefault();
  }
  const row = (cookie: PanelCookie, level: 1 | 2) => (
    <CookieRow key={cookie.id} cookie={cookie} findings={findings(cookie)} distinction={distinction(cookie, cookies)} masked={isMasked(cookie)} level={level}
      rowIndex={order.indexOf(cookie.id) + 2} isSelected={cookie.id === selected} isStop={cookie.id === active} onSelect={() => choose(cookie.id)} onOpen={onOpen} onKeyDown={onKeyDown} />
  );
  return (
    <table {...treegrid} aria-label="Cookies" aria-rowcount={order.length + 1} className="cookies">
      <thead>
        <tr className="heads">{columns.map((title) => <th key={title} scope="col">{title}</th>)}</tr>
      </thead>
      <tbody>
        {shown.map((cookie) => row(cookie, 1))}
        {folded.length > 0 && <GroupRow count={folded.length} isOpen={isOpen} isStop={active === group} rowIndex={order.indexOf(group) + 2} onToggle={() => toggle(!isOpen)} onFocus={() => setOnGroup(true)} onKeyDown={onKeyDown} />}
        {isOpen && folded.map((cookie) => row(cookie, 2))}
      </tbody>
    </table>
  );
}
