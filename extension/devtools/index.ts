/** The devtools page: adds the panel, records the inspected tab, and hands the record to the panel's page when that is shown. */
import { browserIdentity } from '../browser/identity';
import { documentResources, evaluateInPage, inspectedTabId, onNavigated, reloadInspectedPage } from '../browser/inspected-page';
import { onTraffic } from '../browser/network';
import { createPanel } from '../browser/panels';
import { connectToBackground } from '../browser/ports';
import { handOver } from '../panel/handover';
import { createClient } from '../wire/client';
import { createTabRecorder } from './tab-recorder';

const tab = createTabRecorder({
  tabId: inspectedTabId,
  browser: browserIdentity(),
  page: { evaluate: evaluateInPage, documents: documentResources },
  now: Date.now,
  reload: reloadInspectedPage,
  onNavigated,
  onTraffic,
  connect: (events) => createClient(() => connectToBackground(inspectedTabId), events),
});

createPanel('Session', (panelWindow) => handOver(panelWindow, tab));
