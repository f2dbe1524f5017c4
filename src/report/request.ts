/** A request of the headless inspection, checked on arrival and turned into the facts of a site. */
import * as v from 'valibot';
import type { Cookie, NameValue } from '../cookie/cookie';
import { Secret } from '../crypto/keys';
import { fail, ok, type Result } from '../result';
import { trafficFromHar } from '../rotation/har';
import type { TrafficEntry } from '../rotation/traffic';
import { sortTraffic } from '../rotation/traffic-order';
import type { SiteInput } from './site';

const nameValue = v.object({ name: v.string(), value: v.string() });
const partition = v.nullish(
  v.union([
    v.pipe(v.string(), v.transform((topLevelSite) => ({ topLevelSite, hasCrossSiteAncestor: null }))),
    v.object({ topLevelSite: v.string(), hasCrossSiteAncestor: v.optional(v.nullable(v.boolean()), null) }),
  ]),
  null,
);
const sameSite = v.picklist(['strict', 'lax', 'none', 'unset']);
const expires = v.pipe(
  v.union([v.number(), v.string(), v.null_()]),
  v.transform((value) => (typeof value === 'string' && value !== 'session' ? Date.parse(value) : value)),
  v.transform((value): Cookie['expires'] => (typeof value === 'number' && !Number.isNaN(value) ? value : 'session')),
);
const cookie = v.object({
  name: v.string(),
  value: v.string(),
  domain: v.optional(v.string()),
  path: v.optional(v.string(), '/'),
  hostOnly: v.optional(v.boolean()),
  secure: v.optional(v.boolean()),
  httpOnly: v.optional(v.boolean()),
  sameSite: v.optional(sameSite),
  expires: v.optional(expires),
  partition,
  store: v.optional(v.string(), '0'),
});
const secret = v.object({
  field: v.optional(v.string(), 'secret'),
  value: v.string(),
  encoding: v.optional(v.picklist(['utf8', 'latin1', 'hex', 'base64', 'base64url', 'pem', 'jwk']), 'utf8'),
  label: v.optional(v.string()),
});
const role = v.picklist([
  'session', 'auth-token', 'remember-me', 'csrf', 'oauth-transient', 'flash', 'locale', 'theme', 'load-balancer', 'analytics', 'unknown',
]);
const severity = v.picklist(['critical', 'high', 'medium', 'low', 'info']);
const storageEntry = v.object({
  area: v.picklist(['localStorage', 'sessionStorage']),
  origin: v.string(),
  name: v.string(),
  shape: v.picklist(['jwt', 'token', 'other']),
  length: v.number(),
  digest: v.string(),
  sinceMs: v.number(),
  seenMs: v.number(),
});
const request = v.object({
  id: v.optional(v.union([v.string(), v.number()])),
  url: v.optional(v.string()),
  now: v.optional(v.nullable(v.number())),
  cookies: v.optional(v.array(cookie)),
  setCookie: v.optional(v.array(v.string())),
  secrets: v.optional(v.array(secret), []),
  settings: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.null_()])), {}),
  har: v.optional(v.object({ log: v.object({ entries: v.array(v.unknown()) }) })),
  waivers: v.optional(v.array(v.object({ rule: v.string(), cookie: v.optional(v.nullable(v.string()), null), reason: v.string() })), []),
  roles: v.optional(v.record(v.string(), role), {}),
  devHosts: v.optional(v.array(v.string()), []),
  tests: v.optional(v.array(v.object({ rule: v.string(), isFound: v.boolean(), text: v.string(), cookie: v.exactOptional(v.string()), severity: v.exactOptional(severity), confidence: v.exactOptional(v.literal('likely')) }))),
  storage: v.optional(v.array(storageEntry)),
});

type Request = v.InferOutput<typeof request>;
type RequestCookie = NonNullable<Request['cookies']>[number];

export interface InspectRequest {
  readonly id: string | number | null;
  readonly input: SiteInput;
  /** What the answer holds besides sessions and findings. */
  readonly wants: { readonly parsed: boolean; readonly timeline: boolean };
}

/** Complete as a browser's jar tells it; null where only part of it is known. */
function jarCookie(given: RequestCookie, host: string): Cookie | null {
  const { name, value, path, secure, httpOnly, store } = given;
  if (secure === undefined || httpOnly === undefined) return null;
  const domain = (given.domain ?? host).toLowerCase();
  return {
    name,
    value,
    path,
    secure,
    httpOnly,
    store,
    partition: given.partition ?? null,
    domain: domain.replace(/^\./, ''),
    hostOnly: given.hostOnly ?? !domain.startsWith('.'),
    sameSite: given.sameSite ?? 'unset',
    expires: given.expires ?? 'session',
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

interface Traffic {
  readonly entries: readonly TrafficEntry[];
  readonly url: string | null;
}

function trafficOf(har: Request['har']): Traffic {
  const entries = sortTraffic((har?.log.entries ?? []).map(trafficFromHar).filter((entry) => entry !== null));
  const page = entries.findLast((entry) => entry.kind === 'document') ?? entries.at(-1);
  return { entries, url: page?.url ?? null };
}

function inputOf(given: Request, clockMs: number): SiteInput {
  const traffic = trafficOf(given.har);
  const url = given.url ?? traffic.url ?? 'http://localhost/';
  const cookies = given.cookies ?? [];
  const host = hostOf(url);
  const jar = cookies.map((item) => jarCookie(item, host)).filter((item) => item !== null);
  const bareCookies: NameValue[] = cookies.filter((item) => jarCookie(item, host) === null).map(({ name, value }) => v.parse(nameValue, { name, value }));
  const lastMs = traffic.entries.at(-1)?.startedMs;
  return {
    url,
    nowMs: given.now === undefined ? (lastMs ?? clockMs) : given.now,
    jar: jar.length > 0 ? jar : null,
    hiddenHosts: [],
    jarChanges: [],
    bareCookies,
    setCookieLines: given.setCookie ?? [],
    traffic: traffic.entries,
    gaps: [],
    marks: [],
    secrets: given.secrets.map(({ label, ...rest }, i) => new Secret({ ...rest, label: label ?? `key ${i + 1}` })),
    settings: given.settings,
    waivers: given.waivers,
    roles: given.roles,
    devHosts: given.devHosts,
    browser: null,
    ...(given.tests === undefined ? {} : { tests: given.tests }),
    storage: given.storage ?? null,
  };
}

/**
 * The facts in a request. `clockMs` stands for `now` where the request has none; a recording is judged at its own end.
 * The problem names the field and what is wrong with it; no value of the request stands in it.
 */
export function inspectRequest(given: unknown, clockMs: number): Result<InspectRequest> {
  const checked = v.safeParse(request, given);
  if (!checked.success) {
    const issue = checked.issues[0];
    return fail(`${v.getDotPath(issue) ?? 'request'}: expected ${issue.expected ?? 'something else'}`);
  }
  const { output } = checked;
  if (output.cookies === undefined && output.setCookie === undefined && output.har === undefined)
    return fail('a request needs cookies, setCookie or har');
  return ok({
    id: output.id ?? null,
    input: inputOf(output, clockMs),
    wants: { parsed: output.setCookie !== undefined, timeline: output.har !== undefined },
  });
}
