/** The rows of the timeline as a table with one tab stop, in which arrows move the selection and Enter opens the details. */
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { instantInWords, requestInWords } from '../../../src/index';
import { changeInWords, rowTitle, shortUrl, touchInWords, type RequestRow, type TimelineRow } from '../store/timeline-rows';
import { clockTime } from './clock-time';
import { rowHeight, useRowWindow } from './row-window';

interface TimelineListProps {
  readonly rows: readonly TimelineRow[];
  readonly selected: string | null;
  readonly pageUrl: string | null;
  readonly masked: boolean;
  readonly onSelect: (row: TimelineRow) => void;
  readonly onOpen: () => void;
  readonly onBack: () => void;
}

const columns = ['Time', 'What', 'Request', 'Status', 'What changed'];

function changesOf({ touches }: RequestRow, masked: boolean): string {
  return touches.map((touch) => {
    const changes = touch.changes.map((change) => changeInWords(change, masked)).join(', ');
    return `${touch.cookie} ${touchInWords(touch)}${changes === '' ? '' : ` · ${changes}`}`;
  }).join('; ');
}

function tone(row: TimelineRow): string {
  if (row.kind === 'gap') return 'gap';
  if (row.kind === 'mark' || row.event !== null || row.mark !== null) return 'event';
  return row.possible === null && row.failed === null ? '' : 'question';
}

function Cells({ row, pageUrl, masked }: { readonly row: TimelineRow; readonly pageUrl: string | null; readonly masked: boolean }) {
  const time = <td><time title={instantInWords(row.at)}>{clockTime(row.at)}</time></td>;
  if (row.kind !== 'request') {
    const text = row.kind === 'gap' ? `not recorded for ${Math.max(1, Math.round((row.gap.toMs - row.gap.fromMs) / 1000))} s: ${row.gap.why}` : 'by hand';
    return <>{time}<td><strong>{rowTitle(row)}</strong></td><td colSpan={3}>{text}</td></>;
  }
  const at = row.entry ?? row.event ?? row.possible ?? row.failed;
  const request = requestInWords(at ?? { method: null, url: null }, (url) => shortUrl(url, pageUrl));
  const changes = changesOf(row, masked);
  return (
    <>
      {time}
      <td><strong>{rowTitle(row)}</strong></td>
      <td className={at?.url == null ? 'quiet' : 'mono'} title={at?.url ?? undefined}>{request}</td>
      <td className={row.entry !== null && row.entry.status >= 400 ? 'warning' : 'quiet'}>{row.entry?.status || ''}</td>
      <td title={changes}>{changes}</td>
    </>
  );
}

interface RowProps {
  readonly row: TimelineRow;
  readonly index: number;
  readonly list: TimelineListProps;
  readonly isStop: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Row({ row, index, list, isStop, onKeyDown }: RowProps) {
  const { selected, pageUrl, masked, onSelect, onOpen } = list;
  const isSelected = row.key === selected;
  const element = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isSelected && element.current?.closest('.timeline-box')?.contains(document.activeElement) === true) element.current.focus({ preventScroll: true });
  }, [isSelected]);
  return (
    <tr ref={element} aria-rowindex={index + 2} aria-selected={isSelected} tabIndex={isStop ? 0 : -1} className={tone(row)} onClick={() => onSelect(row)} onDoubleClick={onOpen} onKeyDown={onKeyDown}>
      <Cells row={row} pageUrl={pageUrl} masked={masked} />
    </tr>
  );
}

/** Stands for the rows out of view. */
function Spacer({ rows }: { readonly rows: number }) {
  return rows === 0 ? null : <tr aria-hidden="true" className="spacer" style={{ height: rows * rowHeight }} />;
}

export function TimelineList(props: TimelineListProps) {
  const { rows, selected, onSelect, onOpen, onBack } = props;
  const { box, onScroll, from, to, page, scrollTo } = useRowWindow(rows.length);
  const at = rows.findIndex(({ key }) => key === selected);
  function onKeyDown(event: KeyboardEvent): void {
    const moves: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at < 0 ? rows.length - 1 : at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 };
    const target = moves[event.key];
    if (target !== undefined) {
      const index = Math.min(Math.max(0, target), rows.length - 1);
      const next = rows[index];
      // The focus waits on the box while the row it goes to is not drawn yet.
      box.current?.focus({ preventScroll: true });
      scrollTo(index);
      if (next !== undefined) onSelect(next);
    } else if (event.key === 'Enter' && at >= 0) onOpen();
    else if (event.key === 'Escape') onBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  const stop = at >= from && at < to ? at : to - 1;
  return (
    <div className="timeline-box" ref={box} tabIndex={-1} onScroll={onScroll}>
      <table aria-label="Timeline" aria-rowcount={rows.length + 1} className="timeline">
        <thead><tr className="heads">{columns.map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
        <tbody>
          <Spacer rows={from} />
          {rows.slice(from, to).map((row, i) => <Row key={row.key} row={row} index={from + i} list={props} isStop={from + i === stop} onKeyDown={onKeyDown} />)}
          <Spacer rows={rows.length - to} />
        </tbody>
      </table>
    </div>
  );
}
