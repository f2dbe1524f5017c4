/**
 * Spring Session's cookie: base64 of a UUID that names a session on the server.
 * Grammar: `base64(UUID text)`, with `jvmRoute` set `base64(UUID.route)`.
 * Source: spring-projects/spring-session 3.4 `DefaultCookieSerializer.java`, `UuidSessionIdGenerator.java`.
 */
import { unbase64 } from '../codec/base64';
import { latin1Text } from '../codec/bytes';
import { isRecord, payloadFrom } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { shellWord } from '../cookie/copy-forms';
import { partsOf } from '../envelope/layer';
import { defineFormat, type Value } from './define';

/** 36 bytes of UUID are 48 characters; a route makes it longer. */
const inside = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.([\w.-]{1,64}))?$/;

function sidIn(value: Value): string | null {
  return isRecord(value) && typeof value['sid'] === 'string' ? value['sid'] : null;
}

export default defineFormat<null>({
  meta: {
    id: 'spring-session-id',
    title: 'Spring Session id',
    framework: 'Spring',
    grammar: 'base64(UUID[.route])',
    cookieNames: ['SESSION'],
    role: 'session',
    holds: 'id',
    keyFields: [],
    settings: [{ name: 'keyPrefix', title: 'Namespace of the keys in Redis', default: 'spring:session' }],
    references: ['spring-projects/spring-session 3.4 spring-session-core/src/main/java/org/springframework/session/web/http/DefaultCookieSerializer.java'],
  },

  parse(wire) {
    const text = wire.value.length < 48 || wire.value.length > 200 ? null : percentDecoded(wire.value);
    const bytes = text === null ? null : unbase64(text);
    const [, sid, route] = inside.exec(bytes === null ? '' : latin1Text(bytes)) ?? [];
    if (sid === undefined) return null;
    const payload = payloadFrom(route === undefined ? { sid } : { sid, route });
    return {
      // Nothing else is known to put a UUID into base64; a cookie that is not named like a session may hold any id, though.
      confidence: /sess/i.test(wire.name) ? 'likely' : 'possible',
      layers: [
        { kind: 'envelope', parts: partsOf([['session id', 'id', wire.value]]) },
        { kind: 'encoding', title: 'base64' },
        { kind: 'payload', title: 'session id', payload },
      ],
      model: null,
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  identity: sidIn,
  storeKey: (value, setting) => {
    const sid = sidIn(value);
    return sid === null ? null : `${setting('keyPrefix')}:sessions:${sid}`;
  },
  storeCommand: (key) => `redis-cli HGETALL ${shellWord(key)}`,
});
