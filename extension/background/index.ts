/** The background: a stateless relay between the recorders and the cookies API. It may be stopped at any moment; nothing lives here. */
import { onCookieChanged } from '../browser/cookies';
import { onPermissionsChanged } from '../browser/permissions';
import { onConnection } from '../browser/ports';
import type { Port } from '../wire/port';
import type { News } from '../wire/protocol';
import { serve } from '../wire/server';
import { handlers } from './handlers';

const listeners = new Set<Port>();

function tell(news: News): void {
  for (const port of listeners) {
    try {
      port.post(news);
    } catch {
      listeners.delete(port);
    }
  }
}

onConnection((port) => {
  listeners.add(port);
  port.onClosed(() => listeners.delete(port));
  serve(port, handlers);
});
onCookieChanged((event) => tell({ event: 'cookie', ...event }));
onPermissionsChanged(() => tell({ event: 'permissions' }));
