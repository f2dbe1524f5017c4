/**
 * WebOb's signed values: any JSON of the application's under its own salt.
 * Grammar: `base64url( HMAC(salt ++ secret, json) ++ json )` without padding
 * Source: Pylons/webob 1.8.10 `src/webob/cookies.py:411-427,599-685`.
 */
import { textOf, utf8 } from '../codec/bytes';
import { jsonPayload, jsonStyleOf, pythonJson, restyleJson, type JsonStyle } from '../codec/json';
import { unquoted } from '../codec/wire-text';
import { digestTitle, type Digest } from '../crypto/hash';
import { checkedSignature } from '../envelope/layer';
import { unproved } from '../envelope/signature-verdict';
import { webobContents, webobKey, webobParts, webobProof, webobSigned } from '../envelope/webob-signer';
import { fail, ok } from '../result';
import { defineFormat, type Payload } from './define';

interface Model {
  readonly digest: Digest;
  readonly signature: Uint8Array;
  readonly content: Uint8Array;
  readonly json: string;
  readonly payload: Payload;
}

interface Recipe {
  readonly digest: Digest;
  readonly salt: string;
  readonly style: JsonStyle;
}

/** The first reading in which JSON stands behind a signature. */
function modelOf(text: string): Model | null {
  for (const signed of webobContents(text)) {
    if (!/^[{["\d\-tfn]$/.test(String.fromCharCode(signed.content[0] ?? 0))) continue;
    const json = textOf(signed.content);
    const payload = json === null ? null : jsonPayload(json);
    if (json !== null && payload !== null) return { ...signed, json, payload };
  }
  return null;
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'webob-signed',
    title: 'WebOb signed value',
    framework: 'WebOb',
    grammar: 'base64url(HMAC | JSON)',
    cookieNames: [],
    role: 'unknown',
    holds: 'payload',
    general: true,
    keyFields: [{ name: 'secret', title: 'secret of SignedSerializer or SignedCookieProfile', configNames: ['SECRET_KEY', 'secret', 'cookie_secret'] }],
    settings: [{ name: 'salt', title: 'Salt', default: null }],
    references: ['Pylons/webob 1.8.10 src/webob/cookies.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const model = modelOf(text);
    if (model === null) return null;
    const { payload, digest, signature, json } = model;
    return {
      // An object behind the random bytes of a digest is no accident; a number may be one.
      confidence: /^[[{]/.test(json) && json.length > 4 && signature.some((byte) => byte > 0x7f) ? 'likely' : 'possible',
      layers: [
        { kind: 'envelope', parts: webobParts(signature.length, text, wire.value.indexOf(text)) },
        { kind: 'encoding', title: 'base64url' },
        { kind: 'signature', title: `HMAC-${digestTitle(digest)}`, state: 'unchecked', key: null },
        { kind: 'payload', title: 'JSON', payload },
      ],
      model,
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, context) {
    const { model } = parsed;
    const given = context.setting('salt');
    const salt = typeof given === 'string' ? given : '';
    const key = webobProof(model, context.keys, salt);
    const layers = checkedSignature(parsed.layers, key?.secret.label ?? null);
    if (key === null)
      return unproved(parsed, 'bad-signature', layers, given === null ? 'WebOb signs with a salt that every application chooses: set it to the one of SignedSerializer.' : null);
    const { payload, issuedAt, expiresAt } = parsed;
    const recipe = { digest: model.digest, salt, style: jsonStyleOf(model.json, pythonJson) };
    return { status: 'verified', layers, payload, issuedAt, expiresAt, key, facts: { digest: digestTitle(model.digest), salt, key: key.reading }, recipe };
  },

  async seal({ text, wire, opened }) {
    const { digest, salt, style } = opened.recipe;
    const json = restyleJson(text, style);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    return ok([{ name: wire.name, value: webobSigned(utf8(json.value), webobKey(salt, opened.key), digest) }]);
  },
});
