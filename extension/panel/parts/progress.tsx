/** How far a slow derivation of a key is, with the way to end it. Nothing while none is running. */
import { usePanel, usePanelState } from '../store/panel-context';

export function Progress() {
  const { actions } = usePanel();
  const deriving = usePanelState((state) => state.deriving);
  if (deriving === null) return null;
  return (
    <div className="deriving">
      <label>Deriving a key, which takes long by design <progress value={deriving} max={1} /></label> <button type="button" onClick={actions.stopDeriving}>Stop</button>
    </div>
  );
}
