/**
 * Pyramid's cookie sessions: the time of renewal, the time of creation and the data, in one signed text.
 * Grammar: `base64url( HMAC(salt ++ secret, content) ++ content )`, the content is JSON `[renewed, created, {…}]`, before Pyramid 2 its pickle;
 * the older UnencryptedCookieSessionFactory: `hex(HMAC-SHA-1(secret, pickle)) ++ base64(pickle)`
 * Source: Pylons/pyramid 2.1 `src/pyramid/session.py:92-344,347-493`; 1.10.8 `src/pyramid/session.py:141-165,554-700`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { hex, textOf, utf8 } from '../codec/bytes';
import { compactJson, jsonMembers, jsonPayload, jsonStyleOf, pythonJson, restyleJson, type JsonStyle } from '../codec/json';
import { unpickle, type Unpickled } from '../codec/pickle';
import { editedPickle } from '../codec/pickle-edit';
import { pickleJson } from '../codec/pickle-json';
import type { PickleNode } from '../codec/pickle-node';
import { pickleBytes } from '../codec/pickle-write';
import { isRecord } from '../codec/value';
import { unquoted } from '../codec/wire-text';
import { digestTitle, hmac, type Digest } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';
import { checkedSignature, partsOf, type Layer } from '../envelope/layer';
import { unproved } from '../envelope/signature-verdict';
import { webobContents, webobKey, webobParts, webobProof, webobSigned } from '../envelope/webob-signer';
import { fail, ok, type Result } from '../result';
import { defineFormat, secondsSetting, type Payload } from './define';

interface SessionContent {
  readonly payload: Payload;
  readonly renewedSeconds: number;
  /** Null for JSON. */
  readonly pickle: { readonly kind: 'list' | 'tuple'; readonly state: PickleNode; readonly protocol: number } | null;
}

interface Model {
  readonly digest: Digest;
  readonly signature: Uint8Array;
  readonly content: Uint8Array;
  /** Null where what was signed looks like a session and cannot be read. */
  readonly session: SessionContent | null;
  /** True for the older layout, hexadecimal and base64. */
  readonly isHex: boolean;
}

interface Recipe {
  readonly salt: string;
  readonly style: JsonStyle;
}

const head = /^\[\s*\d{1,11}(?:\.\d+)?\s*,\s*\d{1,11}(?:\.\d+)?\s*,\s*\{/;
const whole = /^\[\s*(\d{1,11}(?:\.\d+)?)\s*,\s*(\d{1,11}(?:\.\d+)?)\s*,\s*(\{[\s\S]*\})\s*\]$/;

function sessionOf([renewed, created, state]: readonly string[], pickle: SessionContent['pickle']): SessionContent | null {
  const payload = jsonPayload(`{"renewed":${renewed ?? ''},"created":${created ?? ''},"state":${state ?? ''}}`);
  return payload === null ? null : { payload, renewedSeconds: Number(renewed), pickle };
}

function sessionInPickle({ root, protocol }: Unpickled): SessionContent | null {
  if (root.kind !== 'list' && root.kind !== 'tuple') return null;
  const [renewed, created, state, ...more] = root.items;
  if (renewed?.kind !== 'atom' || created?.kind !== 'atom' || state?.kind !== 'dict' || more.length > 0) return null;
  return sessionOf([renewed.json, created.json, pickleJson(state) ?? ''], { kind: root.kind, state, protocol });
}

/** The session in what was signed; `undefined` where it does not even look like one. */
function sessionIn(content: Uint8Array): SessionContent | null | undefined {
  if (content[0] === 0x80) {
    const pickle = unpickle(content);
    return pickle === null ? undefined : (sessionInPickle(pickle) ?? undefined);
  }
  const text = content[0] === 0x5b ? textOf(content) : null;
  if (text === null || !head.test(text)) return undefined;
  const match = whole.exec(text);
  return match === null ? null : sessionOf(match.slice(1), null);
}

function hexModel(text: string): Model | null {
  const match = /^([0-9a-f]{40})(gA[\w+/]+={0,2})$/.exec(text);
  const content = unbase64Padded(match?.[2] ?? '');
  const session = content === null ? undefined : sessionIn(content);
  if (match === null || content === null || session === undefined) return null;
  return { digest: 'sha1', signature: utf8(match[1] ?? ''), content, session, isHex: true };
}

function modelOf(text: string): Model | null {
  for (const signed of webobContents(text)) {
    const session = sessionIn(signed.content);
    if (session !== undefined) return { ...signed, session, isHex: false };
  }
  return hexModel(text);
}

function layersOf(value: string, text: string, { digest, signature, session, isHex }: Model): Layer[] {
  const start = value.indexOf(text);
  const parts = isHex ? partsOf([['signature', 'signature', text.slice(0, 40)], ['payload', 'payload', text.slice(40)]], start) : webobParts(signature.length, text, start);
  const content: Layer[] =
    session === null
      ? []
      : [
          { kind: 'timestamp', title: 'renewed at', epochMs: session.renewedSeconds * 1000 },
          { kind: 'payload', title: session.pickle === null ? 'JSON' : 'pickle', payload: session.payload },
        ];
  return [
    { kind: 'envelope', parts },
    { kind: 'encoding', title: isHex ? 'base64' : 'base64url' },
    { kind: 'signature', title: `HMAC-${digestTitle(digest)}`, state: 'unchecked', key: null },
    ...content,
    ...(session?.pickle == null ? [] : [{ kind: 'note', text: 'The content is a pickle: whoever knows the secret can run code on the server.' } as const]),
  ];
}

function keyOf(model: Model, keys: KeySet, salt: string): KeyReading | null {
  if (!model.isHex) return webobProof(model, keys, salt);
  const wanted = textOf(model.signature);
  return keys.readings('secret', ['utf8', 'latin1']).find(({ bytes }) => hex(hmac('sha1', bytes, model.content)) === wanted) ?? null;
}

/** The edited session as it is signed, renewed at an instant. */
function contentOf(text: string, renewedSeconds: number, { session }: Model, style: JsonStyle): Result<Uint8Array> {
  const members = jsonMembers(text, compactJson);
  if (!members.ok) return fail(`The payload is no session: ${members.problem}.`);
  const created = members.value.get('created') ?? '';
  const state = members.value.get('state') ?? '';
  if (!/^\d+(?:\.\d+)?$/.test(created) || !state.startsWith('{')) return fail('The payload needs a number "created" and an object "state".');
  if (session?.pickle == null) {
    const json = restyleJson(`[${renewedSeconds},${created},${state}]`, style);
    return json.ok ? ok(utf8(json.value)) : json;
  }
  const edited = editedPickle(state, session.pickle.state);
  if (!edited.ok) return edited;
  const times = [String(renewedSeconds), created].map((json) => ({ kind: 'atom', json }) as const);
  return pickleBytes({ kind: session.pickle.kind, items: [...times, edited.value] }, session.pickle.protocol);
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'pyramid-session',
    title: 'Pyramid session',
    framework: 'Pyramid',
    grammar: 'base64url(HMAC | [renewed, created, {…}])',
    cookieNames: ['session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret of SignedCookieSessionFactory', configNames: ['session.secret', 'pyramid.session.secret', 'session_secret', 'SESSION_SECRET'] }],
    settings: [
      { name: 'salt', title: 'Salt', default: 'pyramid.session.' },
      { name: 'maxAgeSeconds', title: 'timeout in seconds', default: 1200 },
    ],
    references: ['Pylons/pyramid 2.1 src/pyramid/session.py', 'Pylons/pyramid 1.10.8 src/pyramid/session.py', 'Pylons/webob 1.8.10 src/webob/cookies.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const model = modelOf(text);
    if (model === null) return null;
    const { session } = model;
    return {
      confidence: session === null ? 'likely' : 'certain',
      layers: layersOf(wire.value, text, model),
      model,
      payload: session?.payload ?? null,
      issuedAt: session === null ? null : session.renewedSeconds * 1000,
      expiresAt: null,
      ...(session === null ? { malformed: 'What was signed begins like a session and is no JSON.' } : {}),
    };
  },

  async open(_wire, parsed, context) {
    const { model } = parsed;
    const salt = String(context.setting('salt') ?? '');
    const key = keyOf(model, context.keys, salt);
    const layers = checkedSignature(parsed.layers, key?.secret.label ?? null);
    if (key === null) return unproved(parsed, 'bad-signature', layers);
    const { payload, issuedAt } = parsed;
    const { session } = model;
    if (session === null || issuedAt === null) return { status: 'rejected', reason: 'malformed', hint: parsed.malformed ?? null, key, layers, payload, issuedAt, expiresAt: null };
    const limit = secondsSetting(context);
    const expiresAt = limit === null ? null : issuedAt + limit * 1000;
    const evidence = { layers, payload, issuedAt, expiresAt, key };
    if (expiresAt !== null && context.nowMs !== null && context.nowMs > expiresAt) return { ...evidence, status: 'rejected', reason: 'expired', hint: null };
    const serializer = session.pickle === null ? 'JSON' : `pickle, protocol ${session.pickle.protocol}`;
    const facts = { digest: digestTitle(model.digest), serializer, key: key.reading, ...(model.isHex ? {} : { salt }) };
    return { ...evidence, status: 'verified', facts, recipe: { salt, style: jsonStyleOf(textOf(model.content) ?? '', pythonJson) } };
  },

  async seal({ text, wire, parsed, opened, context }) {
    const { model } = parsed;
    const { salt, style } = opened.recipe;
    const content = contentOf(text, Math.floor(context.nowMs / 1000), model, style);
    if (!content.ok) return content;
    const value = model.isHex
      ? hex(hmac('sha1', opened.key.bytes, content.value)) + base64(content.value)
      : webobSigned(content.value, webobKey(salt, opened.key), model.digest);
    return ok([{ name: wire.name, value }]);
  },

  // SessionAuthenticationHelper keeps the user under its prefix; what else there is, the general search finds.
  principal: (value) => {
    const state = isRecord(value) ? value['state'] : undefined;
    const userid = isRecord(state) ? state['auth.userid'] : undefined;
    return typeof userid === 'string' || typeof userid === 'number' ? String(userid) : null;
  },
});
