/** What is done to the whole panel, in one row: what does not fit stands in the menu at its end. */
import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import { hostOf, type Mark } from '../../../src/index';
import { ExportChoices, ExportMenu } from '../parts/export-menu';
import { Icon } from '../parts/icons';
import { Menu } from '../parts/menu';
import { usePanel, usePanelState } from '../store/panel-context';
import { framesByOrigin } from '../store/frame-choice';
import { SettingsDialog } from './settings-view';

function Filter() {
  const { actions } = usePanel();
  const filter = usePanelState((state) => state.filter);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const typing = event.target instanceof Element && event.target.matches('input, textarea, select');
      const isFind = event.key === 'f' && (event.ctrlKey || event.metaKey);
      if (!isFind && (event.key !== '/' || typing)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <input ref={field} type="search" aria-label="Filter" placeholder="Filter" title="Words, is:session, has:finding, domain:…; a leading - turns one around" value={filter} spellCheck={false}
      onChange={(event) => actions.setFilter(event.target.value)} onKeyDown={(event) => event.key === 'Escape' && actions.setFilter('')} />
  );
}

function Recording() {
  const { services } = usePanel();
  const recording = usePanelState(({ facts }) => facts.recording);
  return (
    <button type="button" className="record" aria-label="Record" aria-pressed={recording} title={recording ? 'Recording: press to pause' : 'Not recording: press to go on'} onClick={() => services.tab.setRecording(!recording)}>
      <Icon name={recording ? 'recording' : 'paused'} /> <span className="roomy">{recording ? 'Recording' : 'Paused'}</span>
    </button>
  );
}

const marks: readonly (readonly [kind: Mark['kind'], title: string])[] = [
  ['login', 'Login'], ['logout', 'Logout'], ['privilege-change', 'Change of rights'], ['none', 'Neither: no login, no logout'],
];

function MarkChoices() {
  const { actions } = usePanel();
  return (
    <>
      <p className="quiet">The latest request was a</p>
      {marks.map(([kind, title]) => <button key={kind} type="button" onClick={() => { actions.mark(kind); actions.show('timeline'); }}>{title}</button>)}
    </>
  );
}

/** Which frame is looked at; nothing where the tab has only one origin. */
function FrameChoice() {
  const { actions } = usePanel();
  const frames = framesByOrigin(usePanelState(({ facts }) => facts.frames));
  const chosen = usePanelState((state) => state.frame);
  if (frames.length < 2) return null;
  return (
    <select aria-label="Frame" className="frame-choice" value={chosen ?? ''} onChange={(event) => actions.chooseFrame(event.target.value === '' ? null : event.target.value)}>
      <option value="">All frames</option>
      {frames.map(({ url, isTop, permitted }) => <option key={url} value={url}>{URL.canParse(url) ? new URL(url).host : hostOf(url)}{isTop ? ' (page)' : ''}{permitted ? '' : ': hidden'}</option>)}
    </select>
  );
}

function ImportHar() {
  const { actions } = usePanel();
  const field = useRef<HTMLInputElement>(null);
  async function onChange({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = target.files?.[0];
    if (file !== undefined) actions.importHar(file.name, await file.text());
    // So that the same file can be chosen again.
    target.value = '';
  }
  return (
    <>
      <button type="button" onClick={() => field.current?.click()}>Import HAR…</button>
      <input ref={field} type="file" hidden aria-label="HAR file" accept=".har,application/json" onChange={(event) => void onChange(event)} />
    </>
  );
}

export function Toolbar() {
  const { actions, services } = usePanel();
  const [hasSettings, setSettings] = useState(false);
  return (
    <div role="toolbar" aria-label="Session" className="toolbar">
      <Recording />
      <button type="button" className="bare" aria-label="Clear the recording" title="Clear the recording" onClick={actions.clear}><Icon name="clear" /></button>
      <Filter />
      <FrameChoice />
      <span className="wide-only"><Menu title="Mark"><MarkChoices /></Menu></span>
      <button type="button" className="wide-only" aria-label="Reload page" title="Reload page: records it from its beginning" onClick={() => services.tab.reloadPage()}><Icon name="reload" /> <span className="roomy">Reload page</span></button>
      <span className="wide-only"><ExportMenu /></span>
      <Menu title={<Icon name="more" />} label="More" className="bare">
        <div className="narrow-only">
          <button type="button" onClick={() => services.tab.reloadPage()}>Reload page</button>
          <MarkChoices />
          <p className="quiet">Export</p>
          <ExportChoices />
        </div>
        <ImportHar />
        <button type="button" onClick={() => setSettings(true)}>Settings…</button>
      </Menu>
      {hasSettings && <SettingsDialog onClose={() => setSettings(false)} />}
    </div>
  );
}
