/** A recording out of a HAR file: read into the same normal form as live traffic, so that the same is concluded from it. */
import type { StoreApi } from 'zustand/vanilla';
import { mergeTraffic, trafficFromHar, type Gap, type TrafficEntry } from '../../../src/index';
import type { PanelState } from './panel-state';

export interface ImportActions {
  /** Takes in the text of a HAR file; `importNote` says what came of it. */
  importHar(name: string, text: string): void;
  dismissImportNote(): void;
}

interface Read {
  readonly entries: readonly TrafficEntry[];
  readonly note: string;
}

function parsed(text: string): unknown {
  try {
    // Some writers put a byte order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** Without its path where the file came with one, and short enough for a line. */
function shortName(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}

export function readHar(name: string, text: string): Read {
  const file = shortName(name);
  const har = parsed(text);
  if (har === undefined) return { entries: [], note: `${file} is not a HAR file: it is no JSON. In the Network panel choose “Save all as HAR”.` };
  const entries = (har as { log?: { entries?: unknown } } | null)?.log?.entries;
  if (!Array.isArray(entries)) return { entries: [], note: `${file} is not a HAR file: it has no log.entries. In the Network panel choose “Save all as HAR”.` };
  const read = entries.map(trafficFromHar).filter((entry) => entry !== null);
  const unread = entries.length - read.length;
  if (read.length === 0) return { entries: [], note: entries.length === 0 ? `${file} holds no request.` : `None of the ${entries.length} entries of ${file} could be read.` };
  const bare = read.every(({ requestCookies, setCookies }) => (requestCookies === null || requestCookies.length === 0) && setCookies.length === 0);
  const notes = [
    `${read.length} requests imported from ${file}.`,
    ...(unread === 0 ? [] : [`${unread} entries could not be read.`]),
    ...(bare ? ['No request in it has a cookie: browsers leave them out unless the file is saved with sensitive data.'] : []),
  ];
  return { entries: read, note: notes.join(' ') };
}

/** The page that an imported recording is about, where the tab shows none. */
export function pageOfImport(imported: readonly TrafficEntry[]): string | null {
  return (imported.findLast(({ kind }) => kind === 'document') ?? imported.at(-1))?.url ?? null;
}

/** Between the file's last request and the tab's first lies time of which nobody knows. */
export function gapAfterImport(imported: readonly TrafficEntry[], traffic: readonly TrafficEntry[]): Gap[] {
  const fromMs = imported.at(-1)?.startedMs;
  const toMs = traffic.find(({ startedMs }) => fromMs !== undefined && startedMs > fromMs)?.startedMs;
  return fromMs === undefined || toMs === undefined ? [] : [{ fromMs: fromMs + 1, toMs: toMs - 1, why: 'between the imported file and this recording' }];
}

export function importActions(store: StoreApi<PanelState>, changed: () => void): ImportActions {
  return {
    importHar(name, text) {
      const { entries, note } = readHar(name, text);
      store.setState(({ imported }) => ({ imported: entries.length === 0 ? imported : mergeTraffic([...imported, ...entries]), importNote: note }));
      if (entries.length > 0) changed();
    },
    dismissImportNote: () => store.setState({ importNote: null }),
  };
}
