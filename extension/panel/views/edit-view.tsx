/** The payload as text to edit; saving seals it again with the key that verified it and writes it to the jar. */
import { useState } from 'react';
import type { PanelCookie } from '../analysis/panel-report';
import { usePanel } from '../store/panel-context';

function obstacleTo(cookie: PanelCookie, masked: boolean): string | null {
  if (masked) return 'Not a development host: unlock the values under Decoded first.';
  if (cookie.cookie === null) return 'Only headers showed this cookie: it is not in the jar.';
  return cookie.decoded.canReseal ? null : 'Only a payload that a pasted key has verified can be sealed again.';
}

export function EditView({ cookie, masked }: { readonly cookie: PanelCookie; readonly masked: boolean }) {
  const { actions } = usePanel();
  const original = cookie.decoded.payload?.text ?? '';
  const [text, setText] = useState(original);
  const [outcome, setOutcome] = useState<string | null>(null);
  const [undo, setUndo] = useState<string | null>(null);
  const obstacle = obstacleTo(cookie, masked);
  if (obstacle !== null) return <p>{obstacle}</p>;
  async function save(next: string, previous: string | null): Promise<void> {
    const problem = await actions.saveEdit(cookie.id, next);
    setOutcome(problem ?? 'Sealed and written to the jar.');
    if (problem === null) setUndo(previous);
  }
  return (
    <form onSubmit={(event) => { event.preventDefault(); void save(text, original); }}>
      <label className="stacked">Payload <textarea rows={12} spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} /></label>
      <button type="submit" disabled={text === original}>Seal and save</button>{' '}
      {undo !== null && <button type="button" onClick={() => { setText(undo); void save(undo, null); }}>Undo</button>}
      <output className="stacked">{outcome}</output>
    </form>
  );
}
