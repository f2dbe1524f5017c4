/**
 * Tornado's signed cookies: one value of the application's, with its time and, since version 2, its name.
 * Grammar: `2|len:key version|len:unix seconds|len:name|len:base64(value)|hex(HMAC-SHA-256)`, version 1: `base64(value)|unix seconds|hex(HMAC-SHA-1)`
 * Source: tornadoweb/tornado 6.5.7 `web.py:3581-3820`.
 */
import { base64, unbase64Padded, unbase64Python } from '../codec/base64';
import { hex, textOf, unhex, utf8 } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { isRecord, payloadFrom, type Payload } from '../codec/value';
import { quotedPython, unquoted } from '../codec/wire-text';
import { hmac } from '../crypto/hash';
import { checkedSignature, partsWithin, type Layer, type PartRole } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { unproved } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat, secondsSetting, type OpenContext, type Rejected } from './define';

interface Model {
  readonly version: 1 | 2;
  /** Everything under the signature; version 1 puts the cookie's name before it. */
  readonly signedText: string;
  readonly signature: string;
  readonly seconds: string;
  /** The name inside; null in version 1, which has it under the signature only. */
  readonly name: string | null;
  readonly keyVersion: string;
}

type Recipe = Pick<Model, 'version' | 'keyVersion'>;

interface Fields {
  readonly model: Model;
  readonly value: string;
  readonly pieces: readonly (readonly [label: string, role: PartRole, text: string])[];
}

const bar = ['|', 'separator', '|'] as const;

/** Takes `length:text|` off the front. */
function field(rest: string): { readonly text: string; readonly rest: string } | null {
  const length = /^\d{1,5}(?=:)/.exec(rest)?.[0];
  if (length === undefined) return null;
  const start = length.length + 1;
  const end = start + Number(length);
  return rest.charAt(end) === '|' ? { text: rest.slice(start, end), rest: rest.slice(end + 1) } : null;
}

function versionTwo(text: string): Fields | null {
  if (!text.startsWith('2|')) return null;
  const found: string[] = [];
  let rest = text.slice(2);
  for (let i = 0; i < 4; i++) {
    const next = field(rest);
    if (next === null) return null;
    found.push(next.text);
    rest = next.rest;
  }
  const [keyVersion = '', seconds = '', name = '', value = ''] = found;
  if (!/^\d{1,9}$/.test(keyVersion) || !/^\d{1,12}$/.test(seconds) || !/^[0-9a-fA-F]{0,64}$/.test(rest)) return null;
  const model = { version: 2 as const, signedText: text.slice(0, text.length - rest.length), signature: rest, seconds, name, keyVersion };
  const sized = (label: string, role: PartRole, content: string) => [label, role, `${content.length}:${content}`] as const;
  return {
    model,
    value,
    pieces: [
      ['version', 'header', '2'], bar, sized('key version', 'key-id', keyVersion), bar, sized('timestamp', 'timestamp', seconds), bar,
      sized('cookie name', 'id', name), bar, sized('value', 'payload', value), bar, ['signature', 'signature', rest],
    ],
  };
}

function versionOne(text: string): Fields | null {
  const match = /^([A-Za-z0-9+/]*={0,2})\|(\d{9,11})\|([0-9a-f]{40})$/.exec(text);
  if (match === null) return null;
  const [, value = '', seconds = '', signature = ''] = match;
  const model = { version: 1 as const, signedText: value + seconds, signature, seconds, name: null, keyVersion: '0' };
  return { model, value, pieces: [['value', 'payload', value], bar, ['timestamp', 'timestamp', seconds], bar, ['signature', 'signature', signature]] };
}

/** A value that begins as version 2 does and whose lengths do not fit: it was cut short, or changed. */
function brokenModel(text: string): Model | null {
  const match = /^2\|\d{1,5}:(\d{1,9})\|\d{1,2}:/.exec(text);
  return match === null ? null : { version: 2, signedText: text, signature: '', seconds: '', name: null, keyVersion: match[1] ?? '' };
}

function payloadOf(bytes: Uint8Array): Payload {
  return payloadFrom(textOf(bytes) ?? { $bytes: hex(bytes) });
}

function signatureOf(model: Pick<Model, 'version' | 'signedText'>, name: string, key: Uint8Array): string {
  return model.version === 1 ? hex(hmac('sha1', key, utf8(name + model.signedText))) : hex(hmac('sha256', key, utf8(model.signedText)));
}

/** What is wrong with a genuine value under this name and at this time; null where nothing is. */
function objection(model: Model, name: string, context: OpenContext): Pick<Rejected, 'reason' | 'hint'> | null {
  if (model.name !== null && model.name !== name)
    return { reason: 'wrong-name', hint: `The value was signed for the cookie ${model.name}; Tornado refuses it under the name ${name}.` };
  if (model.version === 1 && model.seconds.startsWith('0')) return { reason: 'malformed', hint: 'Tornado refuses a timestamp that begins with 0.' };
  const limit = secondsSetting(context);
  if (context.nowMs === null) return null;
  const age = context.nowMs / 1000 - Number(model.seconds);
  if (limit !== null && age > limit) return { reason: 'expired', hint: null };
  // Version 2 does not look at times to come, version 1 allows them for 31 days.
  return model.version === 1 && age < -31 * 86_400 ? { reason: 'not-yet-valid', hint: null } : null;
}

/** The bytes of an edited value: a JSON string, or `{"$bytes": "<hex>"}`. */
function bytesOf(text: string): Uint8Array | null {
  const value = parseJson(text);
  if (!value.ok) return null;
  if (typeof value.value === 'string') return utf8(value.value);
  const bytes = isRecord(value.value) ? value.value['$bytes'] : null;
  return typeof bytes === 'string' ? unhex(bytes) : null;
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'tornado-signed-cookie',
    title: 'Tornado signed cookie',
    framework: 'Tornado',
    grammar: '2|1:key version|10:timestamp|n:name|n:base64(value)|hex(HMAC-SHA-256)',
    cookieNames: ['_streamlit_user', /^username-[\w-]+$/, 'jupyterhub-hub-login', /^jupyterhub-user-[\w-]+$/],
    // A signed cookie is whatever the application makes of it: its name tells the role.
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'cookie_secret', configNames: ['cookie_secret', 'COOKIE_SECRET', 'server.cookieSecret'] }],
    settings: [{ name: 'maxAgeSeconds', title: 'max_age_days of the reader, in seconds', default: 2_678_400 }],
    references: ['tornadoweb/tornado 6.5.7 tornado/web.py', 'streamlit/streamlit lib/streamlit/web/server/oauth_authlib_routes.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const fields = versionTwo(text) ?? versionOne(text);
    const bytes = fields === null ? null : fields.model.version === 1 ? unbase64Padded(fields.value) : unbase64Python(fields.value);
    if (fields === null || bytes === null) {
      const model = brokenModel(text);
      return model && { confidence: 'certain', layers: [], model, payload: null, issuedAt: null, expiresAt: null, malformed: 'The lengths in the value do not fit: it was cut short, or changed.' };
    }
    const { model, pieces } = fields;
    const payload = payloadOf(bytes);
    const issuedAt = Number(model.seconds) * 1000;
    const layers: Layer[] = [
      { kind: 'envelope', parts: partsWithin(wire.value, pieces) },
      { kind: 'signature', title: model.version === 1 ? 'HMAC-SHA-1' : 'HMAC-SHA-256', state: 'unchecked', key: null },
      { kind: 'timestamp', title: 'signed at', epochMs: issuedAt },
      { kind: 'encoding', title: 'base64' },
      { kind: 'payload', title: 'value', payload },
    ];
    const parsed = { layers, model, payload, issuedAt, expiresAt: null };
    if (model.version === 1) return { ...parsed, confidence: 'likely' };
    return { ...parsed, confidence: 'certain', ...(model.signature.length < 64 ? { malformed: 'The signature is cut short.' } : {}) };
  },

  async open(wire, parsed, context) {
    const { model, payload, issuedAt } = parsed;
    const key = context.keys.readings('secret').find(({ bytes }) => signatureOf(model, wire.name, bytes) === model.signature) ?? null;
    const layers = checkedSignature(parsed.layers, key?.secret.label ?? null);
    if (key === null) {
      const reason = parsed.malformed === undefined ? 'bad-signature' : model.signature === '' ? 'malformed' : 'truncated';
      return unproved(parsed, reason, layers, parsed.malformed ?? null);
    }
    const limit = secondsSetting(context);
    const expiresAt = limit === null ? null : (Number(model.seconds) + limit) * 1000;
    const evidence = { payload, issuedAt, expiresAt, layers, key };
    const wrong = objection(model, wire.name, context);
    if (wrong !== null) return { ...evidence, ...wrong, status: 'rejected' };
    const { version, keyVersion } = model;
    const facts = { version: `v${version}`, digest: version === 1 ? 'SHA-1' : 'SHA-256', ...(version === 2 ? { keyVersion } : {}) };
    return { ...evidence, status: 'verified', facts, recipe: { version, keyVersion } };
  },

  async seal({ text, wire, opened, context }) {
    const bytes = bytesOf(text);
    if (bytes === null) return fail('The value is text in double quotes, or bytes as {"$bytes": "<hexadecimal>"}.');
    const { version, keyVersion } = opened.recipe;
    const seconds = String(Math.floor(context.nowMs / 1000));
    const value = base64(bytes);
    const fields = [keyVersion, seconds, wire.name, value].map((content) => `${content.length}:${content}`);
    const signedText = version === 1 ? value + seconds : `2|${fields.join('|')}|`;
    const signature = signatureOf({ version, signedText }, wire.name, opened.key.bytes);
    return ok([{ name: wire.name, value: quotedPython(version === 1 ? `${value}|${seconds}|${signature}` : signedText + signature) }]);
  },

  // The value is text to Tornado; applications often put JSON into it.
  principal: (value) => {
    const json = typeof value === 'string' && value.startsWith('{') ? parseJson(value) : null;
    return json?.ok === true ? principalIn(json.value) : null;
  },
});
