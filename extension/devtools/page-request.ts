/** One request of the inspected page itself, for a test: synchronous, so that the page sends nothing else while other cookies are in the jar. */
import type { PageAnswer } from '../../src/index';
import type { PageSource } from './page-watch';

/** At most two requests a second. */
const pauseMs = 500;
const maxBodyCharacters = 300_000;
/** A server may take its time. */
const requestMs = 30_000;

/** Runs in the page. The request is the page's own, because no extension may choose the Cookie header of one. */
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

/** Between two requests of a test. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}

export async function askPage(page: PageSource, url: string): Promise<PageAnswer> {
  const result = await page.evaluate(`(${requestInPage.toString()})(${JSON.stringify(url)}, ${maxBodyCharacters})`, requestMs);
  const answer = result.ok && typeof result.value === 'string' ? (JSON.parse(result.value) as PageAnswer | { problem: string }) : { problem: 'the page could not be asked' };
  if ('problem' in answer) throw new Error(`the request did not go through: ${answer.problem}`);
  return answer;
}
