/** Carries out "Which cookie is my login?": the page asked for with fewer and fewer cookies in the jar. */
import { findLoginCookies, type CookieFamily, type LoginCookieConclusion, type PageAnswer } from '../../src/index';
import type { JarTestOutcome, LoginCookieTestRequest } from '../panel/inspected-tab';
import { withJarBack, type JarTestWorld } from './jar-test';
import { askPage, pause } from './page-request';

/** Controls, a search by halves, and the counter-proof: about what one cookie takes. */
function expectedRequests(families: number): number {
  return 7 + Math.ceil(Math.log2(Math.max(families, 1)));
}

async function search({ families, url, signal, onStep }: LoginCookieTestRequest, { client, page, jar }: JarTestWorld): Promise<LoginCookieConclusion> {
  const grouped = new Set(families.flat());
  const others = jar.filter(({ name }) => !grouped.has(name));
  let done = 0;
  async function askWith(kept: readonly CookieFamily[], what: string): Promise<PageAnswer> {
    signal.throwIfAborted();
    done += 1;
    onStep(done, Math.max(expectedRequests(families.length), done), what);
    const names = new Set(kept.flat());
    await client.ask('putJar', { cookies: [...others, ...jar.filter(({ name }) => names.has(name))] });
    const answer = await askPage(page, url);
    await pause();
    return answer;
  }
  return findLoginCookies(families, askWith);
}

export function runLoginCookieTest(test: LoginCookieTestRequest, world: JarTestWorld): Promise<JarTestOutcome<LoginCookieConclusion>> {
  return withJarBack(test, world, (own) => search(test, own));
}
