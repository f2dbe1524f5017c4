/**
 * How the devtools page's record reaches the panel's page: both are pages of one extension in one process, so the object itself is
 * handed over and nothing is copied, however long the recording.
 */
import type { InspectedTab } from './inspected-tab';

interface PanelWindow extends EventTarget {
  inspectedTab?: InspectedTab;
}

const arrival = 'inspected-tab';

/** From the devtools page, each time the panel is shown; the panel takes the first. */
export function handOver(panelWindow: Window, tab: InspectedTab): void {
  const target: PanelWindow = panelWindow;
  target.inspectedTab = tab;
  target.dispatchEvent(new Event(arrival));
}

/** In the panel's page: calls back once, as soon as the record is there. */
export function onHandOver(listener: (tab: InspectedTab) => void): void {
  const own: PanelWindow = window;
  if (own.inspectedTab !== undefined) return listener(own.inspectedTab);
  own.addEventListener(arrival, () => own.inspectedTab !== undefined && listener(own.inspectedTab), { once: true });
}
