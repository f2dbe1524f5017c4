/** Nothing leaves the browser: the whole way of a key and a session through the panel, watched from a proxy and from a server that waits. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchApp, type RunningApp } from './apps/launch';
import { expect, test as base } from './test';
import { logIn, logOut, setValue } from './visitor';

/** A server that answers nothing and remembers who came. */
interface Watch {
  readonly port: number;
  readonly seen: string[];
}

async function watching(): Promise<readonly [Watch, Server]> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.writeHead(204, { 'Access-Control-Allow-Origin': '*' }).end();
  });
  server.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.on('upgrade', (request, socket) => {
    seen.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return [{ port: (server.address() as AddressInfo).port, seen }, server];
}

const test = base.extend<{ readonly watchedProxy: Watch; readonly sink: Watch }>({
  watchedProxy: async ({ browserUnderTest: _any }, use) => {
    const [watch, server] = await watching();
    await use(watch);
    server.closeAllConnections();
    server.close();
  },
  sink: async ({ browserUnderTest: _any }, use) => {
    const [watch, server] = await watching();
    await use(watch);
    server.closeAllConnections();
    server.close();
  },
  driverOptions: async ({ watchedProxy }, use) => use({ proxyPort: watchedProxy.port }),
});

let app: RunningApp;
test.beforeAll(async () => {
  app = await launchApp('flask');
});
test.afterAll(() => app.stop());

/** What browsers ask for by themselves, extension or not: their makers' own hosts. */
const browsersOwn = /^(?:CONNECT (?:[\w-]+\.)*(?:google|googleapis|gstatic|gvt1|mozilla|firefox|mozgcp)\.(?:com|org|net):443|(?:GET|POST) http:\/\/(?:[\w-]+\.)*(?:google|googleapis|gvt1|gstatic|firefox|mozilla)\.(?:com|org)\/.*)$/;

test('a key and a session that went through the whole panel reach no one', async ({ driver, watchedProxy }) => {
  await driver.page.goto(app.url);
  await driver.openDevTools();
  await setValue(driver.page, app);
  await driver.panel.click({ role: 'tab', name: 'Keys' });
  await driver.panel.fill({ role: 'textbox', name: 'Paste' }, app.envText);
  await driver.panel.click({ role: 'button', name: 'Use', exact: true });
  await driver.panel.waitForText('session');
  await logIn(driver.page, app);
  await logOut(driver.page, app);
  await driver.panel.click({ role: 'tab', name: 'Timeline' });
  await driver.panel.waitForText('Cleared');
  expect(watchedProxy.seen.filter((line) => !browsersOwn.test(line))).toEqual([]);
});

test('no way out of the panel’s page is open', async ({ driver, sink }) => {
  await driver.page.goto(app.url);
  await driver.openDevTools();
  const opened = await driver.panel.evaluate(async (port: number) => {
    const address = `http://127.0.0.1:${port}/`;
    const worked: string[] = [];
    const attempt = async (name: string, way: () => Promise<unknown>): Promise<void> => {
      try {
        await Promise.race([way(), new Promise((_resolve, reject) => setTimeout(() => reject(new Error('nothing came')), 1000))]);
        worked.push(name);
      } catch {
        // Refused, as it should be.
      }
    };
    const event = (target: EventTarget, good: string): Promise<unknown> => new Promise((resolve, reject) => {
      target.addEventListener(good, resolve);
      target.addEventListener('error', reject);
    });
    await attempt('fetch', () => fetch(`${address}fetch`));
    await attempt('WebSocket', async () => event(new WebSocket(`ws://127.0.0.1:${port}/websocket`), 'open'));
    await attempt('EventSource', async () => event(new EventSource(`${address}eventsource`), 'open'));
    await attempt('XMLHttpRequest', async () => {
      const request = new XMLHttpRequest();
      request.open('GET', `${address}xhr`);
      const done = event(request, 'load');
      request.send();
      await done;
    });
    await attempt('image', async () => {
      const image = new Image();
      const done = event(image, 'load');
      image.src = `${address}image`;
      await done;
    });
    await attempt('script', () => import(/* @vite-ignore */ `${address}script.js`));
    await attempt('worker', async () => event(new Worker(`${address}worker.js`), 'message'));
    // Tells nothing of its success: the server tells.
    navigator.sendBeacon(`${address}beacon`, 'secret');
    const frame = document.createElement('iframe');
    frame.src = `${address}frame`;
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    frame.remove();
    return worked;
  }, sink.port);
  expect(opened).toEqual([]);
  expect(sink.seen).toEqual([]);
});
