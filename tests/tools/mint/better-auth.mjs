/** Vectors of Better Auth: `node better-auth.mjs`, in a folder with better-auth 1.7.25. Signs a user up and in with each form of the cache. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const load = (file) => import(pathToFileURL(path.join(process.cwd(), 'node_modules/better-auth/dist', file)).href);
const { betterAuth } = await load('index.mjs');
const { memoryAdapter } = await load('adapters/memory-adapter/index.mjs');
const secret = 'dev-secret-please-change-me-0123456789abcdef';
const utf8 = (value) => ({ field: 'secret', value, encoding: 'utf8' });
const lists = {};

function add(format, vector) {
  (lists[format] ??= []).push({ format, framework: 'Better Auth', version: '1.7.25', now: Date.now(), secrets: [utf8(secret)], settings: {}, facts: {}, ...vector });
}

async function cookies(options, name = 'Zoë Ωmega 東京 😀') {
  const tables = { user: [], session: [], account: [], verification: [] };
  const auth = betterAuth({ baseURL: 'http://localhost:3000', secret, database: memoryAdapter(tables), emailAndPassword: { enabled: true }, rateLimit: { enabled: false }, ...options });
  const response = await auth.api.signUpEmail({ body: { email: 'ada@example.com', password: 'correct horse battery', name }, asResponse: true });
  return response.headers.getSetCookie().map((line) => {
    const pair = line.split(';')[0];
    return { name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) };
  });
}

const isData = ({ name, value }) => /session_data/.test(name) && value !== '';
for (const strategy of ['compact', 'jwt', 'jwe']) {
  const set = await cookies({ session: { cookieCache: { enabled: true, strategy } } });
  const data = set.filter(isData);
  add('better-auth-cache', { id: `better-auth-cache-${strategy}-fresh`, cookies: data, facts: { strategy }, expect: { status: 'verified', payload: { version: '1' }, payloadIsSubset: true } });
  const late = Date.now() + 400_000;
  add('better-auth-cache', { id: `better-auth-cache-${strategy}-late`, now: late, cookies: data, facts: { strategy }, expect: { status: 'rejected', reason: 'expired', payload: { version: '1' }, payloadIsSubset: true } });
  const long = (await cookies({ session: { cookieCache: { enabled: true, strategy } } }, 'name '.repeat(1200))).filter(isData);
  add('better-auth-cache', { id: `better-auth-cache-${strategy}-chunked`, cookies: long, facts: { strategy, chunks: long.length }, expect: { status: 'verified', payload: { version: '1' }, payloadIsSubset: true } });
  add('better-auth-cache', { id: `better-auth-cache-${strategy}-chunk-missing`, cookies: long.slice(0, -1), facts: { strategy }, expect: { status: 'rejected', reason: 'truncated', statusAlso: ['unrecognised'] } });
}
const own = await cookies({ advanced: { cookiePrefix: 'shop', useSecureCookies: true }, session: { cookieCache: { enabled: true } } });
add('better-auth-cache', { id: 'better-auth-cache-own-prefix', cookies: own.filter(isData), expect: { status: 'verified', payload: { version: '1' }, payloadIsSubset: true } });
const token = own.filter(({ name }) => name.endsWith('session_token'));
add('better-auth-token', { id: 'better-auth-token-own-prefix', cookies: token, expect: { status: 'verified', payload: { token: token[0].value.split('.')[0] } } });

process.stdout.write(JSON.stringify(lists));
