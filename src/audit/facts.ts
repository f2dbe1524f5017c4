/** The facts that rules look at, derived once from what is known of a site. A missing fact is null. */
import { cookieKey, type CookieKey, type SameSite } from '../cookie/cookie';
import { hostOf, isDevHost, isTrustworthy } from '../cookie/match';
import { cookieFromLine } from '../cookie/received';
import { isDeletionLine, parseSetCookie, setCookiePieces, type SetCookie, type SetCookiePieces } from '../cookie/set-cookie';
import type { WireCookie } from '../cookie/wire-cookie';
import type { Secret } from '../crypto/keys';
import type { DecodeResult } from '../decode/result';
import { isLoginRole, roleOf } from '../decode/role';
import type { Role, Settings } from '../formats/define';
import { honouredValues, type HonouredValue } from '../rotation/honoured';
import type { Timeline } from '../rotation/timeline';
import type { TrafficEntry } from '../rotation/traffic';
import type { AuditCookie, AuditInput } from './input';
import type { TestResult } from './test-result';
import type { StorageEntry } from './web-storage';

export interface PageFact {
  readonly url: string;
  readonly host: string;
  readonly isHttps: boolean;
  readonly isDev: boolean;
  /** Hosts that the person counts among the development hosts. */
  readonly devHosts: readonly string[];
  /** True where browsers store and send Secure cookies. */
  readonly isTrustworthy: boolean;
  readonly nowMs: number;
  /** `Chromium 156`; null where the browser is not known. */
  readonly browser: string | null;
}

/** A Set-Cookie line that was seen. */
export interface LineFact {
  readonly line: string;
  /** Null: a browser ignores the line as a whole. */
  readonly parsed: SetCookie | null;
  readonly pieces: SetCookiePieces;
  readonly name: string;
  readonly url: string;
  readonly atMs: number;
  /** The request whose answer carried it; null where only the line is known. */
  readonly entry: TrafficEntry | null;
  readonly role: Role;
  readonly isDeletion: boolean;
  readonly key: CookieKey | null;
}

/** A cookie that is present, with what is known of its attributes: null is unknown, not absent. */
export interface CookieFact {
  readonly name: string;
  readonly role: Role;
  readonly decoded: DecodeResult;
  readonly session: AuditCookie;
  /** The latest line that set it with the value it has; null where none was seen. */
  readonly line: LineFact | null;
  readonly secure: boolean | null;
  readonly httpOnly: boolean | null;
  /** From a line only: the jar cannot tell an unset attribute from a default. */
  readonly sameSite: SameSite | null;
  readonly expires: 'session' | number | null;
  readonly hostOnly: boolean | null;
  readonly key: CookieKey | null;
  /** The publicly known secret that proves it, tried without being asked; null for none. */
  readonly knownSecret: string | null;
  /** Why not all of them were tried; null where they were, or where nothing is signed or encrypted. */
  readonly untried: string | null;
}

/** A pasted key and what it proved. */
export interface SecretFact {
  readonly secret: Secret;
  readonly verifies: readonly CookieFact[];
}

export interface AuditFacts {
  readonly page: PageFact;
  readonly cookies: readonly CookieFact[];
  readonly lines: readonly LineFact[];
  /** Null without pasted keys. */
  readonly secrets: readonly SecretFact[] | null;
  readonly settings: Settings;
  /** What was recorded: empty without a recording, for rules that know more with one. */
  readonly requests: readonly TrafficEntry[];
  /** Null without recorded requests. */
  readonly traffic: readonly TrafficEntry[] | null;
  /** Null without recorded requests. */
  readonly timeline: Timeline | null;
  /** The jar; null where it cannot be read. */
  readonly jar: AuditInput['jar'];
  /** The same, empty where it cannot be read: for rules that know more with it. */
  readonly stored: NonNullable<AuditInput['jar']>;
  readonly browser: AuditInput['browser'];
  /** Results of tests that the person started. */
  readonly proofs: readonly TestResult[];
  /** Former values of a session that the recording shows at work. */
  readonly honoured: readonly HonouredValue[];
  /** What web storage holds; null where it was not looked at. */
  readonly storage: readonly StorageEntry[] | null;
}

export type FactName = keyof AuditFacts;

export function pageFact(input: AuditInput): PageFact {
  const host = hostOf(input.url);
  return {
    url: input.url,
    host,
    isHttps: /^https:/i.test(input.url),
    isDev: isDevHost(host, input.devHosts),
    devHosts: input.devHosts,
    isTrustworthy: isTrustworthy(input.url),
    nowMs: input.nowMs ?? 0,
    browser: input.browser === null ? null : `${input.browser.name === 'firefox' ? 'Firefox' : 'Chromium'} ${input.browser.version}`,
  };
}

/** A value that no format was asked about: the role then comes from the name. */
function undecoded(name: string, value: string): DecodeResult {
  const part = { name, value };
  const wire: WireCookie = { ...part, parts: [part], companions: [] };
  return { status: 'unrecognised', wire, alternatives: [] };
}

function roleOfLine(name: string, value: string, input: AuditInput): Role {
  const known = input.cookies.find((cookie) => cookie.name === name || cookie.companions.includes(name));
  if (known?.name === name) return known.role;
  return roleOf({ name, value, decoded: undecoded(name, value), override: input.roles[name] ?? null }).role;
}

function lineFact(line: string, input: AuditInput, entry: TrafficEntry | null): LineFact {
  const url = entry?.url ?? input.url;
  const atMs = entry === null ? (input.nowMs ?? 0) : entry.startedMs + entry.durationMs;
  const parsed = parseSetCookie(line);
  const pieces = setCookiePieces(line);
  const cookie = cookieFromLine(line, url, atMs);
  return {
    line,
    parsed,
    pieces,
    url,
    atMs,
    entry,
    name: pieces.name,
    role: roleOfLine(pieces.name, pieces.value, input),
    isDeletion: parsed !== null && isDeletionLine(parsed, atMs),
    key: cookie === null ? null : cookieKey(cookie),
  };
}

export function lineFacts(input: AuditInput): LineFact[] {
  return [
    ...input.traffic.flatMap((entry) => entry.setCookies.map((line) => lineFact(line, input, entry))),
    ...input.setCookieLines.map((line) => lineFact(line, input, null)),
  ];
}

type Attributes = Pick<CookieFact, 'secure' | 'httpOnly' | 'sameSite' | 'expires' | 'hostOnly'>;

/** The line knows best; the jar comes next; a bare name and value tell nothing. */
function attributesOf(line: SetCookie | null, cookie: AuditCookie['cookie']): Attributes {
  const jar = cookie === null ? null : { ...cookie, sameSite: cookie.sameSite === 'unset' ? null : cookie.sameSite };
  const known = line ?? jar;
  return {
    secure: known?.secure ?? null,
    httpOnly: known?.httpOnly ?? null,
    sameSite: known?.sameSite ?? null,
    expires: jar?.expires ?? null,
    hostOnly: jar?.hostOnly ?? null,
  };
}

function cookieFact(session: AuditCookie, lines: readonly LineFact[], hasJar: boolean): CookieFact {
  const { decoded, cookie } = session;
  const wireName = decoded.wire.parts[0]?.name ?? session.name;
  const value = decoded.wire.parts[0]?.value;
  const set = lines.filter((line) => line.name === wireName && !line.isDeletion && line.parsed !== null);
  const line = set.findLast(({ pieces }) => pieces.value === value) ?? (hasJar ? null : (set.at(-1) ?? null));
  return {
    name: session.name,
    role: session.role,
    decoded,
    session,
    line,
    ...attributesOf(line?.parsed ?? null, cookie),
    key: session.key,
    knownSecret: session.knownSecret?.source ?? null,
    untried: session.knownSecret?.untried ?? null,
  };
}

function secretFacts(input: AuditInput, cookies: readonly CookieFact[]): SecretFact[] | null {
  if (input.secrets.length === 0) return null;
  return input.secrets.map((secret) => ({
    secret,
    verifies: cookies.filter(({ decoded }) => (decoded.status === 'verified' || decoded.status === 'rejected') && decoded.opened.key?.secret === secret),
  }));
}

/** All facts of a site. */
export function factsFor(input: AuditInput): AuditFacts {
  const lines = lineFacts(input);
  const cookies = input.cookies.map((session) => cookieFact(session, lines, input.jar !== null));
  const hasTraffic = input.traffic.length > 0;
  return {
    page: pageFact(input),
    cookies,
    lines,
    secrets: secretFacts(input, cookies),
    settings: input.settings,
    requests: input.traffic,
    traffic: hasTraffic ? input.traffic : null,
    timeline: hasTraffic ? input.timeline : null,
    jar: input.jar,
    stored: input.jar ?? [],
    browser: input.browser,
    proofs: input.tests ?? [],
    honoured: honouredValues(input.timeline, input.traffic),
    storage: input.storage ?? null,
  };
}

export function loginCookies(cookies: readonly CookieFact[]): CookieFact[] {
  return cookies.filter(({ role }) => isLoginRole(role));
}
