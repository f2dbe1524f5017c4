/** Carries out "Prove it": asks the page's server for one address with chosen cookies, and puts the jar back. */
import { concludeProof, isInScope, madeUpLike, messageOf, type Conclusion, type Cookie, type NameValue, type PageAnswer, type ProofConclusion } from '../../src/index';
import type { JarTest, JarTestOutcome, JarTestRequest } from '../panel/inspected-tab';
import type { Client } from '../wire/client';
import { askPage, pause } from './page-request';
import type { PageSource } from './page-watch';

export interface JarTestWorld {
  readonly tabId: number;
  readonly topUrl: string;
  readonly page: PageSource;
  readonly client: Client;
  /** The jar as the recorder knows it, and cookies that have left it. */
  readonly jar: readonly Cookie[];
  readonly former: readonly Cookie[];
}

/** Earlier values in the places of the cookies that held them; `template` gives the attributes. */
function withValues(values: readonly NameValue[], { jar, former }: JarTestWorld): Cookie[] {
  return values.flatMap(({ name, value }) => {
    const template = jar.find((cookie) => cookie.name === name) ?? former.findLast((cookie) => cookie.name === name);
    return template === undefined ? [] : [{ ...template, value, expires: 'session' as const }];
  });
}

class Course {
  readonly #test: JarTestRequest;
  readonly #world: JarTestWorld;
  readonly #others: readonly Cookie[];
  #done = 0;

  constructor(test: JarTestRequest, world: JarTestWorld) {
    this.#test = test;
    this.#world = world;
    const session = new Set(test.earlier.map(({ name }) => name));
    // Cookies that hold no session stay: a language or a consent must not make the difference.
    this.#others = world.jar.filter(({ name }) => !session.has(name));
  }

  async #step(what: string, cookies: readonly Cookie[] | null): Promise<PageAnswer> {
    const world = this.#world;
    this.#test.signal.throwIfAborted();
    this.#test.onStep((this.#done += 1), this.#test.question === 'login' ? 6 : 4, what);
    if (cookies !== null) await world.client.ask('putJar', { cookies: [...cookies] });
    const answer = await askPage(world.page, this.#test.url);
    await pause();
    return answer;
  }

  async run(): Promise<ProofConclusion> {
    const { question, earlier } = this.#test;
    const replay = withValues(earlier, this.#world);
    if (replay.length < earlier.length) throw new Error('the attributes of the earlier cookies are not known: they left the jar before the recording began');
    const user = question === 'login' ? [await this.#step('as logged in now', null), await this.#step('as logged in now, once more', null)] : [];
    const nobody = [await this.#step('without a session', this.#others), await this.#step('without a session, once more', this.#others)];
    const madeUp = withValues(earlier.map(({ name, value }) => ({ name, value: madeUpLike(value) })), this.#world);
    const control = await this.#step('with made-up values', [...this.#others, ...madeUp]);
    const replayed = await this.#step('with the earlier cookies', [...this.#others, ...replay]);
    return concludeProof(question, { user, nobody, madeUp: control, replayed });
  }
}

/** Runs a test with other cookies in the jar. Whatever happens in it, the jar is put back and compared by digest. */
export async function withJarBack<C extends Conclusion>(test: JarTest, world: JarTestWorld, run: (own: JarTestWorld) => Promise<C>): Promise<JarTestOutcome<C>> {
  const scope = { hosts: [new URL(test.url).hostname], topUrl: world.topUrl };
  if (new URL(test.url).origin !== new URL(world.topUrl).origin) return { conclusion: null, problem: 'Only an address of the page’s own origin can be asked for.', restored: null };
  try {
    await world.client.ask('beginSwap', { tabId: world.tabId, scope });
  } catch (error) {
    return { conclusion: null, problem: messageOf(error), restored: null };
  }
  let conclusion: C | null = null;
  let problem: string | null = null;
  try {
    conclusion = await run({ ...world, jar: world.jar.filter((cookie) => isInScope(cookie, scope)) });
  } catch (error) {
    problem = test.signal.aborted ? 'Stopped by hand.' : messageOf(error);
  }
  return { conclusion, problem, restored: await world.client.ask('endSwap', null) };
}

export function runJarTest(test: JarTestRequest, world: JarTestWorld): Promise<JarTestOutcome> {
  return withJarBack(test, world, (own) => new Course(test, own).run());
}
