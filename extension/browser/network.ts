/** The inspected tab's finished requests, as HAR entries made complete. */
import { hasNetworkHeaders, trafficFromHar, type TrafficEntry } from '../../src/index';
import { devtools, isFirefox } from './api';

interface HarEntry {
  readonly startedDateTime: string | Date;
  readonly _resourceType?: string | null | undefined;
  readonly _fromCache?: unknown;
  readonly request: { readonly url: string; readonly httpVersion?: string; readonly headers: readonly { readonly name: string }[] };
  readonly response: { readonly status: number; readonly headersSize?: number; readonly content?: { readonly mimeType?: string; readonly size?: number } };
}

interface HarRequest extends HarEntry {
  getContent(callback: (content: string | null) => void): void;
}

/** Bodies beyond this are not asked for: what tells of a login is small. */
const maxBodyBytes = 256 * 1024;
/** A body that does not come in this time is done without: after a navigation the browser may have dropped it. */
const bodyWaitMs = 3000;

function hasTellingBody({ response }: HarRequest): boolean {
  return /html|json/.test(response.content?.mimeType ?? '') && (response.content?.size ?? 0) <= maxBodyBytes;
}

function bodyOf(request: HarRequest): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), bodyWaitMs);
    request.getContent((content) => {
      clearTimeout(timer);
      resolve(typeof content === 'string' ? content : null);
    });
  });
}

function sameRequest(a: HarEntry, b: HarEntry): boolean {
  return a.request.url === b.request.url && new Date(a.startedDateTime).getTime() === new Date(b.startedDateTime).getTime();
}

/** When the log is asked for what the browser did not yet know, in milliseconds after it told of the request; under load it learns late. */
const askedAfterMs = [0, 30, 120, 400];

function loggedEntry(request: HarRequest): Promise<HarEntry | null> {
  return new Promise((resolve) => {
    devtools.network.getHAR(({ entries }) => resolve(entries.findLast((entry) => sameRequest(entry, request)) ?? null));
  });
}

function isRedirect({ response }: HarEntry): boolean {
  return response.status >= 300 && response.status < 400;
}

/** What may log somebody in or out. The log is as long as the page's requests: it is not asked for each image and script. */
function isTelling(entry: HarEntry): boolean {
  return isRedirect(entry) || /^(?:document|xhr|fetch)$/.test(entry._resourceType ?? '');
}

/**
 * True where the headers are not those of the wire. Chromium learns the cookies of a request and of its answer apart from all else, and
 * tells of a form's redirect before that. Of HTTP/1 the size of the headers says whether it has; of HTTP/2 nothing does. What came out of
 * a cache never has them.
 */
function mayLackCookies(entry: HarEntry): boolean {
  const { request, response, _resourceType: type, _fromCache: cache } = entry;
  if (isFirefox || Boolean(cache) || !isTelling(entry)) return false;
  if (!hasNetworkHeaders(request.headers)) return true;
  if (/^http\/1/i.test(request.httpVersion ?? '')) return response.headersSize === -1;
  return type === 'document' || isRedirect(entry);
}

/**
 * The entry of the log that stands for the request, as soon as it has the cookies; the last one that was there where it never has them.
 * The log forgets its entries at the next navigation, so it is asked at once.
 */
async function fromLog(request: HarRequest): Promise<HarEntry | null> {
  let latest: HarEntry | null = null;
  for (const ms of askedAfterMs) {
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    const entry = await loggedEntry(request);
    if (entry === null) break;
    latest = entry;
    if (!mayLackCookies(entry)) break;
  }
  return latest;
}

function withBody(request: HarEntry, text: string | null): unknown {
  const { response } = request;
  return text === null ? request : { ...request, response: { ...response, content: { ...response.content, text } } };
}

/**
 * Calls the listener with each finished request: at once with what is known, and again with the same id where the log or the body
 * tells more. Needs no permission, and nothing from before DevTools was opened comes.
 */
export function onTraffic(listener: (entry: TrafficEntry) => void): void {
  const tell = (given: unknown): void => {
    const entry = trafficFromHar(given);
    if (entry !== null) listener(entry);
  };
  devtools.network.onRequestFinished.addListener((finished) => {
    // The API's own types follow HAR 1.2 and leave out what both browsers add.
    const request = finished as unknown as HarRequest;
    const logged = mayLackCookies(request) ? fromLog(request) : Promise.resolve(null);
    tell(request);
    void (async () => {
      const body = hasTellingBody(request) ? await bodyOf(request) : null;
      const better = (await logged) ?? request;
      if (body !== null || better !== request) tell(withBody(better, body));
    })();
  });
}
