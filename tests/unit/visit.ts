/** Recordings written by hand: a browser that keeps its cookies, request after request, as HAR entries. */
import { cookieKey, type Cookie } from '../../src/cookie/cookie';
import { originOf } from '../../src/cookie/match';
import { analyse } from '../../src/report/analyse';
import { inspectRequest } from '../../src/report/request';
import type { JarChange } from '../../src/rotation/jar-change';
import type { Timeline } from '../../src/rotation/timeline';

interface Answer {
  readonly status?: number;
  /** Where a redirect leads. */
  readonly to?: string;
  /** Set-Cookie lines; one without a path gets `/`. */
  readonly set?: readonly string[];
  readonly html?: string;
  readonly json?: unknown;
}

interface Ask extends Answer {
  readonly form?: Readonly<Record<string, string>>;
  readonly sent?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the answer takes. */
  readonly tookMs?: number;
  /** From the former request's answer to this request. */
  readonly afterMs?: number;
}

const loginForm = '<form method=post><input name=username><input type=password name=password></form>';

export const loginPage = { html: loginForm } as const;
export const alice = { username: 'alice', password: 'wonderland-7' } as const;

export class Visit {
  readonly entries: object[] = [];
  readonly jarChanges: JarChange[] = [];
  readonly #base: string;
  #nowMs = Date.UTC(2026, 0, 1, 10);
  #cookies = new Map<string, string>();
  /** What the browser told of its jar. */
  readonly #told = new Map<string, string>();

  constructor(base = 'http://localhost:3000') {
    this.#base = base;
  }

  get(url: string, ask: Ask = {}): this {
    return this.ask('GET', url, ask);
  }

  post(url: string, ask: Ask = {}): this {
    return this.ask('POST', url, ask);
  }

  /** A login form sent, and where it leads when it succeeds. */
  login(ask: Ask = {}, form: Readonly<Record<string, string>> = alice): this {
    return this.post('/login', { form, to: '/profile', ...ask });
  }

  wait(ms: number): this {
    this.#nowMs += ms;
    return this;
  }

  ask(method: string, given: string, { status, to, set = [], html, json, form, sent, headers = {}, tookMs = 30, afterMs = 200 }: Ask): this {
    const url = new URL(given, this.#base).href;
    const host = new URL(url).hostname;
    this.#nowMs += afterMs;
    const cookie = [...this.#cookies].filter(([key]) => key.startsWith(`${host} `)).map(([key, value]) => `${key.slice(host.length + 1)}=${value}`).join('; ');
    const posted = form === undefined ? (sent === undefined ? undefined : { mimeType: 'application/json', text: JSON.stringify(sent) }) : { mimeType: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() };
    const lines = set.map((line) => (/path=/i.test(line) ? line : `${line}; Path=/; HttpOnly`));
    const mimeType = json === undefined ? 'text/html' : 'application/json';
    this.entries.push({
      startedDateTime: new Date(this.#nowMs).toISOString(),
      time: tookMs,
      request: { method, url, headers: [{ name: 'Accept', value: sent === undefined && json === undefined ? 'text/html' : 'application/json' }, ...(cookie === '' ? [] : [{ name: 'Cookie', value: cookie }]), ...Object.entries(headers).map(([name, value]) => ({ name, value }))], ...(posted === undefined ? {} : { postData: posted }) },
      response: {
        status: status ?? (to === undefined ? 200 : 302),
        headers: [...lines.map((value) => ({ name: 'Set-Cookie', value })), ...(to === undefined ? [] : [{ name: 'Location', value: to }])],
        redirectURL: to ?? '',
        content: { mimeType, text: json === undefined ? (html ?? (to === undefined ? '<h1>page</h1>' : '')) : JSON.stringify(json) },
      },
    });
    for (const line of lines) this.#receive(host, line);
    this.#nowMs += tookMs;
    return this;
  }

  /** The browser tells that its jar changed, at this moment: `pair` is `name=value`, or a name alone for a cookie that is gone. */
  jar(pair: string, cause: JarChange['cause'] = pair.includes('=') ? 'set' : 'removed'): this {
    const host = new URL(this.#base).hostname;
    const name = pair.split('=')[0] ?? '';
    const former = this.#told.get(name) ?? this.#cookies.get(`${host} ${name}`);
    const made = (value: string): Cookie => ({ name, value, domain: host, hostOnly: true, path: '/', secure: false, httpOnly: true, sameSite: 'unset', expires: 'session', partition: null, store: '0' });
    const after = pair.includes('=') ? made(pair.slice(name.length + 1)) : null;
    this.jarChanges.push({ at: this.#nowMs, key: cookieKey(made('')), before: former === undefined ? null : made(former), after, cause });
    if (after === null) this.forget(name);
    else this.#cookies.set(`${host} ${name}`, after.value);
    if (after === null) this.#told.delete(name);
    else this.#told.set(name, after.value);
    return this;
  }

  /** The browser loses a cookie, as a session cookie at its own restart. */
  forget(name: string): this {
    this.#cookies.delete(`${new URL(this.#base).hostname} ${name}`);
    return this;
  }

  async timeline(secrets: readonly string[] = []): Promise<Timeline> {
    const checked = inspectRequest({ url: originOf(this.#base), secrets: secrets.map((value) => ({ value })), har: { log: { entries: this.entries } } }, 0);
    if (!checked.ok) throw new Error(checked.problem);
    return (await analyse({ ...checked.value.input, jarChanges: this.jarChanges })).timeline;
  }

  /** Events, and verdicts by event and cookie, in words. */
  async words(secrets: readonly string[] = []): Promise<string[]> {
    const { events, verdicts } = await this.timeline(secrets);
    return events.map(({ kind, url, at }) => [`${kind} ${url === null ? 'without a request' : new URL(url).pathname}`, ...verdicts.filter((verdict) => verdict.at === at).map(({ cookie, verdict }) => `${cookie} ${verdict}`)].join(', '));
  }

  #receive(host: string, line: string): void {
    const [pair = ''] = line.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    if (/max-age=0|expires=thu, 01[ -]jan[ -]1970/i.test(line)) this.#cookies.delete(`${host} ${name}`);
    else this.#cookies.set(`${host} ${name}`, pair.slice(name.length + 1));
  }
}
