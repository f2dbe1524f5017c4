/** The settings: what counts as a development host, how long login cookies may live, what was chosen for this site, and forgetting all of it. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { hostOf } from '../../../src/index';
import { usePanel, usePanelState } from '../store/panel-context';
import { LifetimeLimits } from './lifetime-limits';

/** The host in what a person typed: a name or an address; empty where there is none. */
function hostIn(text: string): string {
  const trimmed = text.trim();
  const host = hostOf(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  return /[*%\s]/.test(host) ? '' : host;
}

function DevelopmentHosts() {
  const { actions } = usePanel();
  const hosts = usePanelState((state) => state.devHosts);
  const page = usePanelState(({ facts }) => facts.url);
  const [text, setText] = useState('');
  const host = hostIn(text);
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (host !== '' && !hosts.includes(host)) actions.setDevHosts([...hosts, host]);
    setText('');
  }
  return (
    <section aria-label="Development hosts">
      <h3>Development hosts</h3>
      <p>There values stand open and sessions can be edited; on every other host they are masked until you unlock them. Always among them: <code>localhost</code>, <code>*.localhost</code>, <code>127.0.0.1</code>, <code>[::1]</code>.</p>
      <ul className="plain">{hosts.map((each) => <li key={each}><code>{each}</code> <button type="button" aria-label={`Remove ${each}`} onClick={() => actions.setDevHosts(hosts.filter((other) => other !== each))}>Remove</button></li>)}</ul>
      <form className="buttons" onSubmit={onSubmit}>
        <label>Host <input value={text} placeholder={hostOf(page ?? '') || 'app.test'} spellCheck={false} autoComplete="off" onChange={(event) => setText(event.target.value)} /></label>
        <button type="submit" disabled={host === ''}>Add</button>
      </form>
    </section>
  );
}

function ThisSite() {
  const { actions } = usePanel();
  const roles = Object.entries(usePanelState((state) => state.roles));
  const waivers = usePanelState((state) => state.waivers);
  return (
    <section aria-label="Chosen for this site">
      <h3>Chosen for this site</h3>
      {roles.length + waivers.length === 0 && <p className="quiet">No role was changed and no finding waived.</p>}
      <ul className="plain">
        {roles.map(([name, role]) => <li key={name}><code>{name}</code> is {role} <button type="button" aria-label={`Reset the role of ${name}`} onClick={() => actions.setRole(name, null)}>Reset</button></li>)}
        {waivers.map((waiver) => (
          <li key={`${waiver.rule} ${waiver.cookie}`}><code>{waiver.rule}</code>{waiver.cookie !== null && <> of <code>{waiver.cookie}</code></>} waived: {waiver.reason}{' '}
            <button type="button" aria-label={`Take the waiver of ${waiver.rule} back`} onClick={() => actions.unwaive(waiver)}>Take back</button></li>
        ))}
      </ul>
    </section>
  );
}

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = usePanel();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-label="Settings" className="settings" onClose={onClose}>
      <h2>Settings</h2>
      <DevelopmentHosts />
      <LifetimeLimits />
      <ThisSite />
      <section aria-label="Forget">
        <h3>Forget everything</h3>
        <p>Keys, marks, proofs, the recording and an imported file, and what was chosen for this site. Cookies of the page stay as they are.</p>
        <button type="button" onClick={() => { actions.forgetEverything(); dialog.current?.close(); }}>Forget everything</button>
      </section>
      <p className="quiet">The theme follows DevTools. Keys live in memory only; roles, waivers, hosts and limits are kept in the extension’s own storage.</p>
      <p className="buttons"><button type="button" className="primary" onClick={() => dialog.current?.close()}>Close</button></p>
    </dialog>
  );
}
