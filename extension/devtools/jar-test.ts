/** Carries out "Prove it": asks the page's server for one address with chosen cookies, and puts the jar back. */
import { concludeProof, isInScope, madeUpLike, type Cookie, type NameValue, type PageAnswer, type ProofConclusion } from '../../src/index';
import type { JarTestOutcome, JarTestRequest } from '../panel/inspected-tab';
import type { Client } from '../wire/client';
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

/** At most two requests a second. */
const pauseMs = 500;
const maxBodyCharacters = 300_000;
/** A server may take its time. */
const requestMs = 30_000;

/**
 * Runs in the page: a synchronous request, so that the page itself sends nothing while other cookies are in the jar. The request is
 * the page's own, because no extension may choose the Cookie header of one.
 */
function requestInPage(url: string, limit: number): string {
  try {
    const request = new XMLHttpRequest();
    request.open('GET', url, false);
    request.setRequestHeader('Cache-Control', 'no-cache');
    request.setRequestHeader('Accept', 'text/html,application/json;q=0.9,*/*;q=0.8');
    request.send();
    return JSON.stringify({ status: request.status, url: request.responseURL, body: request.responseText.slice(0, limit) });
  } catch (error) {
    return JSON.stringify({ problem: String(error) });
  }
}

async function ask(url: string, { page }: JarTestWorld): Promise<PageAnswer> {
  const result = await page.evaluate(`(${requestInPage.toString()})(${JSON.stringify(url)}, ${maxBodyCharacters})`, requestMs);
  const answer = result.ok && typeof result.value === 'string' ? (JSON.parse(result.value) as PageAnswer | { problem: string }) : { problem: 'the page could not be asked' };
  if ('problem' in answer) throw new Error(`the request did not go through: ${answer.problem}`);
  return answer;
}

function random(below: number): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % below;
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
    const answer = await ask(this.#test.url, world);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return answer;
  }

  async run(): Promise<ProofConclusion> {
    const { question, earlier } = this.#test;
    const replay = withValues(earlier, this.#world);
    if (replay.length < earlier.length) throw new Error('the attributes of the earlier cookies are not known: they left the jar before the recording began');
    const user = question === 'login' ? [await this.#step('as logged in now', null), await this.#step('as logged in now, once more', null)] : [];
    const nobody = [await this.#step('without a session', this.#others), await this.#step('without a session, once more', this.#others)];
    const madeUp = withValues(earlier.map(({ name, value }) => ({ name, value: madeUpLike(value, random) })), this.#world);
    const control = await this.#step('with made-up values', [...this.#others, ...madeUp]);
    const replayed = await this.#step('with the earlier cookies', [...this.#others, ...replay]);
    return concludeProof(question, { user, nobody, madeUp: control, replayed });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs one test. Whatever happens in it, the jar is put back and compared by digest. */
export async function runJarTest(test: JarTestRequest, world: JarTestWorld): Promise<JarTestOutcome> {
  const scope = { hosts: [new URL(test.url).hostname], topUrl: world.topUrl };
  const own: JarTestWorld = { ...world, jar: world.jar.filter((cookie) => isInScope(cookie, scope)) };
  if (new URL(test.url).origin !== new URL(world.topUrl).origin) return { conclusion: null, problem: 'Only an address of the page’s own origin can be asked for.', restored: null };
  try {
    await world.client.ask('beginSwap', { tabId: world.tabId, scope });
  } catch (error) {
    return { conclusion: null, problem: messageOf(error), restored: null };
  }
  let conclusion: ProofConclusion | null = null;
  let problem: string | null = null;
  try {
    conclusion = await new Course(test, own).run();
  } catch (error) {
    problem = test.signal.aborted ? 'Stopped by hand.' : messageOf(error);
  }
  return { conclusion, problem, restored: await world.client.ask('endSwap', null) };
}
