/**
 * Everything known of the inspected tab: page, jar and traffic put together. It lives in the devtools page, which is never suspended,
 * and records from the moment DevTools opens, whether or not the panel was ever shown.
 */
import { hostOf, messageOf, type AdoptionConclusion, type Conclusion, type Cookie, type CookieKey, type JarScope, type LoginCookieConclusion, type StorageEntry, type TrafficEntry } from '../../src/index';
import type { AdoptionTestRequest, InspectedTab, JarTestOutcome, JarTestRequest, LoginCookieTestRequest, TabFacts, WriteOutcome } from '../panel/inspected-tab';
import type { Client, ClientEvents } from '../wire/client';
import { runAdoptionTest } from './adoption-test';
import { JarRecorder } from './jar-recorder';
import { runJarTest, type JarTestWorld } from './jar-test';
import { runLoginCookieTest } from './login-cookie-test';
import { readPage, samePage, type PageSource, type PageState } from './page-watch';
import { isNoNews, readStorage } from './storage-watch';
import { factsFrom } from './tab-facts';
import { emptyLog, withEntry, withGap, type TrafficLog } from './traffic-log';
import { TwoTellings } from './two-tellings';

/** The outside world of a recorder: the browser's in the extension, a test's in a test. */
export interface TabWorld {
  readonly tabId: number;
  readonly browser: TabFacts['browser'];
  readonly page: PageSource;
  now(): number;
  reload(): void;
  onNavigated(listener: (url: string) => void): void;
  onTraffic(listener: (entry: TrafficEntry) => void): void;
  connect(events: ClientEvents): Client;
}

/** How often the page is asked for its address and frames. */
const pollMs = 1000;

class TabRecorder implements InspectedTab {
  readonly tabId: number;
  readonly #world: TabWorld;
  readonly #client: Client;
  readonly #jar: JarRecorder;
  readonly #listeners = new Set<() => void>();
  #page: PageState = { url: null, frames: [] };
  #lost = false;
  #storage: readonly StorageEntry[] | null = null;
  #restored: boolean | null = null;
  readonly #tellings = new TwoTellings();
  #log: TrafficLog = emptyLog;
  #pausedAt: number | null = null;
  #sawPageLoad = false;
  /** While a test has other cookies in the jar, nothing is recorded. */
  #testing = false;
  /** One look at a time: a page that does not answer must not pile them up. */
  #looking = false;
  #facts: TabFacts | null = null;
  #remembered: string | null = null;

  constructor(world: TabWorld) {
    this.tabId = world.tabId;
    this.#world = world;
    this.#client = world.connect({
      onNews: (news) => {
        if (news.event === 'cookie') return this.#testing ? undefined : this.#jar.hear(news);
        if (news.event === 'request') return this.#recordFromNetwork(news.entry);
        if (news.event === 'restored') this.#change(() => (this.#restored = news.whole));
        void this.#list();
      },
      onReconnected: () => void this.#list(),
      onLost: (lost) => this.#change(() => (this.#lost = lost)),
    });
    this.#jar = new JarRecorder({
      tabId: world.tabId,
      client: this.#client,
      now: () => world.now(),
      isRecording: () => this.#pausedAt === null && !this.#testing,
      scope: () => this.#scope(),
      onChanged: () => this.#change(() => {}),
    });
    world.onTraffic((entry) => this.#record(this.#tellings.fromDevTools(entry)));
    world.onNavigated((url) => void this.#arrive(url));
    void this.#poll();
    void this.#mend();
  }

  /** A recorder that starts runs no test: what one before it left in the jar is put back. */
  async #mend(): Promise<void> {
    const restored = await this.#client.ask('mendJar', { tabId: this.tabId }).catch(() => null);
    if (restored !== null) this.#change(() => (this.#restored = restored.whole));
  }

  async #poll(): Promise<void> {
    await this.#look();
    await this.#lookIntoStorage();
    setTimeout(() => void this.#poll(), pollMs);
  }

  async #lookIntoStorage(): Promise<void> {
    if (this.#testing || this.#pausedAt !== null) return;
    const storage = await readStorage(this.#world.page, this.#page.url, this.#storage, this.#world.now());
    const before = this.#storage;
    this.#storage = storage;
    if (isNoNews(before, storage, this.#log.entries.at(-1)?.startedMs ?? 0)) this.#facts = null;
    else this.#change(() => {});
  }

  /** Asks the page where it is, and lists the jar anew where that has changed. */
  async #look(): Promise<void> {
    if (this.#testing || this.#looking) return;
    this.#looking = true;
    try {
      await this.#lookOnce();
    } finally {
      this.#looking = false;
    }
  }

  /** The tab has gone to another page, whether or not that can be asked yet. */
  async #arrive(url: string): Promise<void> {
    if (this.#testing) return;
    this.#change(() => (this.#page = { url, frames: [] }));
    await this.#list();
    await this.#look();
  }

  async #lookOnce(): Promise<void> {
    const page = await readPage(this.#world.page);
    // A page that is being left answers nothing for a while: where the tab went is told by the navigation itself.
    if (page.url === null && this.#page.url !== null) return;
    if (samePage(page, this.#page) && this.#jar.jar !== null) return;
    const moved = !samePage(page, this.#page);
    if (moved) {
      this.#change(() => {
        // Said once: the next page begins anew.
        if (this.#page.url !== null) this.#restored = null;
        this.#page = page;
      });
    }
    if (moved || this.#jar.missing.length > 0 || this.#jar.problem !== null) await this.#list();
  }

  #hosts(): string[] {
    return [...new Set([this.#page.url ?? '', ...this.#page.frames].filter((url) => /^https?:/.test(url)).map(hostOf))];
  }

  #scope(): JarScope {
    return { hosts: this.#hosts(), topUrl: this.#page.url ?? '' };
  }

  async #list(): Promise<void> {
    if (!this.#testing) await this.#jar.list();
  }

  #recordFromNetwork(told: TrafficEntry): void {
    const entry = this.#tellings.fromNetwork(told);
    if (entry !== null) this.#record(entry);
  }

  #record(entry: TrafficEntry): void {
    // The browser tells late of a test's requests: they lie in the test's gap.
    const inGap = this.#log.gaps.some(({ fromMs, toMs }) => entry.startedMs >= fromMs && entry.startedMs <= toMs);
    if (this.#pausedAt !== null || inGap || this.#testing) return;
    this.#change(() => {
      this.#log = withEntry(this.#log, entry);
      if (entry.kind === 'document' && entry.url === this.#page.url) this.#sawPageLoad = true;
    });
    // A request may have moved the page or brought a frame.
    if (entry.kind === 'document') void this.#look();
  }

  #change(apply: () => void): void {
    apply();
    this.#facts = null;
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch {
        // Its page is gone: Firefox loads the panel anew where DevTools moves to another side or window.
        this.#listeners.delete(listener);
      }
    }
  }

  facts(): TabFacts {
    return (this.#facts ??= factsFrom(
      {
        page: this.#page, jar: this.#jar, lost: this.#lost, restored: this.#restored, log: this.#log,
        recording: this.#pausedAt === null, sawPageLoad: this.#sawPageLoad, storage: this.#storage,
      },
      this.#world.browser,
    ));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #attempt(call: 'write' | 'remove', cookie: Cookie): Promise<WriteOutcome> {
    try {
      const outcome = await this.#client.ask(call, cookie);
      await this.#list();
      return outcome;
    } catch (error) {
      return { ok: false, code: 'failed', message: messageOf(error) };
    }
  }

  writeCookie(cookie: Cookie): Promise<WriteOutcome> {
    return this.#attempt('write', cookie);
  }

  async removeCookie(key: CookieKey): Promise<WriteOutcome> {
    const cookie = this.#jar.cookie(key);
    return cookie === null ? { ok: false, code: 'gone', message: 'The cookie is no longer in the jar.' } : this.#attempt('remove', cookie);
  }

  async askForRequests(): Promise<void> {
    await this.#client.ask('openOptions', { host: null });
  }

  async requestHost(host: string): Promise<boolean> {
    await this.#client.ask('openOptions', { host });
    return false;
  }

  readonly testJar = (request: JarTestRequest): Promise<JarTestOutcome> => this.#test((world) => runJarTest(request, world));

  readonly testAdoption = (request: AdoptionTestRequest): Promise<JarTestOutcome<AdoptionConclusion>> => this.#test((world) => runAdoptionTest(request, world));

  readonly testLoginCookies = (request: LoginCookieTestRequest): Promise<JarTestOutcome<LoginCookieConclusion>> => this.#test((world) => runLoginCookieTest(request, world));

  /** One test at a time; what happens in it is a gap of the recording. */
  async #test<C extends Conclusion>(run: (world: JarTestWorld) => Promise<JarTestOutcome<C>>): Promise<JarTestOutcome<C>> {
    const { url } = this.#page;
    if (this.#testing || this.#jar.jar === null || url === null) return { conclusion: null, problem: 'There is no page to test, or a test is already running.', restored: null };
    const fromMs = this.#world.now();
    this.#testing = true;
    try {
      const former = this.#jar.changes.flatMap(({ before }) => before ?? []);
      return await run({ tabId: this.tabId, topUrl: url, page: this.#world.page, client: this.#client, jar: [...this.#jar.jar.values()], former });
    } finally {
      this.#testing = false;
      this.#change(() => (this.#log = withGap(this.#log, { fromMs, toMs: this.#world.now(), why: 'a test was running' })));
      await this.#list();
    }
  }

  remembered(): string | null {
    return this.#remembered;
  }

  remember(text: string): void {
    this.#remembered = text;
  }

  setRecording(on: boolean): void {
    const now = this.#world.now();
    if (on === (this.#pausedAt === null)) return;
    this.#change(() => {
      if (this.#pausedAt !== null) this.#log = withGap(this.#log, { fromMs: this.#pausedAt, toMs: now, why: 'recording was paused' });
      this.#pausedAt = on ? null : now;
    });
  }

  clearRecording(): void {
    this.#change(() => {
      this.#log = emptyLog;
      this.#jar.forgetChanges();
      this.#sawPageLoad = false;
    });
  }

  reloadPage(): void {
    this.#world.reload();
  }
}

/** Starts recording at once. */
export function createTabRecorder(world: TabWorld): InspectedTab {
  return new TabRecorder(world);
}
