/** A visit to a running sample application without a browser: what a person would do, recorded as HAR 1.2. */
import { account, type RunningApp } from '../e2e/apps/launch';

interface Header {
  readonly name: string;
  readonly value: string;
}

export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: { readonly method: string; readonly url: string; readonly headers: readonly Header[]; readonly postData?: { readonly mimeType: string; readonly text: string } };
  readonly response: { readonly status: number; readonly headers: readonly Header[]; readonly redirectURL: string; readonly content: { readonly mimeType: string; readonly text: string } };
}

/** As much of a browser as the visit needs: cookies by name, and redirects followed one by one. */
class Visitor {
  readonly entries: HarEntry[] = [];
  readonly #cookies = new Map<string, string>();
  readonly #site: string;

  constructor(site: string) {
    this.#site = site;
  }

  async go(method: 'GET' | 'POST', path: string, form?: Readonly<Record<string, string>>): Promise<string> {
    const url = new URL(path, this.#site).href;
    const text = form === undefined ? null : new URLSearchParams(form).toString();
    const headers: Header[] = [
      { name: 'Accept', value: 'text/html' },
      { name: 'Sec-Fetch-Dest', value: 'document' },
      { name: 'Sec-Fetch-Mode', value: 'navigate' },
      { name: 'Sec-Fetch-Site', value: this.entries.length === 0 ? 'none' : 'same-origin' },
      ...(this.#cookies.size === 0 ? [] : [{ name: 'Cookie', value: Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ') }]),
      ...(text === null ? [] : [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }, { name: 'Origin', value: this.#site }]),
    ];
    const startedMs = Date.now();
    const response = await fetch(url, { method, redirect: 'manual', headers: headers.map(({ name, value }): [string, string] => [name, value]), ...(text === null ? {} : { body: text }) });
    const body = await response.text();
    const location = response.headers.get('location');
    this.#keep(response.headers.getSetCookie());
    this.entries.push({
      startedDateTime: new Date(startedMs).toISOString(),
      time: Math.max(1, Date.now() - startedMs),
      request: { method, url, headers, ...(text === null ? {} : { postData: { mimeType: 'application/x-www-form-urlencoded', text } }) },
      response: {
        status: response.status,
        headers: Array.from(response.headers, ([name, value]) => ({ name, value })),
        redirectURL: location ?? '',
        content: { mimeType: response.headers.get('content-type') ?? '', text: body },
      },
    });
    return location === null ? body : this.go('GET', new URL(location, url).pathname);
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      const isGone = attributes.some((text) => /max-age=0\b|expires=thu, 01[ -]jan[ -]1970/i.test(text));
      if (isGone) this.#cookies.delete(name.trim());
      else this.#cookies.set(name.trim(), value.trim());
    }
  }
}

/** The hidden fields of a form: what a page wants back. */
function hiddenFields(html: string): Record<string, string> {
  const inputs = Array.from(html.matchAll(/<input[^>]*type="hidden"[^>]*>/g), ([tag]) => tag);
  return Object.fromEntries(inputs.map((tag) => [/name="([^"]*)"/.exec(tag)?.[1] ?? '', /value="([^"]*)"/.exec(tag)?.[1] ?? '']));
}

/** Looks around, logs in and looks at the profile. */
export async function visit(app: RunningApp): Promise<HarEntry[]> {
  const visitor = new Visitor(app.url);
  await visitor.go('GET', '/');
  const form = await visitor.go('GET', '/login');
  await visitor.go('POST', '/login', { ...hiddenFields(form), ...account });
  await visitor.go('GET', '/profile');
  return visitor.entries;
}
