/** The latest edit of the jar, and the way back: it stays when the cookie itself is gone. */
import { useState } from 'react';
import { usePanel, usePanelState } from '../store/panel-context';

export function UndoLine() {
  const { actions } = usePanel();
  const latest = usePanelState(({ edits }) => edits.at(-1));
  const [said, setSaid] = useState<string | null>(null);
  async function undo(): Promise<void> {
    const outcome = await actions.undoEdit();
    setSaid(outcome.ok ? `Taken back. ${outcome.note ?? 'The cookies are as they were.'}` : outcome.problem);
  }
  if (latest === undefined && said === null) return null;
  return (
    <output className="undo-line">
      {latest !== undefined && <>{latest.what}. <button type="button" onClick={() => void undo()}>Undo</button> </>}
      {said}
    </output>
  );
}
