/** The pasted keys: masked, where each fits, and the ways to forget them. */
import { useState, type FormEvent } from 'react';
import { usePanel, usePanelState } from '../store/panel-context';

function strength(value: string): string {
  return value.length < 16 ? `short: ${value.length} characters` : `${value.length} characters`;
}

function KeyList() {
  const { actions } = usePanel();
  const secrets = usePanelState((state) => state.secrets);
  const report = usePanelState((state) => state.report);
  if (secrets.length === 0) return <p className="quiet">No key yet. Cookies that need one stay unverified or sealed.</p>;
  return (
    <>
      <ul className="keys" aria-label="Keys">
        {secrets.map(({ label, field, value }, index) => {
          const fits = report?.cookies.filter(({ decoded }) => decoded.keyLabel === label).map(({ name }) => name) ?? [];
          return (
            <li key={`${field} ${value}`}>
              <strong>{label}</strong> <code>••••••••</code> <span className="quiet">{strength(value)}</span>{' '}
              {fits.length === 0 ? 'fits no cookie' : `fits ${fits.join(', ')}`} <button type="button" aria-label={`Forget ${label}`} onClick={() => actions.forgetKey(index)}>Forget</button>
            </li>
          );
        })}
      </ul>
      <button type="button" onClick={actions.forgetAllKeys}>Forget all</button>
    </>
  );
}

export function KeysView() {
  const { actions } = usePanel();
  const notices = usePanelState((state) => state.notices);
  const [text, setText] = useState('');
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    actions.pasteKeys(text);
    setText('');
  }
  return (
    <div className="page">
      <form onSubmit={onSubmit}>
        <label className="stacked">Paste a key or a configuration file
          <textarea rows={5} spellCheck={false} autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <button type="submit" disabled={text.trim() === ''}>Use</button> <span className="quiet">Kept in memory only.</span>
      </form>
      <output>{notices.map((notice) => <span key={notice} className="stacked">{notice}</span>)}</output>
      <KeyList />
    </div>
  );
}
