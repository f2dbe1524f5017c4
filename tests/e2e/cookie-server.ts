/** A web server that sets whatever cookies a test asks for: `/set?c=<Set-Cookie line>&c=…`, `/frames?src=<address>&…`, `/<anything>`. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CookieServer {
  readonly port: number;
  /** The address of a path; the host is `localhost` unless another name for this machine is given. */
  url(path: string, host?: string): string;
  close(): Promise<void>;
}

function pageFor(url: URL): string {
  const frames = url.searchParams.getAll('src').map((src) => `<iframe src="${src.replaceAll('"', '&quot;')}"></iframe>`);
  return `<!doctype html><html lang="en"><title>Cookies</title><h1>${url.pathname}</h1>${frames.join('')}</html>`;
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  // Browsers ask for these by themselves: they must not set anything again.
  if (/favicon|\.well-known/.test(url.pathname)) return void response.writeHead(404).end();
  const lines = url.searchParams.getAll('c');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (lines.length > 0) response.setHeader('Set-Cookie', lines);
  response.end(pageFor(url));
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

export async function startCookieServer(): Promise<CookieServer> {
  const server = createServer(answer);
  const port = await listening(server);
  return {
    port,
    url: (path, host = 'localhost') => `http://${host}:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The path that sets these cookies. */
export function setting(...lines: readonly string[]): string {
  return `/set?${lines.map((line) => `c=${encodeURIComponent(line)}`).join('&')}`;
}

/** The path of a page with these frames. */
export function framing(...addresses: readonly string[]): string {
  return `/frames?${addresses.map((address) => `src=${encodeURIComponent(address)}`).join('&')}`;
}
