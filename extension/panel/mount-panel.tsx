/** Puts the panel on a page, over whatever tab it is given. */
import { createRoot } from 'react-dom/client';
import { createWorkerAnalysis } from './analysis/worker-analysis';
import type { InspectedTab } from './inspected-tab';
import { PanelView } from './panel-view';
import { createPanel } from './store/panel-store';
import type { PreferenceStore } from './store/site-preferences';
import './panel.css';
import './session.css';
import './timeline.css';
import './toolbar.css';
import './audit-keys.css';

/** The clipboard API is denied to DevTools pages in some browsers: a selected field and the copy command work in all. */
async function copy(text: string): Promise<void> {
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Gives the function that takes the panel away again. */
export function mountPanel(host: Element, tab: InspectedTab, preferences: PreferenceStore): () => void {
  const panel = createPanel({ tab, analysis: createWorkerAnalysis(), now: Date.now, copy, save, preferences });
  const root = createRoot(host);
  root.render(<PanelView panel={panel} />);
  return () => {
    root.unmount();
    panel.actions.dispose();
  };
}
