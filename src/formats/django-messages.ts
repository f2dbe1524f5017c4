/**
 * Django's messages that wait in a cookie to be shown once, signed. Their age is never judged.
 * Grammar: `[.]base64url(json) : base62(unix seconds) : base64url(hmac)`; 3.1 `json : …`; up to 3.0 `hex(hmac-sha1) $ json`
 * Source: django/django 5.2 `django/contrib/messages/storage/cookie.py:11-214`; 3.1 and 3.0 the same file.
 */
import { concat, hex, utf8 } from '../codec/bytes';
import { compactAsciiJson, jsonPayload, restyleJson } from '../codec/json';
import type { Value } from '../codec/value';
import { quotedPython, unquoted } from '../codec/wire-text';
import { digestTitle, hash, hmac } from '../crypto/hash';
import { cookieKeyPrefix, djangoLayers, djangoSigned, signDjango, verifyDjango, type DjangoSigned, type DjangoSigning } from '../envelope/django-signing';
import { partsWithin, type Layer } from '../envelope/layer';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { urlSafePayload, urlSafeText } from '../envelope/url-safe-payload';
import { fail, ok } from '../result';
import { defineFormat, type Payload } from './define';

const salt = 'django.contrib.messages';

interface Oldest {
  readonly mac: string;
  readonly json: string;
}

interface Model {
  /** Null: the layout of versions up to 3.0. */
  readonly signed: DjangoSigned | null;
  readonly oldest: Oldest | null;
  /** True where the JSON stands as it is, as in 3.1. */
  readonly bare: boolean;
}

/** How the messages are signed again; null: in the layout of versions up to 3.0. */
type Recipe = { readonly signing: DjangoSigning; readonly bare: boolean } | null;

function isMessages(value: Value): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item: Value) => item === '__messagesnotfinished__' || (Array.isArray(item) && item[0] === '__json_message'));
}

function messagesIn(json: string | undefined): Payload | null {
  const payload = json === undefined ? null : jsonPayload(json);
  return payload !== null && isMessages(payload.value) ? payload : null;
}

function oldestMac(json: string, secret: Uint8Array): string {
  return hex(hmac('sha1', hash('sha1', concat(utf8(salt), secret)), utf8(json)));
}

interface Found {
  readonly model: Model;
  readonly payload: Payload;
  readonly layers: readonly Layer[];
}

function inSigned(value: string, signed: DjangoSigned): Found | null {
  const packed = urlSafePayload(signed.raw);
  const inside = messagesIn(packed?.text);
  const payload = inside ?? messagesIn(signed.raw);
  if (payload === null) return null;
  const layers = [...djangoLayers(value, signed), ...(inside === null ? [] : (packed?.layers ?? []))];
  return { model: { signed, oldest: null, bare: inside === null }, payload, layers };
}

function inOldest(value: string, text: string): Found | null {
  const [, mac = '', json] = /^([0-9a-f]{40})\$([\s\S]+)$/.exec(text) ?? [];
  const payload = messagesIn(json);
  if (payload === null || json === undefined) return null;
  const layers: Layer[] = [
    { kind: 'envelope', parts: partsWithin(value, [['signature', 'signature', mac], ['$', 'separator', '$'], ['messages', 'payload', json]]) },
    { kind: 'signature', title: 'HMAC-SHA-1', state: 'unchecked', key: null },
  ];
  return { model: { signed: null, oldest: { mac, json }, bare: true }, payload, layers };
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'django-messages',
    title: 'Django messages',
    framework: 'Django',
    grammar: '[.]base64url(JSON):base62(timestamp):base64url(HMAC)',
    cookieNames: ['messages'],
    role: 'flash',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'SECRET_KEY', configNames: ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'DJANGO_SECRET_KEY'] }],
    settings: [],
    references: ['django/django 5.2 django/contrib/messages/storage/cookie.py', 'django/django 5.2 django/core/signing.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const signed = djangoSigned(text);
    const found = signed === null ? inOldest(wire.value, text) : inSigned(wire.value, signed);
    if (found === null) return null;
    const { model, payload, layers } = found;
    // Django's own mark stands in every message.
    return { confidence: 'certain', layers: [...layers, { kind: 'payload', title: 'JSON', payload }], model, payload, issuedAt: signed?.timestamp?.epochMs ?? null, expiresAt: null };
  },

  async open(_wire, parsed, context) {
    const { signed, oldest, bare } = parsed.model;
    if (signed === null) {
      const key = context.keys.readings('secret').find(({ bytes }) => oldest !== null && oldestMac(oldest.json, bytes) === oldest.mac);
      if (key === undefined) return signatureRejected(parsed, 'bad-signature');
      return signatureVerified(parsed, key, { facts: { digest: 'SHA-1', salt, layout: 'Django 3.0 and older' }, recipe: null });
    }
    const proof = verifyDjango(signed, context.keys, [salt], [cookieKeyPrefix]);
    if (proof === null) return signatureRejected(parsed, 'bad-signature');
    return signatureVerified(parsed, proof.key, { facts: { digest: digestTitle(signed.digest), salt }, recipe: { signing: proof.signing, bare } });
  },

  async seal({ text, wire, opened, context }) {
    const json = restyleJson(text, compactAsciiJson);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    if (messagesIn(json.value) === null) return fail('The payload is a list of messages, each a list that begins with "__json_message".');
    const { recipe, key } = opened;
    const raw = recipe === null || recipe.bare ? json.value : urlSafeText(json.value);
    const value = recipe === null ? `${oldestMac(raw, key.bytes)}$${raw}` : signDjango(raw, context.nowMs, key.bytes, recipe.signing);
    return ok([{ name: wire.name, value: quotedPython(value) }]);
  },

  identity: () => null,
});
