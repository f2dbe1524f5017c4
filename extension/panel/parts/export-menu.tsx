/** Saves the report as a file: masked unless the person says otherwise, each time anew. */
import { useState } from 'react';
import type { ExportKind } from '../analysis/exports';
import { usePanel } from '../store/panel-context';
import { Menu } from './menu';

const kinds: readonly (readonly [kind: ExportKind, title: string, file: string])[] = [
  ['markdown', 'Markdown, to paste into an issue', 'sessions.md'], ['json', 'JSON, as the inspect command answers', 'sessions.json'], ['sarif', 'SARIF 2.1.0, findings only', 'sessions.sarif'],
];

export function ExportChoices() {
  const { services } = usePanel();
  const [unmasked, setUnmasked] = useState(false);
  async function onExport(kind: ExportKind, file: string): Promise<void> {
    setUnmasked(false);
    services.save(file, await services.analysis.exportAs(kind, { unmasked }));
  }
  return (
    <>
      {kinds.map(([kind, title, file]) => <button key={kind} type="button" onClick={() => void onExport(kind, file)}>{title}</button>)}
      <label><input type="checkbox" checked={unmasked} onChange={(event) => setUnmasked(event.target.checked)} /> Unmasked: with what the sessions hold</label>
      <p className="quiet">Pasted keys and passwords stand in no export.</p>
    </>
  );
}

export function ExportMenu() {
  return <Menu title="Export"><ExportChoices /></Menu>;
}
