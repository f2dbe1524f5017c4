/** What the panel is told of a recorder's state: frames with their permission, and what stands in the way. */
import { hostOf, type StorageEntry } from '../../src/index';
import type { JarObstacle, TabFacts, TabFrame } from '../panel/inspected-tab';
import type { JarRecorder } from './jar-recorder';
import type { PageState } from './page-watch';
import type { TrafficLog } from './traffic-log';

export interface RecorderState {
  readonly page: PageState;
  readonly jar: Pick<JarRecorder, 'jar' | 'changes' | 'missing' | 'problem' | 'watchesRequests'>;
  /** The background cannot be reached. */
  readonly lost: boolean;
  /** Whether the jar of a test that was cut off could be put back; null where none was. */
  readonly restored: boolean | null;
  readonly log: TrafficLog;
  readonly recording: boolean;
  readonly sawPageLoad: boolean;
  readonly storage: readonly StorageEntry[] | null;
}

function isWeb(url: string | null): url is string {
  return url !== null && /^https?:/.test(url);
}

function pageObstacle(url: string | null): JarObstacle {
  if (url === null || url === '' || url === 'about:blank') return { code: 'no-page' };
  return /^(?:file|data|blob):/.test(url) ? { code: 'no-cookies', scheme: url.slice(0, url.indexOf(':') + 1) } : { code: 'browser-page' };
}

function obstaclesOf({ page, jar: { missing, problem }, lost, restored }: RecorderState): JarObstacle[] {
  if (!isWeb(page.url)) return [pageObstacle(page.url)];
  return [
    ...(missing.length === 0 ? [] : [{ code: 'no-permission', hosts: missing } as const]),
    ...(lost ? [{ code: 'lost-background' } as const] : []),
    ...(restored === null ? [] : [{ code: 'jar-restored', whole: restored } as const]),
    ...(problem === null ? [] : [{ code: 'failed', detail: problem } as const]),
  ];
}

function framesOf({ page, jar: { missing } }: RecorderState): TabFrame[] {
  if (!isWeb(page.url)) return [];
  const frame = (url: string, isTop: boolean): TabFrame => ({ url, isTop, permitted: !missing.includes(hostOf(url)) });
  return [frame(page.url, true), ...page.frames.map((url) => frame(url, false))];
}

/** An empty listing of a page whose own host is hidden says nothing about its jar. */
function jarOf({ page, jar: { jar, missing } }: RecorderState): TabFacts['jar'] {
  const isHidden = isWeb(page.url) && missing.includes(hostOf(page.url));
  return jar === null || (isHidden && jar.size === 0) ? null : [...jar.values()];
}

export function factsFrom(state: RecorderState, browser: TabFacts['browser']): TabFacts {
  const { page, log, recording, sawPageLoad, storage } = state;
  return {
    url: isWeb(page.url) ? page.url : null,
    frames: framesOf(state),
    browser,
    jar: jarOf(state),
    jarChanges: state.jar.changes,
    losesRequests: state.jar.watchesRequests === false,
    obstacles: obstaclesOf(state),
    traffic: log.entries,
    gaps: log.gaps,
    recording,
    sawPageLoad,
    storage,
  };
}
