/**
 * A cookie that hapi signed: `server.state(name, { sign: { password } })`.
 * Grammar: value `.` salt (64 hexadecimal digits) `*` base64url(HMAC-SHA-256(`hapi.signed.cookie.1\n<name>\n<value>`))
 * Source: hapijs/statehood 8.2.0 `lib/index.js:15,403-540`; hapijs/iron 7.0.1 `lib/index.js` (`hmacWithPassword`).
 */
import { base64, base64url, unbase64Node } from '../codec/base64';
import { hex, latin1, latin1Text, randomBytes, utf8 } from '../codec/bytes';
import { compactAsciiJson, jsonPayload, restyleJson, textFromJson } from '../codec/json';
import { payloadFrom, type Payload } from '../codec/value';
import { hmac } from '../crypto/hash';
import type { Kdf } from '../crypto/kdf';
import { partsOf, type Layer } from '../envelope/layer';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok, type Result } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly value: string;
  readonly salt: string;
  readonly mac: string;
  /** True where the value is `base64json`; otherwise it is a text. */
  readonly isJson: boolean;
}

interface Signing {
  readonly name: string;
  readonly value: string;
  /** Used as text, not as the bytes it stands for. */
  readonly salt: string;
}

async function macOf(password: Uint8Array, { name, value, salt }: Signing, kdf: Kdf): Promise<string> {
  const key = await kdf.pbkdf2({ digest: 'sha1', password, salt: utf8(salt), iterations: 1, length: 32 });
  return base64url(hmac('sha256', key, utf8(`hapi.signed.cookie.1\n${name}\n${value}`)));
}

/** `base64json` is Latin-1 text of JSON in base64. */
function jsonIn(value: string): Payload | null {
  return /^[A-Za-z0-9+/]{2,}={0,2}$/.test(value) ? jsonPayload(latin1Text(unbase64Node(value))) : null;
}

function valueFrom(text: string, isJson: boolean): Result<string> {
  if (isJson) {
    const json = restyleJson(text, compactAsciiJson);
    return json.ok ? ok(base64(latin1(json.value) ?? utf8(json.value))) : fail(`The payload is no JSON: ${json.problem}.`);
  }
  const plain = textFromJson(text);
  if (!plain.ok) return plain;
  return /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(plain.value) ? plain : fail('hapi refuses this text in a cookie: no white space, no quotes, commas, semicolons or backslashes, ASCII only.');
}

const shape = /^(.*)\.([0-9a-f]{64})\*([\w-]{0,64})$/;

export default defineFormat<Model>({
  meta: {
    id: 'hapi-signed-cookie',
    title: 'hapi signed cookie',
    framework: 'hapi',
    grammar: 'value.salt*base64url(HMAC-SHA-256)',
    cookieNames: [],
    role: 'unknown',
    holds: 'token',
    general: true,
    keyFields: [{ name: 'secret', title: 'sign.password', configNames: ['COOKIE_PASSWORD', 'SIGN_PASSWORD'] }],
    settings: [],
    references: ['hapijs/statehood 8.2.0 lib/index.js', 'hapijs/iron 7.0.1 lib/index.js'],
  },

  parse(wire) {
    const [, value, salt, mac] = shape.exec(wire.value) ?? [];
    if (value === undefined || salt === undefined || mac === undefined) return null;
    const json = jsonIn(value);
    const payload = json ?? payloadFrom(value);
    const layers: Layer[] = [
      {
        kind: 'envelope',
        parts: partsOf([['value', 'payload', value], ['.', 'separator', '.'], ['salt', 'salt', salt], ['*', 'separator', '*'], ['signature', 'signature', mac]]),
      },
      { kind: 'signature', title: 'HMAC-SHA-256, key by PBKDF2', state: mac === '' ? 'missing' : 'unchecked', key: null },
      ...(json === null ? [] : [{ kind: 'encoding', title: 'base64' } as const]),
      { kind: 'payload', title: json === null ? 'text' : 'JSON', payload },
    ];
    return { confidence: 'certain', layers, model: { value, salt, mac, isJson: json !== null }, payload, issuedAt: null, expiresAt: null };
  },

  async open(wire, parsed, { keys, kdf }) {
    const { mac, value, salt } = parsed.model;
    for (const key of keys.readings('secret'))
      if ((await macOf(key.bytes, { name: wire.name, value, salt }, kdf)) === mac)
        return signatureVerified(parsed, key, { facts: { digest: 'SHA-256', derivation: 'PBKDF2-SHA-1, 1 iteration' }, recipe: null });
    if (mac.length < 43) return signatureRejected(parsed, mac === '' ? 'missing-signature' : 'truncated');
    return signatureRejected(parsed, 'bad-signature', 'The name of the cookie is signed together with the value: a renamed cookie fails as a wrong key does.');
  },

  async seal({ text, wire, parsed, opened, context }) {
    const value = valueFrom(text, parsed.model.isJson);
    if (!value.ok) return value;
    const salt = hex(randomBytes(32));
    const mac = await macOf(opened.key.bytes, { name: wire.name, value: value.value, salt }, context.kdf);
    return ok([{ name: wire.name, value: `${value.value}.${salt}*${mac}` }]);
  },
});
