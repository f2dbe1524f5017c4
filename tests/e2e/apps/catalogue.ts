/** The sample applications: what each is, what it needs, and which secret it signs with. */
import type { Need } from '../../tools/setup/needs';

export type AppConfig = 'default' | 'hardened';
export type Runtime = 'node' | 'python' | 'ruby' | 'php';

export interface SampleApp {
  readonly title: string;
  readonly runtime: Runtime;
  /** In the application's folder. */
  readonly file: string;
  /** The first is what is started when none is asked for. */
  readonly variants: readonly [string, ...string[]];
  /** The environment variable, and the name in the framework's configuration, of the secret. */
  readonly secretName: string;
  /** What the framework's documentation puts there, for the default configuration; null where nothing is signed. */
  readonly documentedSecret: string | null;
  readonly cookieNames: Readonly<Record<AppConfig, string>>;
  readonly needsRedis?: true;
}

const idVariants = ['regenerates', 'never-regenerates'] as const;

export const sampleApps = {
  flask: {
    title: 'Flask, its own signed session cookie',
    runtime: 'python',
    file: 'app.py',
    variants: ['cookie'],
    secretName: 'SECRET_KEY',
    documentedSecret: 'dev',
    cookieNames: { default: 'session', hardened: '__Host-session' },
  },
  'flask-redis': {
    title: 'Flask-Session on a real Redis, signed ids, key prefix myapp:',
    runtime: 'python',
    file: 'app.py',
    variants: idVariants,
    secretName: 'SECRET_KEY',
    documentedSecret: 'dev',
    cookieNames: { default: 'session', hardened: 'session' },
    needsRedis: true,
  },
  express: {
    title: 'Express with express-session in memory',
    runtime: 'node',
    file: 'server.mjs',
    variants: idVariants,
    secretName: 'SESSION_SECRET',
    documentedSecret: 'keyboard cat',
    cookieNames: { default: 'connect.sid', hardened: '__Host-session' },
  },
} as const satisfies Record<string, SampleApp>;

export type AppName = keyof typeof sampleApps;

export const appNames = Object.keys(sampleApps) as readonly AppName[];

export function isAppName(text: string): text is AppName {
  return Object.hasOwn(sampleApps, text);
}

const runtimeNeeds: Readonly<Record<Runtime, readonly Need[]>> = { node: [], python: ['python'], ruby: ['ruby-rack'], php: ['php'] };

/** What must be on the machine before the application can start. */
export function needsOf(name: AppName): Need[] {
  const app: SampleApp = sampleApps[name];
  return [...runtimeNeeds[app.runtime], ...(app.needsRedis ? (['redis'] as const) : [])];
}
