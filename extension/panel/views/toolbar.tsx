/** What is done to the whole panel: filter, record, mark, reload, import and export. */
import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import { trafficFromHar } from '../../../src/index';
import type { ExportKind } from '../analysis/analysis';
import { usePanel, usePanelState } from '../store/panel-context';

const exports: readonly (readonly [kind: ExportKind, title: string, file: string])[] = [
  ['markdown', 'Markdown', 'sessions.md'], ['json', 'JSON', 'sessions.json'], ['sarif', 'SARIF', 'sessions.sarif'],
];

/** The entries of a HAR file; none where the text is not one. */
function harEntries(text: string): unknown[] {
  try {
    const har: { log?: { entries?: unknown } } | null = JSON.parse(text) as { log?: { entries?: unknown } } | null;
    const entries = har?.log?.entries;
    return Array.isArray(entries) ? entries : [];
  } catch {
    return [];
  }
}

function Filter() {
  const { actions } = usePanel();
  const filter = usePanelState((state) => state.filter);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const typing = event.target instanceof Element && event.target.matches('input, textarea');
      const isFind = event.key === 'f' && (event.ctrlKey || event.metaKey);
      if (!isFind && (event.key !== '/' || typing)) return;
      event.preventDefault();
      field.current?.focus();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <input ref={field} type="search" aria-label="Filter" placeholder="Filter, e.g. is:session -domain:cdn" value={filter} spellCheck={false}
      onChange={(event) => actions.setFilter(event.target.value)} onKeyDown={(event) => event.key === 'Escape' && actions.setFilter('')} />
  );
}

export function Toolbar() {
  const { actions, services } = usePanel();
  const facts = usePanelState((state) => state.facts);
  const working = usePanelState((state) => state.working);
  const [imported, setImported] = useState('');
  async function onImport(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const text = await event.target.files?.[0]?.text();
    if (text === undefined) return;
    const entries = harEntries(text).map(trafficFromHar).filter((entry) => entry !== null);
    setImported(entries.length === 0 ? 'No request was found in the file: choose a HAR file.' : `${entries.length} requests imported.`);
    actions.importTraffic(entries);
  }
  async function onExport(kind: ExportKind, file: string): Promise<void> {
    services.save(file, await services.analysis.exportAs(kind));
  }
  return (
    <div role="toolbar" aria-label="Session" className="toolbar">
      <Filter />
      <button type="button" aria-pressed={facts.recording} onClick={() => services.tab.setRecording(!facts.recording)}>Record</button>
      <button type="button" onClick={() => actions.mark('login')}>Mark login</button>
      <button type="button" onClick={() => actions.mark('logout')}>Mark logout</button>
      <button type="button" onClick={() => services.tab.reloadPage()}>Reload page</button>
      <details className="menu">
        <summary>Export</summary>
        {exports.map(([kind, title, file]) => <button key={kind} type="button" onClick={() => void onExport(kind, file)}>{title}</button>)}
      </details>
      <label className="file">Import HAR <input type="file" accept=".har,application/json" onChange={(event) => void onImport(event)} /></label>
      <output>{imported}</output>
      {working && <span className="quiet working">Analysing</span>}
    </div>
  );
}
