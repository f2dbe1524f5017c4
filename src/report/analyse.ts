/** The straight line from facts to conclusions: cookies decoded, timeline judged, rules run. */
import { fixForVerdict } from '../audit/fixes';
import type { AuditCookie } from '../audit/input';
import { lifetimeLimits } from '../audit/lifetime-limits';
import { runAudit } from '../audit/run';
import { cookieKey } from '../cookie/cookie';
import { isDeletionLine, parseSetCookie, type SetCookie } from '../cookie/set-cookie';
import { createKdf } from '../crypto/kdf';
import { KeySet } from '../crypto/keys';
import { createDecodeCache, createPastDecoder } from '../decode/cache';
import { decode } from '../decode/decode';
import type { DecodeOptions } from '../decode/open-context';
import type { DecodeResult, Role } from '../decode/result';
import { roleByConduct, roleOf, type CookieConduct } from '../decode/role';
import { judge } from '../rotation/judge';
import type { SessionEvent, Timeline } from '../rotation/timeline';
import type { TrafficEntry } from '../rotation/traffic';
import { allowTrials, createKnownSecretMemory, tryKnownSecrets } from './known-secret';
import { presentCookies, presentWires, type PresentWire } from './present';
import type { AnalyseOptions, SessionCookie, SiteInput, SiteReport } from './site';

interface DecodedWire extends PresentWire {
  readonly decoded: DecodeResult;
}

/** True of a value put together from chunks, be it of one alone. */
function isJoined({ wire }: DecodedWire): boolean {
  return wire.parts.some(({ name }) => name !== wire.name);
}

/** Of a chunk family either the joined value is kept or its single cookies, whichever a format recognises. */
function withoutParts(all: readonly DecodedWire[]): DecodedWire[] {
  const joined = all.filter(isJoined);
  const whole = joined.filter(({ decoded }) => decoded.status !== 'unrecognised');
  const taken = new Set(whole.flatMap(({ wire }) => wire.parts));
  return all.filter((item) =>
    isJoined(item)
      ? whole.includes(item)
      : ![...taken].some((part) => part.name === item.wire.name && part.value === item.first.value),
  );
}

/** What comes first in a list: the login session, then what else logs in, CSRF, the rest. */
const order: Record<Role, number> = {
  session: 0, 'auth-token': 1, 'remember-me': 2, csrf: 3, 'oauth-transient': 4, unknown: 5, flash: 6, locale: 7, theme: 8, 'load-balancer': 9, analytics: 10,
};

function rank({ role, decoded }: SessionCookie): number {
  return order[role] * 2 + (decoded.status === 'unrecognised' ? 1 : 0);
}

/** The lines that recorded events of a kind answered with. */
function linesAt(kind: SessionEvent['kind'], { events }: Timeline, traffic: readonly TrafficEntry[]): SetCookie[] {
  const ids = new Set(events.filter((event) => event.kind === kind).map(({ entryId }) => entryId));
  return traffic.filter(({ id }) => ids.has(id)).flatMap(({ setCookies }) => setCookies.flatMap((line) => parseSetCookie(line) ?? []));
}

/** What the recorded logins and logouts did to each cookie. */
function conductIn(timeline: Timeline, traffic: readonly TrafficEntry[]): (name: string) => CookieConduct {
  const isSet = (line: SetCookie): boolean => !isDeletionLine(line, 0);
  const isRemoved = ({ value, maxAge, expires }: SetCookie): boolean => value === '' || (maxAge !== null ? maxAge <= 0 : expires !== null && expires < 86_400_000 * 366);
  const set = new Set(linesAt('login', timeline, traffic).filter(isSet).map(({ name }) => name));
  const removed = new Set(linesAt('logout', timeline, traffic).filter(isRemoved).map(({ name }) => name));
  return (name) => ({ isSetAtLogin: set.has(name), isRemovedAtLogout: removed.has(name) });
}

function sessionCookie({ wire, first, decoded }: DecodedWire, input: SiteInput, conductOf: (name: string) => CookieConduct): SessionCookie {
  const verdict = roleOf({ name: wire.name, value: wire.value, decoded, override: input.roles[wire.name] ?? null });
  const { role, reason } = roleByConduct(verdict, conductOf(wire.name));
  return {
    name: wire.name,
    cookie: first.cookie,
    key: first.cookie === null ? null : cookieKey(first.cookie),
    companions: [...wire.parts.slice(1), ...wire.companions].map(({ name }) => name),
    role,
    roleReason: reason,
    decoded,
    origin: first.origin,
  };
}

/**
 * Concludes everything that can be concluded from the facts. Total on any cookie and recording; a format or rule with a bug costs
 * itself only and is told to `onCrash`. Rejects with `AbortError` where the derivation of a key is cancelled.
 */
export async function analyse(input: SiteInput, options: AnalyseOptions = {}): Promise<SiteReport> {
  const kdf = options.kdf ?? createKdf();
  const onCrash = options.onCrash ?? (() => {});
  const decoding: Omit<DecodeOptions, 'nowMs'> = {
    keys: new KeySet(input.secrets),
    settings: input.settings,
    kdf,
    onCrash,
  };
  const wires = presentWires(presentCookies(input));
  const decoded: DecodedWire[] = [];
  for (const present of wires) decoded.push({ ...present, decoded: await decode(present.wire, { ...decoding, nowMs: input.nowMs }) });
  const { url, traffic, jarChanges, gaps, marks, roles } = input;
  const pastDecoder = createPastDecoder(decoding, options.cache ?? createDecodeCache());
  const timeline = await judge({ traffic, jarChanges, gaps, marks, roles, decode: pastDecoder });
  const conductOf = conductIn(timeline, traffic);
  const cookies = withoutParts(decoded)
    .map((item) => sessionCookie(item, input, conductOf))
    .sort((a, b) => rank(a) - rank(b));
  const memory = options.knownSecrets === undefined ? createKnownSecretMemory(kdf) : options.knownSecrets;
  if (memory !== null) allowTrials(memory);
  const trying = { settings: input.settings, onCrash, memory };
  const audited: AuditCookie[] = [];
  for (const cookie of cookies) audited.push({ ...cookie, knownSecret: await tryKnownSecrets(cookie.decoded, trying) });
  const { findings, outcomes } = runAudit({ ...input, cookies: audited, timeline });
  const verdicts = timeline.verdicts.map((verdict) => ({ ...verdict, fix: fixForVerdict(verdict) }));
  return { url, cookies, findings, outcomes, timeline: { ...timeline, verdicts }, limits: lifetimeLimits(input.settings), parsed: input.setCookieLines.map(parseSetCookie) };
}
