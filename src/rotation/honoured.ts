/**
 * Former values of a session that a recording itself shows at work: sent again after the rotation or the logout that replaced them, by
 * another client or a browser that kept them, they opened a page that stays shut without them.
 */
import { assemble } from '../cookie/assemble';
import type { NameValue } from '../cookie/cookie';
import { originOf } from '../cookie/match';
import { valueDigest } from '../crypto/value-digest';
import { isRefusal } from './follow-up';
import type { Gap, RotationVerdict, Timeline } from './timeline';
import type { TrafficEntry } from './traffic';

export interface HonouredValue {
  readonly verdict: RotationVerdict;
  /** The request that was sent with the former value, and its answer. */
  readonly entry: TrafficEntry;
  /** The same request without it. */
  readonly refused: TrafficEntry;
}

function isOpened({ method, status, kind, authorization }: TrafficEntry): boolean {
  return method === 'GET' && status >= 200 && status < 300 && kind !== 'other' && authorization === null;
}

function pairOf({ name, value }: NameValue): string {
  return `${name}=${value}`;
}

/**
 * Gives the names of the cookies that carry the session as it was before the event: itself, its chunks, its signature; null where they
 * carry another, or two. `own`: the cookies whose names begin like it. The same few values are sent all the time.
 */
function formerSession({ cookie, before }: RotationVerdict): (own: readonly NameValue[]) => ReadonlySet<string> | null {
  const known = new Map<string, ReadonlySet<string> | null>();
  return (own) => {
    const key = own.map(pairOf).join(';');
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const [wire, ...further] = assemble(own).filter(({ name }) => name === cookie);
    const isFormer = wire !== undefined && further.length === 0 && valueDigest(wire.value) === before?.digest;
    const family = isFormer ? new Set([...wire.parts, ...wire.companions].map(({ name }) => name)) : null;
    known.set(key, family);
    return family;
  };
}

/** Refusals by their address. */
function refusalsOf(traffic: readonly TrafficEntry[]): ReadonlyMap<string, readonly TrafficEntry[]> {
  const refusals = new Map<string, TrafficEntry[]>();
  for (const entry of traffic) {
    if (entry.method !== 'GET' || !isRefusal(entry)) continue;
    const known = refusals.get(entry.url);
    if (known === undefined) refusals.set(entry.url, [entry]);
    else known.push(entry);
  }
  return refusals;
}

/** Refused to a browser that had every other cookie: none of those is what opened the page. */
function isControl({ requestCookies }: TrafficEntry, others: readonly string[]): boolean {
  if (requestCookies === null) return false;
  const sent = new Set(requestCookies.map(pairOf));
  return others.every((pair) => sent.has(pair));
}

/** A magic link, or the way back from a provider of identities. */
function bringsProof(url: string): boolean {
  return /[?&](?:code|token|ticket|state)=/i.test(url);
}

/** What may have logged somebody in again, whether or not it was taken for a login: nothing after it is concluded from. */
function mayLogIn({ method, url, kind }: TrafficEntry, site: string): boolean {
  return method !== 'GET' || (kind === 'document' && (originOf(url) !== site || bringsProof(url)));
}

interface Recording {
  readonly gaps: readonly Gap[];
  readonly traffic: readonly TrafficEntry[];
  /** Places in `traffic` by id. */
  readonly places: ReadonlyMap<string, number>;
  readonly refusals: ReadonlyMap<string, readonly TrafficEntry[]>;
}

function honouredAfter(verdict: RotationVerdict, { traffic, gaps, places, refusals }: Recording): HonouredValue | null {
  const place = verdict.entryId === null ? undefined : places.get(verdict.entryId);
  const event = place === undefined ? undefined : traffic[place];
  if (place === undefined || event === undefined || verdict.before === null) return null;
  const site = originOf(event.url);
  const answeredMs = event.startedMs + event.durationMs;
  const familyIn = formerSession(verdict);
  // Who logged in during a gap is not known.
  const untilMs = Math.min(...gaps.filter(({ toMs }) => toMs >= answeredMs).map(({ fromMs }) => fromMs));
  for (let at = place + 1; at < traffic.length; at += 1) {
    const entry = traffic[at];
    if (entry === undefined || entry.startedMs < answeredMs) continue;
    if (entry.startedMs >= untilMs || mayLogIn(entry, site)) return null;
    const controls = refusals.get(entry.url);
    if (controls === undefined || originOf(entry.url) !== site || !isOpened(entry) || entry.requestCookies === null) continue;
    const family = familyIn(entry.requestCookies.filter(({ name }) => name.startsWith(verdict.cookie)));
    if (family === null) continue;
    const others = entry.requestCookies.filter(({ name }) => !family.has(name)).map(pairOf);
    const refused = controls.find((control) => isControl(control, others));
    if (refused !== undefined) return { verdict, entry, refused };
  }
  return null;
}

/** At most one for each verdict. `traffic` is sorted by start. */
export function honouredValues({ verdicts, gaps }: Timeline, traffic: readonly TrafficEntry[]): HonouredValue[] {
  const settled = verdicts.filter(({ event, verdict }) => event === 'logout' || (event === 'login' && verdict === 'rotated'));
  if (settled.length === 0) return [];
  const recording = { traffic, gaps, places: new Map(traffic.map(({ id }, place) => [id, place])), refusals: refusalsOf(traffic) };
  return settled.flatMap((verdict) => honouredAfter(verdict, recording) ?? []);
}
