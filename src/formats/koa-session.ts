/**
 * koa-session: the session as base64 JSON with its own expiry, or the key of a record in an external store; signed in a companion cookie.
 * Grammar: base64(JSON with `_expire` and `_maxAge`, or `_session`) or an id; `<name>.sig`: base64url(HMAC-SHA-1(`<name>=<value>`))
 * Source: koajs/session 7.0.2 `lib/context.ts`, `lib/util.ts`; pillarjs/cookies 0.9.2 `index.js:87-150`.
 */
import { textOf } from '../codec/bytes';
import { jsonPayload } from '../codec/json';
import { integerTree, parseJsonTree, treeText, withEntry } from '../codec/json-tree';
import { isRecord } from '../codec/value';
import { base64Json, base64JsonText } from '../envelope/base64-json';
import { keygripCookies, keygripLayer, keygripValue, openKeygrip, type KeygripStyle, type KeygripValue } from '../envelope/keygrip';
import { partsOf, type Layer } from '../envelope/layer';
import { idFromText, idPayload } from '../envelope/session-id';
import { fail, ok, type Result } from '../result';
import { defineFormat, type Payload, type Value } from './define';

interface Model {
  readonly signed: KeygripValue;
  /** True where the cookie holds the key of a record in an external store. */
  readonly isExternal: boolean;
}

const ownName = /^koa[.:]sess$/;
const sessionName = /sess|sid$/i;
/** `crypto.randomUUID()`, after a prefix if the application sets one. */
const usualKey = /^[\w.:-]{0,64}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What a `genid` of the application may make. */
const anyKey = /^[\w.:~-]{8,128}$/;

function numberIn(payload: Value, key: string): number | null {
  const value = isRecord(payload) ? payload[key] : null;
  return typeof value === 'number' ? value : null;
}

function isOwnPayload(value: Value): boolean {
  return isRecord(value) && ((typeof value['_expire'] === 'number' && '_maxAge' in value) || value['_session'] === true);
}

/** What the value holds; null where it is nothing of koa-session's. */
function contentOf(name: string, { value, signature }: KeygripValue): { payload: Payload; isExternal: boolean } | null {
  const content = base64Json(value);
  if (content !== null) return isOwnPayload(content.payload.value) ? { payload: content.payload, isExternal: false } : null;
  const isExternal = ownName.test(name) ? anyKey.test(value) : signature !== null && sessionName.test(name) && usualKey.test(value);
  return isExternal ? { payload: idPayload(value), isExternal } : null;
}

/** Saving moves the expiry on by the session's age, unless the person has set it by hand. */
function withFreshExpiry(text: string, before: Payload | null, nowMs: number): Result<string> {
  const tree = parseJsonTree(text);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  const edited = jsonPayload(text)?.value ?? null;
  const expires = numberIn(edited, '_expire');
  const maxAge = numberIn(edited, '_maxAge');
  const isUntouched = expires !== null && expires === numberIn(before?.value ?? null, '_expire');
  return ok(isUntouched && maxAge !== null ? treeText(withEntry(tree.value, '_expire', integerTree(Math.round(nowMs + maxAge)))) : text);
}

export default defineFormat<Model, KeygripStyle>({
  meta: {
    id: 'koa-session',
    title: 'koa-session',
    framework: 'koa-session',
    grammar: 'base64(JSON) + .sig base64url(HMAC-SHA-1)',
    cookieNames: ['koa.sess', 'koa:sess'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'app.keys', configNames: ['APP_KEYS', 'KOA_KEYS', 'KEYS'] }],
    settings: [],
    references: ['koajs/session 7.0.2 lib/context.ts', 'pillarjs/cookies 0.9.2 index.js', 'crypto-utils/keygrip 1.1.0 index.js'],
  },

  parse(wire) {
    const signed = keygripValue(wire);
    const content = contentOf(wire.name, signed);
    if (content === null) return null;
    const { payload, isExternal } = content;
    const expiresAt = isExternal ? null : numberIn(payload.value, '_expire');
    const layers: Layer[] = [
      { kind: 'envelope', parts: partsOf([isExternal ? ['store key', 'id', signed.value] : ['session', 'payload', signed.value]], wire.value.indexOf(signed.value)) },
      keygripLayer(signed),
      ...(isExternal ? [] : [{ kind: 'encoding', title: 'base64' } as const]),
      ...(expiresAt === null ? [] : [{ kind: 'timestamp', title: 'expires', epochMs: expiresAt } as const]),
      { kind: 'payload', title: isExternal ? 'key of the record in the store' : 'JSON', payload },
    ];
    return { confidence: 'likely', layers, model: { signed, isExternal }, payload, issuedAt: null, expiresAt };
  },

  open: async (wire, parsed, context) => openKeygrip(wire, parsed.model.signed, parsed, context),

  async seal({ text, wire, parsed, opened, context }) {
    const fresh = parsed.model.isExternal ? idFromText(text) : withFreshExpiry(text, parsed.payload, context.nowMs);
    const value = !fresh.ok || parsed.model.isExternal ? fresh : base64JsonText(fresh.value);
    return value.ok ? ok(keygripCookies(wire.name, value.value, { key: opened.key, style: opened.recipe })) : value;
  },

  identity(payload) {
    const sid = isRecord(payload) && Object.keys(payload).length === 1 ? payload['sid'] : null;
    return typeof sid === 'string' ? sid : null;
  },

  readStored(record) {
    const text = textOf(record);
    return text === null ? null : jsonPayload(text);
  },
});
