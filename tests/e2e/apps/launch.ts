/** Starts a sample application on a free port of localhost, with the services it needs, and ends everything again. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePrograms } from '../../tools/setup/needs';
import { ensureVenv } from '../../tools/setup/python';
import { sayOnStderr } from '../../tools/setup/setup';
import { cookieKind, needsOf, sampleApps, variantsOf, type AppConfig, type AppName, type SampleApp, type SessionCookieKind } from './catalogue';
import { startRedis } from './redis';
import { freePort, startServer, type ServerProcess } from './server-process';

/** Who can log in, in every application. */
export const account = { username: 'alice', password: 'wonderland' } as const;

export interface LaunchOptions {
  /** `default`: the framework's own settings and its documentation's secret, where it has one. `hardened`: strict settings and a random secret. */
  readonly config?: AppConfig;
  /** One of the application's variants; the first when absent. */
  readonly variant?: string;
  readonly secret?: string;
}

export interface RunningApp extends SessionCookieKind {
  readonly name: AppName;
  readonly variant: string;
  readonly config: AppConfig;
  /** Without a slash at its end: `http://localhost:41234`. */
  readonly url: string;
  readonly cookieName: string;
  /** Null where the application signs nothing. */
  readonly secret: string | null;
  /** What stands in the application's `.env`, ready to paste. */
  readonly envText: string;
  /** Its own Redis; null where it has none. */
  readonly redisUrl: string | null;
  stop(): Promise<void>;
}

const folder = path.dirname(fileURLToPath(import.meta.url));

/** Installs what the application needs, without starting it. Returns the command that runs its file. */
export function prepareApp(name: AppName): string {
  const app: SampleApp = sampleApps[name];
  ensurePrograms(needsOf(name), sayOnStderr);
  if (app.runtime === 'python') return ensureVenv(name, path.join(folder, name, 'requirements.txt'), sayOnStderr);
  return app.runtime === 'node' ? process.execPath : app.runtime;
}

function secretFor(app: SampleApp, config: AppConfig): string | null {
  if (app.secret === null) return null;
  const { documented, random = () => randomBytes(32).toString('base64url') } = app.secret;
  return config === 'default' && documented !== null ? documented : random();
}

/** The secret as an environment variable; nothing where the application signs nothing. */
function secretVariables(app: SampleApp, secret: string | null): Record<string, string> {
  return app.secret === null || secret === null ? {} : { [app.secret.name]: secret };
}

function envFile(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables).map(([name, value]) => `${name}="${value}"\n`).join('');
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { redirect: 'manual' });
    return true;
  } catch {
    return false;
  }
}

function argumentsOf(app: SampleApp, file: string, port: number): string[] {
  return app.runtime === 'php' ? ['-S', `127.0.0.1:${port}`, file] : [file];
}

interface WorkFolder {
  readonly path: string;
  remove(): void;
}

/** Removed at the latest when this process ends. */
function createWorkFolder(name: AppName): WorkFolder {
  const at = mkdtempSync(path.join(tmpdir(), `sessionscope-${name}-`));
  const remove = (): void => {
    process.removeListener('exit', remove);
    rmSync(at, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return { path: at, remove };
}

/** Ends the servers in the order in which they were given, then removes the folder. */
async function endAll(servers: readonly ServerProcess[], workFolder: WorkFolder): Promise<void> {
  for (const server of servers) await server.stop();
  workFolder.remove();
}

export async function launchApp(name: AppName, options: LaunchOptions = {}): Promise<RunningApp> {
  const app: SampleApp = sampleApps[name];
  const { config = 'default', variant = variantsOf(name)[0] ?? '', secret = secretFor(app, config) } = options;
  const { holds, isSigned } = cookieKind(name, variant);
  const command = prepareApp(name);
  const variables = secretVariables(app, secret);
  const workFolder = createWorkFolder(name);
  const redis = app.needsRedis ? await startRedis(workFolder.path) : null;
  const services = redis === null ? [] : [redis];
  try {
    const port = await freePort();
    const env = {
      PORT: String(port),
      ...variables,
      SESSIONSCOPE_APP_CONFIG: config,
      SESSIONSCOPE_APP_VARIANT: variant,
      SESSIONSCOPE_APP_FOLDER: workFolder.path,
      PYTHONDONTWRITEBYTECODE: '1',
      ...(redis === null ? {} : { REDIS_URL: redis.url }),
    };
    const args = argumentsOf(app, path.join(folder, name, app.file), port);
    const server = await startServer({ title: name, command, args, env, isReady: () => answers(`http://127.0.0.1:${port}/login`) });
    return {
      name,
      variant,
      config,
      holds,
      isSigned,
      url: `http://localhost:${port}`,
      cookieName: app.cookieNames[config],
      secret,
      envText: envFile(variables),
      redisUrl: redis?.url ?? null,
      stop: () => endAll([server, ...services], workFolder),
    };
  } catch (error) {
    await endAll(services, workFolder);
    throw error;
  }
}
