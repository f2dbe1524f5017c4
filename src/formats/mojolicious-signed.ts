/**
 * Mojolicious' signed session and signed cookies: legible, the cookie's name bound.
 * Grammar: `value--hex(HMAC(secret, name=value))`; a session's value is base64 of JSON with `-` for `=`
 * Source: mojolicious/mojo 9.31 and 9.53 `lib/Mojolicious/Controller.pm` (signed_cookie), `lib/Mojolicious/Sessions.pm`; SHA-1 before 9.19, the name
 * not bound before 8.13.
 */
import { equalBytes, hex, unhex, utf8 } from '../codec/bytes';
import { unquoted } from '../codec/wire-text';
import { digestTitle, hmac, type Digest } from '../crypto/hash';
import type { KeyReading } from '../crypto/keys';
import { checkedSignature, partsWithin, type Layer } from '../envelope/layer';
import { isMojoExpired, mojoContent, mojoContentText, type MojoContent } from '../envelope/mojo-content';
import { principalIn } from '../envelope/principal';
import { usualNames } from '../envelope/usual-names';
import { ok } from '../result';
import { defineFormat, type KeySet } from './define';

interface Model {
  readonly text: string;
  readonly mac: Uint8Array;
  /** Null where the MAC is cut off. */
  readonly digest: Digest | null;
  readonly content: MojoContent;
}

interface Recipe {
  readonly digest: Digest;
  readonly isNameBound: boolean;
}

interface Proof {
  readonly key: KeyReading;
  /** Null: the name is not bound. */
  readonly name: string | null;
}

function macOf(text: string, key: Uint8Array, digest: Digest, name: string | null): Uint8Array {
  return hmac(digest, key, utf8(name === null ? text : `${name}=${text}`));
}

function proofOf({ text, mac }: Model, digest: Digest, keys: KeySet, own: string): Proof | null {
  const readings = keys.readings('secret');
  for (const name of [own, null, ...usualNames]) {
    const key = readings.find(({ bytes }) => equalBytes(macOf(text, bytes, digest, name), mac));
    if (key !== undefined) return { key, name };
  }
  return null;
}

function split(value: string): Model | null {
  const plain = unquoted(value);
  const at = plain.lastIndexOf('--');
  const mac = at < 0 ? null : unhex(plain.slice(at + 2).replace(/^(?=(?:..)*.$)./, ''));
  if (mac === null || mac.length < 4 || mac.length > 32 || /[A-F]/.test(plain.slice(at + 2))) return null;
  const length = plain.length - at - 2;
  const text = plain.slice(0, at);
  return { text, mac, digest: length === 64 ? 'sha256' : length === 40 ? 'sha1' : null, content: mojoContent(text) };
}

function layersOf({ text, digest, content }: Model, value: string): Layer[] {
  const mac = unquoted(value).slice(text.length + 2);
  return [
    { kind: 'envelope', parts: partsWithin(value, [['value', 'payload', text], ['--', 'separator', '--'], ['MAC', 'signature', mac]]) },
    { kind: 'signature', title: `HMAC-${digestTitle(digest ?? 'sha256')}`, state: 'unchecked', key: null },
    ...(content.kind === 'session' ? [{ kind: 'encoding', title: 'base64 with - for =' } as const] : []),
    { kind: 'payload', title: content.kind === 'session' ? 'JSON' : 'text', payload: content.payload },
  ];
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'mojolicious-signed',
    title: 'Mojolicious signed session',
    framework: 'Mojolicious',
    grammar: 'value--hex(HMAC(secret, name=value))',
    cookieNames: ['mojolicious'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'app->secrets', configNames: ['secrets', 'MOJO_SECRET', 'MOJO_SECRETS'] }],
    settings: [],
    references: ['mojolicious/mojo 9.53 lib/Mojolicious/Controller.pm, Sessions.pm', 'mojolicious/mojo 9.31 the same'],
  },

  parse(wire) {
    const model = split(wire.value);
    if (model === null) return null;
    const { content, digest } = model;
    // Rails and Rack write `base64--hex` as well; Mojolicious' own are the odd padding and the `expires` inside.
    const isOwn = content.kind === 'session' && (content.isPadded || content.expiresAt !== null || model.text.endsWith('-'));
    return {
      confidence: isOwn && digest !== null ? 'likely' : 'possible',
      layers: layersOf(model, wire.value),
      model,
      payload: content.payload,
      issuedAt: null,
      expiresAt: content.expiresAt,
      ...(digest === null ? { malformed: 'The MAC at its end is cut off.' } : {}),
    };
  },

  async open(wire, parsed, context) {
    const { content, digest } = parsed.model;
    const base = { payload: parsed.payload, issuedAt: null, expiresAt: parsed.expiresAt };
    const failed = { ...base, status: 'rejected', key: null, hint: null, layers: checkedSignature(parsed.layers, null) } as const;
    if (digest === null) return { ...failed, reason: 'truncated', hint: parsed.malformed ?? null };
    const proof = proofOf(parsed.model, digest, context.keys, wire.name);
    if (proof === null) return { ...failed, reason: 'bad-signature' };
    const { key, name } = proof;
    const found = { ...base, key, layers: checkedSignature(parsed.layers, key.secret.label) };
    if (name !== null && name !== wire.name)
      return { ...found, status: 'rejected', reason: 'wrong-name', hint: `It was signed for the cookie ${name}; Mojolicious binds the name, so it counts under no other.` };
    if (isMojoExpired(content, context.nowMs)) return { ...found, status: 'rejected', reason: 'expired', hint: null };
    const isNameBound = name !== null;
    return { ...found, status: 'verified', facts: { digest: digestTitle(digest), name: isNameBound ? 'bound' : 'not bound (before 8.13)' }, recipe: { digest, isNameBound } };
  },

  async seal({ text, wire, parsed, opened }) {
    const value = mojoContentText(text, parsed.model.content);
    if (!value.ok) return value;
    const { digest, isNameBound } = opened.recipe;
    const mac = macOf(value.value, opened.key.bytes, digest, isNameBound ? wire.name : null);
    return ok([{ name: wire.name, value: `${value.value}--${hex(mac)}` }]);
  },

  identity: () => null,
  principal: principalIn,
});
