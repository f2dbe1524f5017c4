/** What the inspected tab's recorder and the background say to each other: JSON by type, checked on arrival. */
import * as v from 'valibot';
import { trafficEntry } from './traffic';

const partition = v.nullable(v.object({ topLevelSite: v.string(), hasCrossSiteAncestor: v.nullable(v.boolean()) }));

export const cookie = v.object({
  name: v.string(),
  value: v.string(),
  domain: v.string(),
  hostOnly: v.boolean(),
  path: v.string(),
  secure: v.boolean(),
  httpOnly: v.boolean(),
  sameSite: v.picklist(['strict', 'lax', 'none', 'unset']),
  expires: v.union([v.literal('session'), v.number()]),
  partition,
  store: v.string(),
});

const outcome = v.variant('ok', [
  v.object({ ok: v.literal(true) }),
  v.object({ ok: v.literal(false), code: v.string(), message: v.string() }),
]);

const jarAnswer = v.object({
  cookies: v.array(cookie),
  store: v.string(),
  /** Of the hosts that were asked about, those whose permission is missing: their cookies are hidden. */
  missing: v.array(v.string()),
  /** Whether requests come as news; null where DevTools tells of every one by itself. */
  watchesRequests: v.nullable(v.boolean()),
});

export const scope = v.object({ hosts: v.array(v.string()), topUrl: v.string() });

/** The jar after a test, compared with the jar before it by digest. */
const restored = v.object({
  whole: v.boolean(),
  before: v.string(),
  after: v.string(),
  /** Names of the cookies that differ. */
  differing: v.array(v.string()),
});

/** Every call: the schema of its question and of its answer. */
export const calls = {
  jar: { question: v.object({ tabId: v.number(), hosts: v.array(v.string()) }), answer: jarAnswer },
  write: { question: cookie, answer: outcome },
  remove: { question: cookie, answer: outcome },
  /** Keeps the scope's cookies safe until `endSwap`. Fails where another test is running. */
  beginSwap: { question: v.object({ tabId: v.number(), scope }), answer: v.null() },
  /** Makes the scope's cookies exactly these. */
  putJar: { question: v.object({ cookies: v.array(cookie) }), answer: v.null() },
  endSwap: { question: v.null(), answer: restored },
  /** Asked by a recorder that starts: puts back what an earlier one of its tab, cut off in a test, has left; null where there is nothing. */
  mendJar: { question: v.object({ tabId: v.number() }), answer: v.nullable(restored) },
  /** `host`: the one that is asked for; null for none. */
  openOptions: { question: v.object({ host: v.nullable(v.string()) }), answer: v.null() },
} as const;

export type CallName = keyof typeof calls;
export type Question<N extends CallName> = v.InferOutput<(typeof calls)[N]['question']>;
export type AnswerTo<N extends CallName> = v.InferOutput<(typeof calls)[N]['answer']>;

export const request = v.object({ id: v.number(), call: v.picklist(Object.keys(calls) as CallName[]), question: v.unknown() });
export type Request = v.InferOutput<typeof request>;

const cookieChanged = v.object({
  event: v.literal('cookie'),
  cookie,
  removed: v.boolean(),
  cause: v.picklist(['set', 'removed', 'expired', 'evicted', 'overwritten']),
});

/** What the background sends: an answer, a fault in its place, or news. */
export const delivery = v.union([
  v.object({ id: v.number(), answer: v.unknown() }),
  v.object({ id: v.number(), fault: v.string() }),
  cookieChanged,
  v.object({ event: v.literal('permissions') }),
  /** A request of the recorder's tab has been answered. */
  v.object({ event: v.literal('request'), entry: trafficEntry }),
  /** A test was cut off: the jar has been put back as it was before it. */
  v.object({ event: v.literal('restored'), whole: v.boolean() }),
]);
export type Delivery = v.InferOutput<typeof delivery>;
export type News = Extract<Delivery, { event: string }>;
