/** Carries out the test of adoption: made-up session ids by turns in the jar, and after each answer a look at what the server made of them. */
import { concludeAdoption, cookieKey, isInScope, type AdoptionConclusion, type AdoptionStep, type Cookie, type Held } from '../../src/index';
import type { AdoptionTestRequest, JarTestOutcome, PlantedId } from '../panel/inspected-tab';
import { domainsNeeded } from './jar-watch';
import { withJarBack, type JarTestWorld } from './jar-test';
import { askPage, pause } from './page-request';

const rounds = 3;
/** No server chooses this lifetime: a made-up cookie that has another one afterwards was set anew by the server. */
const plantedMs = 2_833_000;
/** Browsers keep instants in whole seconds. */
const toleranceMs = 2000;

type StepPlan = Pick<AdoptionStep, 'id' | 'moment'>;

function plan(stores: boolean): StepPlan[] {
  const turns = Array.from({ length: rounds }, (): StepPlan[] => [{ id: 'first', moment: 'after' }, { id: 'second', moment: 'after' }]).flat();
  return stores ? [{ id: 'first', moment: 'before' }, { id: 'first', moment: 'store' }, ...turns] : turns;
}

/** Everywhere a page may repeat an id: itself, and the values that carry it. */
function formsOf({ id, cookies }: PlantedId): string[] {
  const values = cookies.map(({ value }) => value);
  const decoded = values.flatMap((value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      return [];
    }
  });
  // The longest first: a form within another must not break it.
  return [...new Set([...values, ...decoded, id])].toSorted((a, b) => b.length - a.length);
}

class AdoptionCourse {
  readonly #test: AdoptionTestRequest;
  readonly #world: JarTestWorld;
  readonly #template: Cookie;
  /** Neither of the session nor of another login: a language or a consent stays. */
  readonly #others: readonly Cookie[];
  readonly #hosts: readonly string[];
  readonly #plantedUntilMs = Date.now() + plantedMs;

  constructor(test: AdoptionTestRequest, world: JarTestWorld) {
    this.#test = test;
    this.#world = world;
    const template = world.jar.find((cookie) => cookieKey(cookie) === test.cookie);
    if (template === undefined) throw new Error('the session cookie is no longer in the jar');
    this.#template = template;
    const away = new Set([...test.first.cookies.map(({ name }) => name), ...test.withheld]);
    this.#others = world.jar.filter(({ name }) => !away.has(name));
    this.#hosts = [new URL(test.url).hostname];
  }

  #planted({ cookies }: PlantedId): Cookie[] {
    const { jar } = this.#world;
    return cookies.map(({ name, value }) => {
      const own = jar.find((cookie) => cookieKey(cookie) === cookieKey({ ...this.#template, name })) ?? { ...this.#template, name };
      return { ...own, value, expires: this.#plantedUntilMs };
    });
  }

  async #held([planted]: readonly Cookie[]): Promise<Held> {
    const { client, tabId, topUrl } = this.#world;
    const { cookies } = await client.ask('jar', { tabId, hosts: domainsNeeded(this.#hosts) });
    const own = cookies.filter((cookie) => cookie.name === planted?.name && isInScope(cookie, { hosts: [...this.#hosts], topUrl }));
    if (own.length === 0) return 'removed';
    if (own.some(({ value }) => value !== planted?.value)) return 'replaced';
    const isUntouched = (cookie: Cookie): boolean => cookie.expires !== 'session' && Math.abs(cookie.expires - this.#plantedUntilMs) <= toleranceMs;
    return own.every(isUntouched) ? 'planted' : 'resent';
  }

  async #step({ id, moment }: StepPlan): Promise<AdoptionStep> {
    const { client, page } = this.#world;
    const { first, second, url, storingUrl } = this.#test;
    const planted = this.#planted(id === 'first' ? first : second);
    await client.ask('putJar', { cookies: [...this.#others, ...planted] });
    const answer = await askPage(page, moment === 'store' ? (storingUrl ?? url) : url);
    return { id, moment, answer, held: await this.#held(planted) };
  }

  async run(): Promise<AdoptionConclusion> {
    const { first, second, storingUrl, signal, onStep } = this.#test;
    const steps: AdoptionStep[] = [];
    const plans = plan(storingUrl !== null);
    for (const [index, each] of plans.entries()) {
      signal.throwIfAborted();
      onStep(index + 1, plans.length, `with the ${each.id} made-up id${each.moment === 'store' ? ' for the address that stores' : ''}`);
      const step = await this.#step(each);
      steps.push(step);
      // What the server did with the cookie says it all.
      if (step.held !== 'planted') break;
      await pause();
    }
    return concludeAdoption(steps, [...formsOf(first), ...formsOf(second)]);
  }
}

export function runAdoptionTest(test: AdoptionTestRequest, world: JarTestWorld): Promise<JarTestOutcome<AdoptionConclusion>> {
  return withJarBack(test, world, (own) => new AdoptionCourse(test, own).run());
}
