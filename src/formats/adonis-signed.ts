/**
 * AdonisJS's signed cookie; the session's holds the id of a record, or the name of the cookie that holds the data.
 * Grammar: `s:base64url({"message":…,"purpose":name}) . base64url(HMAC-SHA-256)`, percent-encoded
 * Source: adonisjs/encryption 6.0.2 `build/chunk-CEXVRLXG.js:25-110`; boringnode/encryption 1.0.1 `src/message_verifier.ts`; adonisjs/http-server 9.3.1.
 */
import { base64url, unbase64url } from '../codec/base64';
import { textOf, utf8 } from '../codec/bytes';
import { percentEncoded } from '../codec/wire-text';
import { hmac } from '../crypto/hash';
import { adonisKey, adonisMessage, adonisMessageText, adonisPrefix, adonisRefusal, adonisText, type AdonisMessage } from '../envelope/adonis';
import { partsOf } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat, type KeyReading } from './define';

interface Model {
  readonly encoded: string;
  readonly signature: string;
  readonly message: AdonisMessage;
}

function signatureOf(encoded: string, key: KeyReading): string {
  return base64url(hmac('sha256', adonisKey(key), utf8(encoded)));
}

export default defineFormat<Model>({
  meta: {
    id: 'adonis-signed',
    title: 'AdonisJS signed cookie',
    framework: 'AdonisJS',
    grammar: 's:base64url({"message":…,"purpose":name}).base64url(HMAC-SHA-256)',
    cookieNames: ['adonis-session', 'adonis_session'],
    role: 'unknown',
    holds: 'id',
    keyFields: [{ name: 'secret', title: 'APP_KEY', configNames: ['APP_KEY'] }],
    settings: [],
    references: ['adonisjs/encryption 6.0.2 build/chunk-CEXVRLXG.js', 'boringnode/encryption 1.0.1 src/message_verifier.ts', 'adonisjs/http-server 9.3.1'],
  },

  parse(wire) {
    const [, encoded, signature = ''] = /^([\w-]+)(?:\.([\w-]*))?$/.exec(adonisText(wire.value, 's') ?? '') ?? [];
    const bytes = encoded === undefined ? null : unbase64url(encoded);
    const text = bytes === null ? null : textOf(bytes);
    const message = text === null ? null : adonisMessage(text);
    if (encoded === undefined || message === null) return null;
    const tail = signature === '' ? [] : ([['.', 'separator', '.'], ['signature', 'signature', signature]] as const);
    return {
      confidence: signature.length === 43 ? 'certain' : 'likely',
      layers: [
        { kind: 'envelope', parts: partsOf([['signed', 'prefix', adonisPrefix(wire.value)], ['message', 'payload', encoded], ...tail]) },
        { kind: 'signature', title: 'HMAC-SHA-256', state: 'unchecked', key: null },
        { kind: 'encoding', title: message.purpose === null ? 'message without a purpose' : `message for the cookie ${message.purpose}` },
        { kind: 'payload', title: 'message', payload: message.payload },
      ],
      model: { encoded, signature, message },
      payload: message.payload,
      issuedAt: null,
      expiresAt: message.expiresAt,
    };
  },

  async open(wire, parsed, { keys, nowMs }) {
    const { encoded, signature, message } = parsed.model;
    if (signature === '') return signatureRejected(parsed, 'missing-signature');
    const key = keys.readings('secret').find((candidate) => signatureOf(encoded, candidate) === signature);
    if (key === undefined) return signature.length < 43 ? signatureRejected(parsed, 'truncated', 'The signature is too short: the value has been cut off.') : signatureRejected(parsed, 'bad-signature');
    const refusal = adonisRefusal(message, wire.name, nowMs);
    return refusal === null ? signatureVerified(parsed, key, { facts: { digest: 'SHA-256', purpose: wire.name }, recipe: null }) : genuineButRejected(parsed, key, refusal);
  },

  async seal({ text, wire, parsed, opened }) {
    const message = adonisMessageText(parsed.model.message, text);
    if (!message.ok) return message;
    const encoded = base64url(utf8(message.value));
    return ok([{ name: wire.name, value: percentEncoded(`s:${encoded}.${signatureOf(encoded, opened.key)}`) }]);
  },

  identity: (value) => (typeof value === 'string' ? value : null),
  principal: principalIn,
});
