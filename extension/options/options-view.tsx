/** Which hosts the extension may read the cookies of: a list, a field to add one, and what the extension does with it. */
import { useEffect, useState, type FormEvent } from 'react';

/** The permissions API as this page needs it. */
export interface HostPermissions {
  ask(host: string): Promise<boolean>;
  giveUp(pattern: string): Promise<boolean>;
  granted(): Promise<string[]>;
  has(host: string): Promise<boolean>;
  /** To be told of requests by the browser's network. */
  readonly requests: {
    ask(): Promise<boolean>;
    giveUp(): Promise<boolean>;
    /** Null where DevTools tells of every request, so that there is nothing to ask for. */
    granted(): Promise<boolean | null>;
  };
  onChanged(listener: () => void): void;
}

/** Hosts that every local app has: part of the installation. */
const required = new Set(['*://localhost/*', '*://*.localhost/*', '*://127.0.0.1/*', '*://[::1]/*']);

/** The host in what a person typed: a name, or a whole address. Null where there is none. */
export function hostIn(text: string): string | null {
  const trimmed = text.trim();
  const address = /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return host === '' || host.includes('*') || host.includes('%') ? null : host;
}

function useGranted(permissions: HostPermissions): readonly string[] {
  const [granted, setGranted] = useState<readonly string[]>([]);
  useEffect(() => {
    const read = (): void => void permissions.granted().then(setGranted);
    permissions.onChanged(read);
    read();
  }, [permissions]);
  return granted;
}

function AddHost({ permissions, requested }: { readonly permissions: HostPermissions; readonly requested: string }) {
  const [text, setText] = useState(requested);
  const [answer, setAnswer] = useState('');
  async function ask(host: string): Promise<void> {
    setAnswer((await permissions.ask(host)) ? `The cookies of ${host} can be read now. Go back to the Session panel: it shows them by itself.` : `The permission for ${host} was not given. Nothing has changed.`);
  }
  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    const host = hostIn(text);
    // Asked within the click itself: browsers refuse the question otherwise.
    if (host === null) setAnswer('That is no host. Type a name such as app.test, without wildcards.');
    else void ask(host);
  }
  return (
    <form onSubmit={onSubmit}>
      <label htmlFor="host">Host</label>{' '}
      <input id="host" value={text} placeholder="app.test" spellCheck={false} autoComplete="off" onChange={(event) => setText(event.target.value)} />{' '}
      <button type="submit" disabled={text.trim() === ''}>Allow this host</button>
      <output>{answer}</output>
    </form>
  );
}

/** Nothing where the browser has nothing to ask for. */
function RequestWatching({ permissions: { requests, onChanged } }: { readonly permissions: HostPermissions }) {
  const [granted, setGranted] = useState<boolean | null>(null);
  useEffect(() => {
    const read = (): void => void requests.granted().then(setGranted);
    onChanged(read);
    read();
  }, [requests, onChanged]);
  if (granted === null) return null;
  return (
    <>
      <h2>Requests of pages that are left at once</h2>
      <p>Firefox tells DevTools nothing of a request whose page is left as soon as it is answered, such as a script’s login that goes on to the next page. With the permission <code>webRequest</code>, the requests of the tab that you inspect are told of in time. They are looked at only: none is held up or changed.</p>
      <p>{granted ? <>Allowed. <button type="button" onClick={() => void requests.giveUp()}>Take it back</button></> : <button type="button" onClick={() => void requests.ask()}>Allow it</button>}</p>
    </>
  );
}

export function OptionsView({ permissions, requested }: { readonly permissions: HostPermissions; readonly requested: string }) {
  const granted = useGranted(permissions);
  const missing = [...required].filter((pattern) => !granted.includes(pattern) && !granted.includes('<all_urls>'));
  return (
    <main>
      <h1>Sessionscope</h1>
      <p>Sessionscope reads the cookies of the page you inspect and shows them in the <b>Session</b> panel of DevTools. Nothing that it reads, and no key that you paste, leaves the browser: its pages may not open a connection at all.</p>
      <h2>Hosts whose cookies it may read</h2>
      <ul>
        {granted.map((pattern) => (
          <li key={pattern}><code>{pattern}</code> {required.has(pattern) ? <span className="quiet">your own machine</span> : <button type="button" onClick={() => void permissions.giveUp(pattern)}>Remove</button>}</li>
        ))}
      </ul>
      {missing.length > 0 && <p className="warning">Switched off in the browser’s own settings: {missing.join(', ')}. There the panel shows only what the traffic tells.</p>}
      <h2>Add a host</h2>
      <p>One host at a time, over http and https. Without it the panel still shows what the page’s own traffic shows.</p>
      <AddHost permissions={permissions} requested={requested} />
      <RequestWatching permissions={permissions} />
      <h2>What each permission is for</h2>
      <ul>
        <li><b>cookies</b>: to list the cookies of the inspected tab, HttpOnly and partitioned ones included, and to write one that you edit.</li>
        <li><b>storage</b>: to remember your settings for a site: roles and waivers. Keys are kept in memory only.</li>
        <li><b>hosts</b>: browsers show cookies of a host only with the permission for it.</li>
      </ul>
    </main>
  );
}
