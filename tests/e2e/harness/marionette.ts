/** A client of Marionette, Firefox's own automation protocol: length-prefixed JSON over TCP. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { findFirefox } from './executables';
import { waitUntil } from './wait';

interface Waiting {
  readonly name: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Answer = [type: number, id: number, error: { error: string; message: string } | null, result: unknown];

/** One connection; commands are answered in any order. */
export class Marionette {
  readonly #socket: net.Socket;
  readonly #waiting = new Map<number, Waiting>();
  #received: Buffer = Buffer.alloc(0);
  #ids = 0;
  #greet: () => void = () => undefined;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#take(data));
    socket.on('close', () => {
      for (const caller of this.#waiting.values()) caller.reject(new Error(`${caller.name}: Firefox closed the connection`));
      this.#waiting.clear();
    });
  }

  /** Resolves once Firefox has greeted. */
  static connect(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('error', reject);
      const client = new Marionette(socket);
      client.#greet = () => resolve(client);
    });
  }

  #take(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString());
      if (this.#received.length < end) return;
      const message = JSON.parse(this.#received.subarray(colon + 1, end).toString()) as Answer | object;
      this.#received = this.#received.subarray(end);
      if (Array.isArray(message)) this.#answer(message as Answer);
      else this.#greet();
    }
  }

  #answer([, id, error, result]: Answer): void {
    const caller = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error !== null) caller?.reject(new Error(`${caller.name}: ${error.error}: ${error.message}`));
    else caller?.resolve(typeof result === 'object' && result !== null && 'value' in result && Object.keys(result).length === 1 ? result.value : result);
  }

  send(name: string, parameters: object = {}): Promise<unknown> {
    if (this.#socket.destroyed) return Promise.reject(new Error(`${name}: Firefox is gone`));
    const id = (this.#ids += 1);
    const text = Buffer.from(JSON.stringify([0, id, name, parameters]));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { name, resolve, reject });
      this.#socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
    });
  }

  /** Runs the body of an async function in the browser's own scope; the arguments stand in `args`. */
  async chrome(body: string, ...args: unknown[]): Promise<unknown> {
    await this.send('Marionette:SetContext', { value: 'chrome' });
    const script = `const done = arguments[arguments.length - 1]; const args = [...arguments].slice(0, -1);
(async () => { ${body}\n})().then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) + "\\n" + (error?.stack ?? "") }));`;
    const outcome = (await this.send('WebDriver:ExecuteAsyncScript', { script, args, newSandbox: true, sandbox: 'system' })) as { value?: unknown; error?: string };
    if (outcome.error !== undefined) throw new Error(outcome.error);
    return outcome.value ?? null;
  }

  /** A WebDriver command on the page of the selected tab. */
  async content(name: string, parameters: object = {}): Promise<unknown> {
    await this.send('Marionette:SetContext', { value: 'content' });
    return this.send(name, parameters);
  }

  end(): void {
    this.#socket.destroy();
  }
}

/** Nothing but this machine is reached: every other host goes to a closed port. */
const preferences: Readonly<Record<string, string | number | boolean>> = {
  'marionette.port': 0,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.disabledForTesting': true,
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': 9,
  'network.proxy.socks': '127.0.0.1', 'network.proxy.socks_port': 9, 'network.proxy.socks_remote_dns': true,
  'devtools.toolbox.host': 'right',
  'devtools.toolbox.sidebar.width': 600,
  'extensions.webextOptionalPermissionPrompts': false,
};

export interface FirefoxProcess {
  readonly client: Marionette;
  readonly version: string;
  readonly exited: Promise<void>;
  close(): Promise<void>;
}

export interface FirefoxOptions {
  readonly headless: boolean;
  readonly executable?: string | undefined;
  readonly preferences: Readonly<Record<string, string | number | boolean>>;
}

async function writeProfile(more: FirefoxOptions['preferences']): Promise<string> {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'sessionscope-firefox-'));
  const lines = Object.entries({ ...preferences, ...more }).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  await writeFile(path.join(profile, 'user.js'), lines.join('\n'));
  return profile;
}

function spawnFirefox(profile: string, { headless, executable }: FirefoxOptions): ChildProcess {
  const args = ['--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile, ...(headless ? ['--headless'] : []), '--width', '1400', '--height', '900', 'about:blank'];
  return spawn(executable ?? findFirefox(), args, { stdio: 'ignore', env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' } });
}

/** Starts Firefox with a fresh profile and connects to it. */
export async function launchFirefoxProcess(options: FirefoxOptions): Promise<FirefoxProcess> {
  const profile = await writeProfile(options.preferences);
  const child = spawnFirefox(profile, options);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // A test that dies leaves no browser behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const removeProfile = (): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  try {
    const port = await waitUntil(async () => Number(await readFile(path.join(profile, 'MarionetteActivePort'), 'utf8')), (number) => number > 0, 'Firefox opens its port');
    const client = await Marionette.connect(port);
    const session = (await client.send('WebDriver:NewSession', {})) as { capabilities: { browserVersion: string } };
    return {
      client,
      version: session.capabilities.browserVersion,
      exited,
      async close() {
        await client.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
        const late = setTimeout(kill, 8000);
        await exited;
        clearTimeout(late);
        process.removeListener('exit', kill);
        client.end();
        await removeProfile();
      },
    };
  } catch (error) {
    kill();
    await exited;
    await removeProfile();
    throw error;
  }
}
