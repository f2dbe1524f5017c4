/** "Prove it" as the panel keeps it: which cookies an event had before it, which page to ask for, and what came out. */
import { originOf, testResultsOf, type NameValue, type ProofQuestion, type RotationVerdict, type TestResult, type TrafficEntry } from '../../../src/index';
import type { JarTestOutcome } from '../inspected-tab';

/** The proof of one event, under `proofKey`. */
export interface Proof {
  readonly verdict: RotationVerdict;
  readonly outcome: JarTestOutcome;
}

/** One proof an event: all its session cookies are replayed together. */
export function proofKey({ entryId, event, at }: RotationVerdict): string {
  return `${event} ${entryId ?? at}`;
}

export function isSettled(proof: Proof | undefined): boolean {
  return proof?.outcome.conclusion != null && proof.outcome.conclusion.outcome !== 'inconclusive';
}

export function testResults(proofs: Readonly<Record<string, Proof>>): TestResult[] {
  return Object.values(proofs).flatMap(({ verdict, outcome }) => (outcome.conclusion === null ? [] : testResultsOf(outcome.conclusion, verdict)));
}

/** Names of the cookies that make up the session called `name`: itself, its chunks, its signature. */
function belongsTo(name: string, session: string): boolean {
  return name === session || (name.startsWith(session) && /^(?:\.sig|(?:\.|__|_|-|C)\d{1,3}(?:\.sig)?)$/.test(name.slice(session.length)));
}

export interface ProofPlan {
  readonly question: ProofQuestion;
  readonly earlier: readonly NameValue[];
  /** The page to ask for, as far as the recording suggests one. */
  readonly url: string;
}

function isPage({ method, status, kind }: TrafficEntry): boolean {
  return method === 'GET' && status >= 200 && status < 300 && kind !== 'other';
}

/**
 * What can be proved of an event; null where nothing can: it was no request of this recording, or it was sent without a session.
 * `sessions` are the names of the cookies that the event was judged by.
 */
export function planFor(verdict: RotationVerdict, sessions: readonly string[], traffic: readonly TrafficEntry[]): ProofPlan | null {
  const at = traffic.findIndex(({ id }) => id === verdict.entryId);
  const entry = traffic[at];
  if (entry === undefined || verdict.event === 'privilege-change') return null;
  const earlier = (entry.requestCookies ?? []).filter(({ name }) => sessions.some((session) => belongsTo(name, session)));
  if (earlier.length === 0) return null;
  const sameSite = (other: TrafficEntry): boolean => originOf(other.url) === originOf(entry.url) && isPage(other);
  const page = verdict.event === 'login' ? traffic.slice(at + 1).find(sameSite) : traffic.slice(0, at).findLast(sameSite);
  return { question: verdict.event, earlier, url: page?.url ?? originOf(entry.url) };
}
