/**
 * AdonisJS's plain cookie: a message that nothing protects.
 * Grammar: `base64url({"message":…})`
 * Source: adonisjs/http-server 7.8.1 `build/chunk-RSZ2AJQK.js:918-967`, 9.3.1.
 */
import { unbase64url } from '../codec/base64';
import { textOf } from '../codec/bytes';
import { isRecord } from '../codec/value';
import { adonisMessage } from '../envelope/adonis';
import { partsOf } from '../envelope/layer';
import { parseJson } from '../codec/json';
import { defineFormat } from './define';

export default defineFormat<null>({
  meta: {
    id: 'adonis-plain',
    title: 'AdonisJS plain cookie',
    framework: 'AdonisJS',
    grammar: 'base64url({"message":…})',
    cookieNames: [],
    role: 'unknown',
    holds: 'payload',
    keyFields: [],
    settings: [],
    references: ['adonisjs/http-server 7.8.1 build/chunk-RSZ2AJQK.js', 'adonisjs/http-server 9.3.1'],
  },

  parse(wire) {
    const bytes = wire.value.startsWith('eyJtZXNzYWdl') ? unbase64url(wire.value) : null;
    const text = bytes === null ? null : textOf(bytes);
    const json = text === null ? null : parseJson(text);
    const message = text === null ? null : adonisMessage(text);
    if (json === null || message === null || !json.ok || !isRecord(json.value) || Object.keys(json.value).length !== 1) return null;
    return {
      confidence: 'likely',
      layers: [
        { kind: 'envelope', parts: partsOf([['message', 'payload', wire.value]]) },
        { kind: 'encoding', title: 'base64url' },
        { kind: 'payload', title: 'message', payload: message.payload },
      ],
      model: null,
      payload: message.payload,
      issuedAt: null,
      expiresAt: null,
    };
  },
});
