/** The whole panel: toolbar, what stands in the way, and the four views. */
import { DropZone } from './parts/drop-zone';
import { Tabs } from './parts/tabs';
import { PanelContext, usePanel, usePanelState } from './store/panel-context';
import type { Panel } from './store/panel-store';
import { AuditView } from './views/audit-view';
import { KeysView } from './views/keys-view';
import { Obstacles } from './views/obstacles';
import { SessionView } from './views/session-view';
import { TimelineView } from './views/timeline-view';
import { Toolbar } from './views/toolbar';

function Views() {
  const { actions } = usePanel();
  const view = usePanelState((state) => state.view);
  const verdicts = usePanelState(({ report }) => report?.timeline.verdicts.length) ?? 0;
  const findings = usePanelState(({ report }) => report?.findings.filter(({ waived }) => waived === null).length) ?? 0;
  const hasReport = usePanelState(({ report }) => report !== null);
  const mayCome = usePanelState(({ facts, working }) => working || facts.url !== null);
  const keys = usePanelState((state) => state.secrets.length);
  const tabs = [
    { id: 'session', title: 'Session' }, { id: 'timeline', title: 'Timeline', count: verdicts }, { id: 'audit', title: 'Audit', count: findings }, { id: 'keys', title: 'Keys', count: keys },
  ] as const;
  return (
    <Tabs label="Views" tabs={tabs} current={view} onChoose={actions.show}>
      {hasReport && view === 'session' && <SessionView />}
      {hasReport && view === 'timeline' && <TimelineView />}
      {hasReport && view === 'audit' && <AuditView />}
      {!hasReport && !mayCome && view !== 'keys' && <p className="empty">Nothing to show yet. Open the page of your application in this tab, or drop a HAR file here to look at a recording.</p>}
      {view === 'keys' && <KeysView />}
    </Tabs>
  );
}

export function PanelView({ panel }: { readonly panel: Panel }) {
  return (
    <PanelContext value={panel}>
      <main className="panel">
        <Toolbar />
        <Obstacles />
        <Views />
        <DropZone />
      </main>
    </PanelContext>
  );
}
