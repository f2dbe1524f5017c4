/** The inspected tab as the panel sees it: facts that change, and the few things that can be asked for. */
import type { AdoptionConclusion, Conclusion, Cookie, CookieFamily, CookieKey, Gap, JarChange, LoginCookieConclusion, NameValue, ProofConclusion, ProofQuestion, StorageEntry, TrafficEntry } from '../../src/index';

/** Why the jar cannot be read in full. Each comes with one remedy. */
export type JarObstacle =
  | { readonly code: 'no-permission'; readonly hosts: readonly string[] }
  | { readonly code: 'no-page' }
  | { readonly code: 'browser-page' }
  | { readonly code: 'no-cookies'; readonly scheme: string }
  | { readonly code: 'lost-background' }
  /** A test was cut off, and its jar has been put back; `whole`: as it was. */
  | { readonly code: 'jar-restored'; readonly whole: boolean }
  | { readonly code: 'failed'; readonly detail: string };

export interface TabFrame {
  readonly url: string;
  readonly isTop: boolean;
  /** False: the host permission for this frame's host is missing, so its cookies are hidden. */
  readonly permitted: boolean;
}

/** Everything known now. Immutable: a change makes a new object, and unchanged parts keep their identity. */
export interface TabFacts {
  readonly url: string | null;
  readonly frames: readonly TabFrame[];
  readonly browser: { readonly name: 'chromium' | 'firefox'; readonly version: string };
  /** Null where nothing can be read; may be incomplete where `obstacles` says so. */
  readonly jar: readonly Cookie[] | null;
  readonly jarChanges: readonly JarChange[];
  readonly obstacles: readonly JarObstacle[];
  /** Sorted by start. */
  readonly traffic: readonly TrafficEntry[];
  readonly gaps: readonly Gap[];
  /** True: the browser does not tell of a request whose page is left at once, until a permission lets its network tell. */
  readonly losesRequests: boolean;
  readonly recording: boolean;
  /** False until a page load was recorded from its beginning: what came before DevTools is unknown. */
  readonly sawPageLoad: boolean;
  /** What web storage holds, reduced in the page; null or absent where it was not looked at. */
  readonly storage?: readonly StorageEntry[] | null;
}

export type WriteOutcome = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly message: string };

/** What every test with other cookies in the jar is told: see `devtools/jar-test.ts`. */
export interface JarTest {
  /** Asked for by GET, of the page's own origin. */
  readonly url: string;
  readonly signal: AbortSignal;
  onStep(done: number, of: number, what: string): void;
}

export interface JarTestRequest extends JarTest {
  readonly question: ProofQuestion;
  readonly earlier: readonly NameValue[];
}

/** A made-up id, and the cookies that carry it: the session's own first, then its signature where that is a cookie of its own. */
export interface PlantedId {
  readonly id: string;
  readonly cookies: readonly NameValue[];
}

export interface AdoptionTestRequest extends JarTest {
  /** The session cookie in the jar, whose attributes the made-up ones are given. */
  readonly cookie: CookieKey;
  readonly first: PlantedId;
  readonly second: PlantedId;
  /** Asked for by GET with the first id, because it stores something in the session; null for none. */
  readonly storingUrl: string | null;
  /** Names of the other cookies that log somebody in: they are taken out meanwhile. */
  readonly withheld: readonly string[];
}

export interface LoginCookieTestRequest extends JarTest {
  /** Names of cookies that belong together, the likeliest to carry the login first. */
  readonly families: readonly CookieFamily[];
}

export interface JarTestOutcome<C extends Conclusion = ProofConclusion> {
  readonly conclusion: C | null;
  /** Why nothing was concluded; null where something was. */
  readonly problem: string | null;
  /** The jar put back: its digests before and after; null where it was never changed. */
  readonly restored: { readonly whole: boolean; readonly before: string; readonly after: string; readonly differing: readonly string[] } | null;
}

export interface InspectedTab {
  readonly tabId: number;
  facts(): TabFacts;
  /** Called after every change; gives the function that ends it. */
  subscribe(listener: () => void): () => void;
  /** Writes a cookie and reads it back: `ok` only where the jar then holds it. */
  writeCookie(cookie: Cookie): Promise<WriteOutcome>;
  removeCookie(key: CookieKey): Promise<WriteOutcome>;
  /** Asks for one exact host. From a click only; in Firefox it opens the options page, where the click is made. */
  requestHost(host: string): Promise<boolean>;
  /** Opens the options page, where the network can be let tell of requests: see `losesRequests`. */
  askForRequests(): Promise<void>;
  /** Sends requests with other cookies in the jar and puts it back. Nothing is recorded meanwhile, and a gap says so. */
  testJar(request: JarTestRequest): Promise<JarTestOutcome>;
  /** Plants made-up ids in the place of the session's, as `testJar` does with earlier ones. */
  testAdoption(request: AdoptionTestRequest): Promise<JarTestOutcome<AdoptionConclusion>>;
  /** Asks for a page with fewer and fewer of the jar's cookies. */
  testLoginCookies(request: LoginCookieTestRequest): Promise<JarTestOutcome<LoginCookieConclusion>>;
  /** What the panel's page put aside for the next one: Firefox loads it anew where DevTools moves. In memory only. */
  remembered(): string | null;
  remember(text: string): void;
  setRecording(on: boolean): void;
  clearRecording(): void;
  reloadPage(): void;
}
