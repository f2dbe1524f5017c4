/**
 * Supabase's session in the browser: tokens and user as JSON, which nobody signed; only the access token inside is signed.
 * Grammar: `base64-` base64url(JSON), or percent-encoded JSON; in chunks of 3180 characters where it is long
 * Source: supabase/ssr 0.12.7 `src/cookies.ts`, `src/utils/{base64url,chunker,constants}.ts`; supabase/auth-helpers 0.10 (array of tokens).
 */
import { unbase64url } from '../codec/base64';
import { textOf } from '../codec/bytes';
import { jsonPayload } from '../codec/json';
import { isRecord } from '../codec/value';
import { nodeCookieText } from '../codec/wire-text';
import { partsOf, type Layer } from '../envelope/layer';
import { defineFormat, type Payload, type Value } from './define';

const prefix = 'base64-';

function decodedText(text: string): string | null {
  if (!text.startsWith(prefix)) return text.startsWith('{') || text.startsWith('[') ? text : null;
  const bytes = unbase64url(text.slice(prefix.length));
  return bytes === null ? null : textOf(bytes);
}

/** A session has its two tokens; the older helpers kept them in a list, access token first. */
function isSession(value: Value): boolean {
  if (isRecord(value)) return typeof value['access_token'] === 'string' && 'refresh_token' in value;
  return Array.isArray(value) && value.length >= 2 && typeof value[0] === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value[0]);
}

function sessionIn(text: string): Payload | null {
  const json = decodedText(text);
  const payload = json === null ? null : jsonPayload(json);
  return payload !== null && isSession(payload.value) ? payload : null;
}

function expiryOf(session: Value): number | null {
  const seconds = isRecord(session) ? session['expires_at'] : null;
  return typeof seconds === 'number' && Math.abs(seconds) < 8.64e12 ? seconds * 1000 : null;
}

export default defineFormat<null>({
  meta: {
    id: 'supabase',
    title: 'Supabase session',
    framework: 'Supabase',
    grammar: 'base64-base64url(JSON)',
    cookieNames: [/^sb-[\w-]+-auth-token$/, 'supabase-auth-token'],
    role: 'session',
    holds: 'payload',
    keyFields: [],
    settings: [],
    references: ['supabase/ssr 0.12.7 src/cookies.ts', 'supabase/ssr 0.12.7 src/utils/chunker.ts'],
  },

  parse(wire) {
    const text = nodeCookieText(wire.value);
    const payload = sessionIn(text);
    if (payload === null) return null;
    const isPacked = text.startsWith(prefix);
    const expiresAt = expiryOf(payload.value);
    const raw = wire.value;
    const isPlain = raw.startsWith(prefix);
    const layers: Layer[] = [
      { kind: 'envelope', parts: isPlain ? partsOf([[prefix, 'prefix', prefix], ['session', 'payload', raw.slice(prefix.length)]]) : partsOf([['session', 'payload', raw]]) },
      { kind: 'note', text: 'Nobody signed this cookie: only the access token inside it is signed.' },
      { kind: 'encoding', title: isPacked ? 'base64url' : 'percent-encoding' },
      ...(expiresAt === null ? [] : [{ kind: 'timestamp', title: 'the access token expires', epochMs: expiresAt } as const]),
      { kind: 'payload', title: 'JSON', payload },
    ];
    return { confidence: isPacked && isRecord(payload.value) ? 'certain' : 'likely', layers, model: null, payload, issuedAt: null, expiresAt };
  },

  principal(payload) {
    const user = isRecord(payload) ? payload['user'] : null;
    const id = isRecord(user) ? user['id'] : null;
    return typeof id === 'string' ? id : null;
  },
});
