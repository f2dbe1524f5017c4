/** The background: a stateless relay between the recorders and the cookies API. It may be stopped at any moment; nothing lives here. */
import { onCookieChanged } from '../browser/cookies';
import { onPermissionsChanged } from '../browser/permissions';
import { onConnection } from '../browser/ports';
import { onTabRequest } from '../browser/requests';
import type { Port } from '../wire/port';
import type { News } from '../wire/protocol';
import { serve } from '../wire/server';
import { handlers } from './handlers';
import { endSwap, swappingTab } from './jar-swap';

/** The recorders that are connected, with their tabs. */
const listeners = new Map<Port, number>();

/** `onlyTab`: whose recorders alone are told; null for all. */
function tell(news: News, onlyTab: number | null = null): void {
  for (const [port, tabId] of listeners) {
    if (onlyTab !== null && tabId !== onlyTab) continue;
    try {
      port.post(news);
    } catch {
      listeners.delete(port);
    }
  }
}

/** A recorder that is alive connects again within this time. */
const reconnectMs = 4000;

/** Puts the jar back where a test was cut off: whoever started it is gone for good, or this is a new start of the browser. */
async function mendAbandonedJar(): Promise<void> {
  const tabId = await swappingTab();
  if (tabId === null || [...listeners.values()].includes(tabId)) return;
  const { whole } = await endSwap();
  tell({ event: 'restored', whole });
}

onConnection((port, tabId) => {
  listeners.set(port, tabId);
  port.onClosed(() => {
    listeners.delete(port);
    setTimeout(() => void mendAbandonedJar(), reconnectMs);
  });
  serve(port, handlers);
});
setTimeout(() => void mendAbandonedJar(), reconnectMs);
onCookieChanged((event) => tell({ event: 'cookie', ...event }));
onPermissionsChanged(() => tell({ event: 'permissions' }));
onTabRequest(
  (tabId) => [...listeners.values()].includes(tabId),
  (tabId, entry) => tell({ event: 'request', entry }, tabId),
);
