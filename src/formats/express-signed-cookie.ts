/**
 * A cookie that Express signed: `res.cookie(name, value, { signed: true })`, read by cookie-parser.
 * Grammar: `s:` value `.` base64(HMAC-SHA-256(value)) without padding, percent-encoded; an object's value is `j:` JSON
 * Source: expressjs/express 5.3.0 `lib/response.js:741-783`; expressjs/cookie-parser 1.4.7 `index.js:35-182`.
 */
import { compactJson, jsonPayload, restyleJson, textFromJson } from '../codec/json';
import { payloadFrom, type Payload } from '../codec/value';
import { nodeCookieText, percentEncoded } from '../codec/wire-text';
import { cutSignature, isUnpaddedSignature, keyByText, signedText, signedTextLayers, type SignedText } from '../envelope/cookie-signature';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok, type Result } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly signed: SignedText;
  /** The JSON after `j:`; null where the value is a text. */
  readonly json: Payload | null;
}

/** The value to sign for an edited payload, in the form that the value had. */
function valueFrom(text: string, isJson: boolean): Result<string> {
  if (!isJson) return textFromJson(text);
  const json = restyleJson(text, compactJson);
  return json.ok ? ok(`j:${json.value}`) : fail(`The payload is no JSON: ${json.problem}.`);
}

export default defineFormat<Model>({
  meta: {
    id: 'express-signed-cookie',
    title: 'Express signed cookie',
    framework: 'Express',
    grammar: 's:value.base64(HMAC-SHA-256)',
    cookieNames: [],
    role: 'unknown',
    holds: 'token',
    general: true,
    keyFields: [{ name: 'secret', title: 'Secret of cookie-parser', configNames: ['COOKIE_SECRET', 'COOKIE_PARSER_SECRET'] }],
    settings: [],
    references: ['expressjs/express 5.3.0 lib/response.js', 'expressjs/cookie-parser 1.4.7 index.js', 'tj/node-cookie-signature 1.2.2 index.js'],
  },

  parse(wire) {
    const text = nodeCookieText(wire.value);
    const signed = text.startsWith('s:') ? cutSignature(text.slice(2)) : null;
    if (signed === null || signed.signature === '') return null;
    const json = signed.text.startsWith('j:') ? jsonPayload(signed.text.slice(2)) : null;
    const payload = json ?? payloadFrom(signed.text);
    const layers = signedTextLayers(wire.value, { ...signed, digest: 'sha256' }, { label: 'value', role: 'payload', payload, title: json === null ? 'text' : 'JSON' });
    const confidence = signed.digest === 'sha256' && isUnpaddedSignature(signed) ? 'likely' : 'possible';
    return { confidence, layers, model: { signed, json }, payload, issuedAt: null, expiresAt: null };
  },

  async open(_wire, parsed, { keys }) {
    const { signed } = parsed.model;
    const key = signed.digest === 'sha256' ? keyByText(signed, keys.readings('secret')) : null;
    if (key !== null) return signatureVerified(parsed, key, { facts: { digest: 'SHA-256' }, recipe: null });
    return signatureRejected(parsed, signed.signature.length < 43 ? 'truncated' : 'bad-signature');
  },

  async seal({ text, wire, parsed, opened }) {
    const value = valueFrom(text, parsed.model.json !== null);
    return value.ok ? ok([{ name: wire.name, value: percentEncoded(`s:${signedText(value.value, opened.key, 'sha256')}`) }]) : value;
  },
});
