/** The sample applications: what each is, what it needs, and which secret it signs with. */
import { randomBytes } from 'node:crypto';
import type { Need } from '../../tools/setup/needs';

export type AppConfig = 'default' | 'hardened';
export type Runtime = 'node' | 'python' | 'ruby' | 'php';

export interface AppSecret {
  /** The environment variable, named as in the framework's configuration. */
  readonly name: string;
  /** What documentation and examples put there: the secret of the default configuration. Null where the framework makes every application a random one. */
  readonly documented: string | null;
  /** A random one as the framework's own generator writes it; any text does where this is absent. */
  readonly random?: () => string;
}

/** What the session cookie holds, and whether the application's secret proves it. */
export interface SessionCookieKind {
  readonly holds: 'payload' | 'id';
  readonly isSigned: boolean;
}

export interface SampleApp {
  readonly title: string;
  readonly runtime: Runtime;
  /** In the application's folder. */
  readonly file: string;
  /** The first is what is started when none is asked for. */
  readonly variants: Readonly<Record<string, SessionCookieKind>>;
  /** Null where nothing is signed. */
  readonly secret: AppSecret | null;
  readonly cookieNames: Readonly<Record<AppConfig, string>>;
  readonly needsRedis?: true;
  /** Beside what its runtime needs. */
  readonly needs?: readonly Need[];
}

const signedPayload = { holds: 'payload', isSigned: true } as const;
const signedId = { holds: 'id', isSigned: true } as const;
const plainId = { holds: 'id', isSigned: false } as const;

export const sampleApps = {
  flask: {
    title: 'Flask, its own signed session cookie',
    runtime: 'python',
    file: 'app.py',
    variants: { cookie: signedPayload },
    secret: { name: 'SECRET_KEY', documented: 'dev' },
    cookieNames: { default: 'session', hardened: '__Host-session' },
  },
  'flask-redis': {
    title: 'Flask-Session on a real Redis, signed ids, key prefix myapp:',
    runtime: 'python',
    file: 'app.py',
    variants: { regenerates: signedId, 'never-regenerates': signedId },
    secret: { name: 'SECRET_KEY', documented: 'dev' },
    cookieNames: { default: 'session', hardened: '__Host-session' },
    needsRedis: true,
  },
  express: {
    title: 'Express with express-session in memory',
    runtime: 'node',
    file: 'server.mjs',
    variants: { regenerates: signedId, 'never-regenerates': signedId },
    secret: { name: 'SESSION_SECRET', documented: 'keyboard cat' },
    cookieNames: { default: 'connect.sid', hardened: '__Host-session' },
  },
  django: {
    title: "Django, its own login, sessions in the database or in a signed cookie",
    runtime: 'python',
    file: 'app.py',
    variants: { db: plainId, 'signed-cookies': signedPayload },
    secret: { name: 'SECRET_KEY', documented: 'django-insecure-0u2!k@6l#x7d8*v3(n5p&q1r=s4t$w9y+z-abcdefghijklm' },
    cookieNames: { default: 'sessionid', hardened: '__Host-sessionid' },
  },
  'cookie-session': {
    title: 'Express with cookie-session, the session in a signed cookie',
    runtime: 'node',
    file: 'server.mjs',
    variants: { cookie: signedPayload },
    secret: { name: 'SESSION_SECRET', documented: 'keyboard cat' },
    cookieNames: { default: 'session', hardened: '__Host-session' },
  },
  'iron-session': {
    title: 'Express with iron-session, the session encrypted in a cookie',
    runtime: 'node',
    file: 'server.mjs',
    variants: { cookie: signedPayload },
    secret: { name: 'SESSION_PASSWORD', documented: 'complex_password_at_least_32_characters_long' },
    cookieNames: { default: 'session', hardened: '__Host-session' },
  },
  rack: {
    title: "Rack's session cookie, signed",
    runtime: 'ruby',
    file: 'server.rb',
    variants: { regenerates: signedPayload, 'never-regenerates': signedPayload },
    secret: { name: 'SESSION_SECRET', documented: 'change_me' },
    cookieNames: { default: 'rack.session', hardened: '__Host-session' },
  },
  php: {
    title: "PHP's own sessions in files",
    runtime: 'php',
    file: 'server.php',
    variants: { regenerates: plainId, 'never-regenerates': plainId, 'leaves-former': plainId },
    secret: null,
    cookieNames: { default: 'PHPSESSID', hardened: '__Host-session' },
  },
  rails: {
    title: 'Rails, the session encrypted in a cookie or in the cache under an id',
    runtime: 'ruby',
    file: 'server.rb',
    variants: { regenerates: signedPayload, 'never-regenerates': signedPayload, 'cache-store': plainId },
    secret: { name: 'SECRET_KEY_BASE', documented: null, random: () => randomBytes(64).toString('hex') },
    cookieNames: { default: '_app_session', hardened: '__Host-session' },
    needs: ['ruby-railties'],
  },
  laravel: {
    title: 'Laravel with sessions in files, their ids encrypted in a cookie',
    runtime: 'php',
    file: 'server.php',
    variants: { regenerates: signedId, 'never-regenerates': signedId },
    secret: { name: 'APP_KEY', documented: null, random: () => `base64:${randomBytes(32).toString('base64')}` },
    cookieNames: { default: 'laravel_session', hardened: '__Host-session' },
    needs: ['php-laravel'],
  },
} as const satisfies Record<string, SampleApp>;

export type AppName = keyof typeof sampleApps;

export const appNames = Object.keys(sampleApps) as readonly AppName[];

export function isAppName(text: string): text is AppName {
  return Object.hasOwn(sampleApps, text);
}

const runtimeNeeds: Readonly<Record<Runtime, readonly Need[]>> = { node: [], python: ['python'], ruby: ['ruby-rack'], php: ['php'] };

/** Never empty. */
export function variantsOf(name: AppName): readonly string[] {
  return Object.keys(sampleApps[name].variants);
}

/** Throws where the application has no such variant. */
export function cookieKind(name: AppName, variant: string): SessionCookieKind {
  const kind = (sampleApps[name] as SampleApp).variants[variant];
  if (kind === undefined) throw new Error(`${name} has no variant ${variant}: one of ${variantsOf(name).join(', ')}`);
  return kind;
}

/** What must be on the machine before the application can start. */
export function needsOf(name: AppName): Need[] {
  const app: SampleApp = sampleApps[name];
  return [...runtimeNeeds[app.runtime], ...(app.needs ?? []), ...(app.needsRedis ? (['redis'] as const) : [])];
}
