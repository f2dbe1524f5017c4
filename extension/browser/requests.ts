/**
 * Requests as the browser's network tells of them, whether or not DevTools still does. Firefox forgets a request whose page is left
 * before it has told DevTools of it, and a script that logs in and goes on to the next page leaves it at once. Observes only; needs the
 * permission `webRequest`, which is optional, and the host's. Chromium's DevTools forgets none, so there it is not asked for.
 */
import { dropOldest, trafficFromHar, type TrafficEntry } from '../../src/index';
import { browser, isFirefox, type WebRequest } from './api';

/** A hop: what came before its answer. Redirects are hops of one request, told of one after the other. */
interface Hop {
  readonly sent: WebRequest.OnBeforeRequestDetailsType;
  headers: readonly WebRequest.HttpHeadersItemType[];
}

/** Those that log in and out, and those that carry pages. */
const types: WebRequest.ResourceType[] = ['main_frame', 'sub_frame', 'xmlhttprequest', 'beacon', 'ping'];
const filter: WebRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'], types };
/** Bodies beyond this tell of no login. */
const maxBodyBytes = 256 * 1024;
/** Requests that never end must not pile up. */
const maxHops = 500;

type Observed = (tabId: number, entry: TrafficEntry) => void;

function pairsOf(headers: readonly WebRequest.HttpHeadersItemType[] | undefined): { name: string; value: string }[] {
  return (headers ?? []).map(({ name, value }) => ({ name, value: value ?? '' }));
}

function typeIn(headers: readonly WebRequest.HttpHeadersItemType[]): string {
  return headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
}

/** The body as a HAR entry has it. Of a form the names alone: they decide, and the values go no further than this. */
function postDataOf({ sent, headers }: Hop): object | undefined {
  const { formData, raw } = sent.requestBody ?? {};
  const mimeType = typeIn(headers);
  if (formData !== undefined) return { mimeType: mimeType || 'application/x-www-form-urlencoded', params: Object.keys(formData as object).map((name) => ({ name })) };
  const parts = (raw ?? []).flatMap(({ bytes }) => (bytes instanceof ArrayBuffer ? [bytes] : []));
  if (parts.length === 0 || parts.reduce((sum, { byteLength }) => sum + byteLength, 0) > maxBodyBytes) return undefined;
  const decoder = new TextDecoder();
  return { mimeType, text: parts.map((part) => decoder.decode(part, { stream: true })).join('') };
}

const harTypes: Readonly<Partial<Record<WebRequest.ResourceType, string>>> = { main_frame: 'document', sub_frame: 'document', xmlhttprequest: 'xhr' };

type Answer = Pick<WebRequest.OnCompletedDetailsType, 'timeStamp' | 'statusCode' | 'responseHeaders'> & { readonly redirectUrl?: string };

function entryOf(hop: Hop, { timeStamp, statusCode, responseHeaders, redirectUrl }: Answer): TrafficEntry | null {
  const { url, method, type } = hop.sent;
  const answer = responseHeaders ?? [];
  const postData = postDataOf(hop);
  return trafficFromHar({
    startedDateTime: Math.round(hop.sent.timeStamp),
    time: timeStamp - hop.sent.timeStamp,
    _resourceType: harTypes[type],
    request: { method, url, headers: pairsOf(hop.headers), ...(postData === undefined ? {} : { postData }) },
    response: { status: statusCode, headers: pairsOf(answer), redirectURL: redirectUrl ?? '', content: { mimeType: typeIn(answer) } },
  });
}

class RequestWatch {
  readonly #hops = new Map<string, Hop>();
  readonly #isWatched: (tabId: number) => boolean;
  readonly #observed: Observed;

  constructor(isWatched: (tabId: number) => boolean, observed: Observed) {
    this.#isWatched = isWatched;
    this.#observed = observed;
  }

  listen(): void {
    const { onBeforeRequest, onSendHeaders, onBeforeRedirect, onCompleted, onErrorOccurred } = browser.webRequest;
    if (onCompleted.hasListener(this.#end)) return;
    onBeforeRequest.addListener(this.#begin, filter, ['requestBody']);
    onSendHeaders.addListener(this.#send, filter, ['requestHeaders']);
    onBeforeRedirect.addListener(this.#end, filter, ['responseHeaders']);
    onCompleted.addListener(this.#end, filter, ['responseHeaders']);
    onErrorOccurred.addListener(this.#drop, filter);
  }

  #begin = (sent: WebRequest.OnBeforeRequestDetailsType): undefined => {
    if (!this.#isWatched(sent.tabId)) return;
    this.#hops.set(sent.requestId, { sent, headers: [] });
    dropOldest(this.#hops, maxHops);
  };

  #send = ({ requestId, requestHeaders }: WebRequest.OnSendHeadersDetailsType): void => {
    const hop = this.#hops.get(requestId);
    if (hop !== undefined) hop.headers = requestHeaders ?? [];
  };

  #end = (details: Answer & { readonly requestId: string; readonly tabId: number }): void => {
    const hop = this.#hops.get(details.requestId);
    this.#hops.delete(details.requestId);
    const entry = hop === undefined ? null : entryOf(hop, details);
    if (entry !== null) this.#observed(details.tabId, entry);
  };

  #drop = ({ requestId }: WebRequest.OnErrorOccurredDetailsType): void => {
    this.#hops.delete(requestId);
  };
}

/** Whether requests are watched; null where the browser's DevTools tells of all of them by itself. */
export async function watchesRequests(): Promise<boolean | null> {
  return isFirefox ? browser.permissions.contains({ permissions: ['webRequest'] }) : null;
}

/** From a click only. */
export function askToWatchRequests(): Promise<boolean> {
  return browser.permissions.request({ permissions: ['webRequest'] });
}

export function stopWatchingRequests(): Promise<boolean> {
  return browser.permissions.remove({ permissions: ['webRequest'] });
}

/** Calls `observed` with each hop of the tabs that are watched, from now on and whenever the permission is given later. */
export function onTabRequest(isWatched: (tabId: number) => boolean, observed: Observed): void {
  if (!isFirefox) return;
  const watch = new RequestWatch(isWatched, observed);
  const listen = (): void => {
    // Without the permission the browser leaves the API out.
    if ((browser as Partial<typeof browser>).webRequest !== undefined) watch.listen();
  };
  // At once: a browser that wakes the background for an event wants its listeners before anything is awaited.
  listen();
  browser.permissions.onAdded.addListener(listen);
}
