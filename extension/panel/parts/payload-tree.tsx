/** A payload as a tree with the keyboard of the ARIA pattern; every node's value and path can be copied, known claims are named. */
import { useId, useState, type KeyboardEvent } from 'react';
import type { Value } from '../../../src/index';
import { usePanel } from '../store/panel-context';
import { meaningOf } from './claim-meanings';
import { pathText, payloadNodes, type PayloadNode } from './payload-nodes';

/** Lists longer than this begin closed. */
const maxOpenChildren = 20;

interface Row {
  readonly node: PayloadNode;
  readonly id: string;
  readonly level: number;
  readonly parent: string | null;
  readonly isOpen: boolean;
  readonly position: number;
  readonly siblings: number;
}

function rowsOf(nodes: readonly PayloadNode[], isOpen: (node: PayloadNode, id: string) => boolean, parent: string | null = null, level = 1): Row[] {
  return nodes.flatMap((node, i): Row[] => {
    const id = JSON.stringify(node.path);
    const open = node.children.length > 0 && isOpen(node, id);
    return [{ node, id, level, parent, isOpen: open, position: i + 1, siblings: nodes.length }, ...(open ? rowsOf(node.children, isOpen, id, level + 1) : [])];
  });
}

function countOf({ value, children, kind }: PayloadNode): string {
  const what = Array.isArray(value) || kind === 'tuple' ? `${children.length} ${children.length === 1 ? 'item' : 'items'}` : `${children.length} ${children.length === 1 ? 'key' : 'keys'}`;
  return kind === null ? what : `${kind}, ${what}`;
}

function NodeText({ node }: { readonly node: PayloadNode }) {
  const meaning = meaningOf(node.name, node.value);
  const type = node.kind ?? (node.value === null ? 'null' : typeof node.value);
  return (
    <>
      {node.name !== '' && <><span className="node-name">{node.name}</span>: </>}
      {node.text === null ? <span className="meaning">{countOf(node)}</span> : <span className={`leaf leaf-${type}`}>{node.text}</span>}
      {node.text !== null && node.kind !== null && <span className="meaning"> {node.kind}</span>}
      {meaning !== null && <span className="meaning"> {meaning.text}</span>}
    </>
  );
}

function valueText({ value, text }: PayloadNode): string {
  return typeof value === 'string' ? value : (text ?? JSON.stringify(value, null, 2));
}

function useOpening(): readonly [isOpen: (node: PayloadNode, id: string) => boolean, setOpen: (id: string, open: boolean) => void] {
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({});
  return [
    (node, id) => chosen[id] ?? node.children.length <= maxOpenChildren,
    (id, open) => setChosen((before) => ({ ...before, [id]: open })),
  ];
}

export function PayloadTree({ value, label }: { readonly value: Value; readonly label: string }) {
  const { services } = usePanel();
  const base = useId();
  const [isOpen, setOpen] = useOpening();
  const [current, setCurrent] = useState<string | null>(null);
  const rows = rowsOf(payloadNodes(value), isOpen);
  const active = rows.find(({ id }) => id === current) ?? rows[0];
  if (active === undefined) return <p className="quiet">The payload is empty.</p>;
  function go(list: Element, row: Row | undefined): void {
    if (row === undefined) return;
    setCurrent(row.id);
    list.querySelector<HTMLElement>(`[data-node="${rows.indexOf(row)}"]`)?.focus();
  }
  function onKeyDown(event: KeyboardEvent<HTMLUListElement>): void {
    if (active === undefined) return;
    const at = rows.indexOf(active);
    const list = event.currentTarget;
    const copies = event.key === 'c' && (event.ctrlKey || event.metaKey) && document.getSelection()?.isCollapsed !== false;
    if (event.key === 'ArrowDown') go(list, rows[at + 1]);
    else if (event.key === 'ArrowUp') go(list, rows[at - 1]);
    else if (event.key === 'Home') go(list, rows[0]);
    else if (event.key === 'End') go(list, rows.at(-1));
    else if (event.key === 'ArrowRight' && active.isOpen) go(list, rows[at + 1]);
    else if (event.key === 'ArrowRight' && active.node.children.length > 0) setOpen(active.id, true);
    else if (event.key === 'ArrowLeft' && active.isOpen) setOpen(active.id, false);
    else if (event.key === 'ArrowLeft') go(list, rows.find(({ id }) => id === active.parent));
    else if (copies) void services.copy(valueText(active.node));
    else return;
    event.preventDefault();
  }
  return (
    <ul role="tree" aria-label={label} className="tree" onKeyDown={onKeyDown}>
      {rows.map((row, i) => (
        <li key={row.id} id={`${base}-${i}`} role="treeitem" data-node={i} aria-level={row.level} aria-posinset={row.position} aria-setsize={row.siblings} aria-selected={row === active}
          {...(row.node.children.length === 0 ? {} : { 'aria-expanded': row.isOpen })} tabIndex={row === active ? 0 : -1} onFocus={() => setCurrent(row.id)}
          style={{ '--level': row.level - 1 } as React.CSSProperties}>
          <button type="button" tabIndex={-1} aria-hidden="true" className="twist" disabled={row.node.children.length === 0} onClick={() => setOpen(row.id, !row.isOpen)}>{row.node.children.length === 0 ? '' : row.isOpen ? '▾' : '▸'}</button>
          <span className="node"><NodeText node={row.node} /></span>
          <span className="node-copies">
            <button type="button" tabIndex={-1} onClick={() => void services.copy(valueText(row.node))}>Copy value</button>
            {row.node.name !== '' && <button type="button" tabIndex={-1} onClick={() => void services.copy(pathText(row.node))}>Copy path</button>}
          </span>
        </li>
      ))}
    </ul>
  );
}
