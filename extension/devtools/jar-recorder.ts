/** The tab's jar while it is recorded: listed when the page moves, changed by the browser's events, expired by a timer. */
import { isInScope, messageOf, type Cookie, type CookieKey, type JarChange, type JarScope } from '../../src/index';
import type { Client } from '../wire/client';
import { afterNews, domainsNeeded, nextExpiry, relisted, withoutExpired, type CookieNews, type Jar, type JarUpdate } from './jar-watch';

/** Changes beyond this many are forgotten, the oldest first. */
const maxJarChanges = 5000;
/** setTimeout fires at once for longer delays. */
const longestDelayMs = 2 ** 31 - 1;

export interface JarWorld {
  readonly tabId: number;
  readonly client: Pick<Client, 'ask'>;
  now(): number;
  /** False: changes are followed and not noted. */
  isRecording(): boolean;
  /** Whose cookies belong to the tab at this moment. */
  scope(): JarScope;
  onChanged(): void;
}

/** What a listing can see: the cookies of the tab's hosts, those left out whose permission is missing. */
interface Sight {
  readonly scope: JarScope;
  readonly missing: readonly string[];
}

/** Only what both listings could see can have changed between them: what the first one finds, and what comes into sight, was there before. */
function isSeenBy(...sights: readonly (Sight | null)[]): (change: JarChange) => boolean {
  return ({ before, after }) => {
    const cookie = after ?? before;
    return cookie !== null && sights.every((sight) => sight !== null && isInScope(cookie, sight.scope) && !sight.missing.includes(cookie.domain));
  };
}

export class JarRecorder {
  readonly #world: JarWorld;
  #jar: Jar | null = null;
  #changes: readonly JarChange[] = [];
  #missing: readonly string[] = [];
  /** What the latest listing could see; null before the first. */
  #sight: Sight | null = null;
  #problem: string | null = null;
  #watchesRequests: boolean | null = null;
  #expiryTimer: ReturnType<typeof setTimeout> | null = null;
  #listing = 0;

  constructor(world: JarWorld) {
    this.#world = world;
  }

  /** Null: it could not be listed yet. */
  get jar(): Jar | null {
    return this.#jar;
  }

  get changes(): readonly JarChange[] {
    return this.#changes;
  }

  /** Hosts whose permission is missing. */
  get missing(): readonly string[] {
    return this.#missing;
  }

  /** Why the latest listing failed; null where it did not. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Whether the browser's network tells of requests as well; null where DevTools tells of every one. */
  get watchesRequests(): boolean | null {
    return this.#watchesRequests;
  }

  cookie(key: CookieKey): Cookie | null {
    return this.#jar?.get(key) ?? null;
  }

  /** Lists the jar anew; what differs from what is known is a change. */
  async list(): Promise<void> {
    const { tabId, client, now } = this.#world;
    const scope = this.#world.scope();
    const listing = (this.#listing += 1);
    if (scope.hosts.length === 0) {
      this.#sight = null;
      return this.#become({ jar: null, missing: [], problem: null });
    }
    try {
      const { cookies, missing, watchesRequests } = await client.ask('jar', { tabId, hosts: domainsNeeded(scope.hosts) });
      // A later listing is under way: this one may be older than what the events told meanwhile.
      if (listing !== this.#listing) return;
      const update = relisted(this.#jar ?? new Map(), cookies, scope, now());
      this.#note(update.changes.filter(isSeenBy(this.#sight, { scope, missing })));
      this.#sight = { scope, missing };
      this.#watchesRequests = watchesRequests;
      this.#become({ jar: update.jar, missing, problem: null });
    } catch (error) {
      this.#become({ jar: this.#jar, missing: this.#missing, problem: messageOf(error) });
    }
  }

  hear(news: CookieNews): void {
    if (this.#jar !== null) this.#take(afterNews(this.#jar, news, this.#world.scope(), this.#world.now()));
  }

  forgetChanges(): void {
    this.#changes = [];
  }

  #become({ jar, missing, problem }: { readonly jar: Jar | null; readonly missing: readonly string[]; readonly problem: string | null }): void {
    this.#jar = jar;
    this.#missing = missing;
    this.#problem = problem;
    this.#awaitExpiry();
    this.#world.onChanged();
  }

  #take({ jar, changes }: JarUpdate): void {
    if (changes.length === 0) return;
    this.#note(changes);
    this.#become({ jar, missing: this.#missing, problem: this.#problem });
  }

  #note(changes: readonly JarChange[]): void {
    if (changes.length > 0 && this.#world.isRecording()) this.#changes = [...this.#changes, ...changes].slice(-maxJarChanges);
  }

  /** No browser tells of an expiry in time: a timer does. */
  #awaitExpiry(): void {
    if (this.#expiryTimer !== null) clearTimeout(this.#expiryTimer);
    const at = this.#jar === null ? null : nextExpiry(this.#jar);
    const delay = at === null ? null : Math.min(Math.max(0, at - this.#world.now()) + 5, longestDelayMs);
    this.#expiryTimer = delay === null ? null : setTimeout(() => this.#expire(), delay);
  }

  #expire(): void {
    if (this.#jar === null) return;
    const update = withoutExpired(this.#jar, this.#world.now());
    if (update.changes.length > 0) this.#take(update);
    else this.#awaitExpiry();
  }
}
