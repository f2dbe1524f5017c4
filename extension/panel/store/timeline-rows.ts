/** The timeline as rows, oldest first: one for each request that touched a session or was an event, one for each change without a request, one for each gap. */
import { pathInWords, type EventKind, type Gap, type Mark, type PayloadChange, type PossibleEvent, type SessionEvent, type Timeline, type Touch, type TrafficEntry } from '../../../src/index';

interface RowBase {
  readonly key: string;
  readonly at: number;
}

export interface RequestRow extends RowBase {
  readonly kind: 'request';
  /** Null: no recorded request made the change, or its request is no longer kept. */
  readonly entry: TrafficEntry | null;
  readonly entryId: string | null;
  readonly event: SessionEvent | null;
  readonly possible: PossibleEvent | null;
  readonly failed: PossibleEvent | null;
  /** What the person said of it. */
  readonly mark: Mark | null;
  readonly touches: readonly Touch[];
}

export interface GapRow extends RowBase {
  readonly kind: 'gap';
  readonly gap: Gap;
}

export interface MarkRow extends RowBase {
  readonly kind: 'mark';
  readonly mark: Mark;
}

export type TimelineRow = RequestRow | GapRow | MarkRow;

interface Draft {
  at: number;
  event: SessionEvent | null;
  possible: PossibleEvent | null;
  failed: PossibleEvent | null;
  mark: Mark | null;
  readonly touches: Touch[];
}

/** Of no certain request or change: made before anything was recorded. */
function isLoose({ entryId, changeAt }: Mark): boolean {
  return entryId === null && changeAt === undefined;
}

function draftsOf({ events, possible, failed, touches }: Timeline, marks: readonly Mark[]): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  const draftOf = (entryId: string | null, at: number): Draft => {
    const key = entryId ?? `alone ${at}`;
    const known = drafts.get(key);
    if (known !== undefined) return known;
    const fresh: Draft = { at, event: null, possible: null, failed: null, mark: null, touches: [] };
    drafts.set(key, fresh);
    return fresh;
  };
  for (const touch of touches) if (touch.class !== 'same') draftOf(touch.entryId, touch.at).touches.push(touch);
  for (const event of events) draftOf(event.entryId, event.at).event = event;
  for (const question of possible) draftOf(question.entryId, question.at).possible = question;
  for (const attempt of failed) draftOf(attempt.entryId, attempt.at).failed = attempt;
  for (const mark of marks) if (!isLoose(mark)) draftOf(mark.entryId, mark.changeAt ?? mark.at).mark = mark;
  return drafts;
}

/** `entries` are the requests of the recording by id. */
export function timelineRows(timeline: Timeline, entries: ReadonlyMap<string, TrafficEntry>, marks: readonly Mark[]): TimelineRow[] {
  const requests = [...draftsOf(timeline, marks)].map(([key, draft]): RequestRow => {
    const entry = entries.get(key) ?? null;
    const entryId = draft.touches[0]?.entryId ?? draft.event?.entryId ?? draft.possible?.entryId ?? draft.failed?.entryId ?? draft.mark?.entryId ?? null;
    return { ...draft, kind: 'request', key, entry, entryId, at: entry?.startedMs ?? draft.at };
  });
  const gaps = timeline.gaps.map((gap): GapRow => ({ kind: 'gap', key: `gap ${gap.fromMs} ${gap.why}`, at: gap.fromMs, gap }));
  const loose = marks.filter(isLoose).map((mark): MarkRow => ({ kind: 'mark', key: `mark ${mark.at} ${mark.kind}`, at: mark.at, mark }));
  return [...requests, ...gaps, ...loose].toSorted((a, b) => a.at - b.at);
}

const touchWords: Readonly<Record<Touch['class'], string>> = {
  created: 'created', same: 'sent again', 're-signed': 'signed again', 're-encrypted': 'encrypted again', 'payload-changed': 'payload changed',
  'identity-changed': 'new session id', deleted: 'removed', expired: 'expired', evicted: 'dropped by the browser', unclear: 'changed, unreadable without its key',
};

export function touchInWords(touch: Touch): string {
  return touchWords[touch.class];
}

function shown(value: PayloadChange['before']): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** One place of a payload that changed; without its values where they are masked. */
export function changeInWords({ path, before, after }: PayloadChange, masked: boolean): string {
  const place = path.length === 0 ? 'the payload' : pathInWords(path);
  if (before === undefined) return `+ ${place}${masked ? '' : `: ${shown(after)}`}`;
  if (after === undefined) return `− ${place}${masked ? '' : `: ${shown(before)}`}`;
  return `${place}${masked ? ' changed' : `: ${shown(before)} → ${shown(after)}`}`;
}

export const eventWords: Readonly<Record<EventKind | 'none', string>> = {
  login: 'Login', logout: 'Logout', 'privilege-change': 'Change of rights', none: 'Not a login or logout',
};

/** What a row is, in a word or two; empty where it is a request like others. */
export function rowTitle(row: TimelineRow): string {
  if (row.kind === 'gap') return 'Gap';
  if (row.kind === 'mark') return `Marked: ${eventWords[row.mark.kind]}`;
  if (row.event !== null) return eventWords[row.event.kind];
  if (row.failed !== null) return 'Refused login';
  if (row.mark !== null) return eventWords[row.mark.kind];
  return row.possible === null ? '' : `${eventWords[row.possible.kind]}?`;
}

/** The address as short as it is clear: the path where it is of the page's own origin. */
export function shortUrl(url: string, pageUrl: string | null): string {
  if (!URL.canParse(url)) return url;
  const { origin, host, pathname, search } = new URL(url);
  return pageUrl !== null && URL.canParse(pageUrl) && new URL(pageUrl).origin === origin ? pathname + search : host + pathname + search;
}

/** The text that the filter looks into. */
export function rowText(row: TimelineRow): string {
  if (row.kind === 'gap') return `gap ${row.gap.why}`;
  if (row.kind === 'mark') return rowTitle(row);
  const { entry, event, possible, failed, touches } = row;
  const at = entry ?? event ?? possible ?? failed;
  return [rowTitle(row), at?.method, at?.url, entry?.status, ...touches.flatMap((touch) => [touch.cookie, touchInWords(touch), ...touch.changes.map(({ path }) => pathInWords(path))])].join(' ');
}
