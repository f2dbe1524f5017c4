/** The pasted keys: masked, where each fits, how strong it is, in which order they count, and the ways to forget them. */
import { useState, type FormEvent } from 'react';
import { keyVerdict, type SecretInput } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { usePanel, usePanelState } from '../store/panel-context';

const masked = '••••••••••••';

/** Names of the cookies that a key proves, and whether as the current or a former one. */
function fitsOf(label: string, cookies: readonly PanelCookie[]): string {
  const own = cookies.filter(({ decoded }) => decoded.keyLabel === label);
  if (own.length === 0) return 'fits no cookie';
  return `fits ${own.map(({ name, decoded }) => `${name}${decoded.byFormerKey ? ' as a former key' : ''}`).join(', ')}`;
}

function Strength({ secret }: { readonly secret: SecretInput }) {
  const { weight, text } = keyVerdict(secret);
  return <span className={`strength strength-${weight}`}>{text}</span>;
}

function KeyRow({ secret, index, count }: { readonly secret: SecretInput; readonly index: number; readonly count: number }) {
  const { actions, services } = usePanel();
  const cookies = usePanelState(({ report }) => report?.cookies) ?? [];
  const [isShown, setShown] = useState(false);
  const [label, setLabel] = useState(secret.label);
  const fits = fitsOf(secret.label, cookies);
  const name = secret.label;
  return (
    <li className="key">
      <div className="key-head">
        <span className="quiet key-place">{index === 0 ? 'current' : `${index + 1}.`}</span>
        <input aria-label={`Name of key ${index + 1}`} value={label} spellCheck={false} autoComplete="off" onChange={(event) => setLabel(event.target.value)} onBlur={() => actions.renameKey(index, label)}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()} />
        {secret.field !== 'secret' && <span className="chip">{secret.field}</span>}
        {secret.encoding !== 'utf8' && <span className="chip">{secret.encoding}</span>}
        <span className="key-buttons">
          <button type="button" aria-label={`${isShown ? 'Hide' : 'Show'} ${name}`} aria-pressed={isShown} onClick={() => setShown(!isShown)}>{isShown ? 'Hide' : 'Show'}</button>
          <button type="button" aria-label={`Copy ${name}`} onClick={() => void services.copy(secret.value)}>Copy</button>
          <button type="button" aria-label={`Move ${name} up`} disabled={index === 0} onClick={() => actions.moveKey(index, -1)}>↑</button>
          <button type="button" aria-label={`Move ${name} down`} disabled={index === count - 1} onClick={() => actions.moveKey(index, 1)}>↓</button>
          <button type="button" aria-label={`Forget ${name}`} onClick={() => actions.forgetKey(index)}>Forget</button>
        </span>
      </div>
      <code className="key-value">{isShown ? secret.value : masked}</code>
      <p><span className={fits === 'fits no cookie' ? 'quiet' : 'fits'}>{fits}</span> · <Strength secret={secret} /></p>
    </li>
  );
}

function KeyList() {
  const { actions } = usePanel();
  const secrets = usePanelState((state) => state.secrets);
  const settings = Object.entries(usePanelState((state) => state.settings));
  if (secrets.length === 0 && settings.length === 0) return <p className="quiet">No key yet. Cookies that need one stay unverified or sealed.</p>;
  return (
    <>
      <h2>Keys, the current one first</h2>
      <p className="quiet">A key that proves a cookie although another stands before it counts as a former key.</p>
      <ol className="keys" aria-label="Keys">{secrets.map((secret, index) => <KeyRow key={`${secret.field} ${secret.encoding} ${secret.value} ${secret.label}`} secret={secret} index={index} count={secrets.length} />)}</ol>
      {settings.length > 0 && (
        <>
          <h2>Settings that stood beside them</h2>
          <ul className="plain">{settings.map(([name, value]) => <li key={name}><code>{name}: {String(value)}</code></li>)}</ul>
        </>
      )}
      <button type="button" onClick={actions.forgetAllKeys}>Forget all</button>
    </>
  );
}

/** Key fields that the formats at hand tell apart from their one secret. */
function useFields(): readonly (readonly [name: string, title: string])[] {
  const cookies = usePanelState(({ report }) => report?.cookies) ?? [];
  const fields = cookies.flatMap(({ decoded }) => decoded.meta?.keyFields ?? []).filter(({ name }) => name !== 'secret');
  return [...new Map(fields.map(({ name, title }) => [name, title])).entries()];
}

export function KeysView() {
  const { actions } = usePanel();
  const notices = usePanelState((state) => state.notices);
  const fields = useFields();
  const [text, setText] = useState('');
  const [field, setField] = useState('');
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    actions.pasteKeys(text, field === '' ? null : field);
    setText('');
  }
  return (
    <div className="page">
      <form onSubmit={onSubmit}>
        <label className="stacked">Paste a key or a configuration file
          <textarea rows={5} spellCheck={false} autoComplete="off" value={text} onChange={(event) => setText(event.target.value)}
            placeholder="A bare key, .env, settings.py, config.py, secrets.yml, appsettings.json, wp-config.php, a Data Protection key ring, PEM, JWK or JWKS"
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.currentTarget.form?.requestSubmit()} />
        </label>
        <div className="buttons">
          <button type="submit" className="primary" disabled={text.trim() === ''}>Use</button>
          {fields.length > 0 && (
            <label className="quiet">A bare key is{' '}
              <select value={field} onChange={(event) => setField(event.target.value)}>
                <option value="">the secret</option>
                {fields.map(([name, title]) => <option key={name} value={name}>{title}</option>)}
              </select>
            </label>
          )}
          <span className="quiet">Kept in memory only, for this panel; forgotten with it.</span>
        </div>
      </form>
      <output>{notices.map((notice) => <span key={notice} className="stacked notice">{notice}</span>)}</output>
      <KeyList />
    </div>
  );
}
