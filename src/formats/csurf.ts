/**
 * The secret of csurf (Express) in double-submit mode; the tokens in forms are salted hashes of it.
 * Grammar: 24 characters of base64url; with `cookie: { signed: true }` it is an Express signed cookie instead
 * Source: expressjs/csurf 1.11.0 `index.js`; pillarjs/csrf 3.1.0 `index.js:40-160`.
 */
import { payloadFrom } from '../codec/value';
import { defineFormat } from './define';

export default defineFormat<null>({
  meta: {
    id: 'csurf',
    title: 'csurf secret',
    framework: 'Express',
    grammar: 'base64url(18 random bytes)',
    cookieNames: ['_csrf'],
    role: 'csrf',
    holds: 'token',
    keyFields: [],
    settings: [],
    references: ['expressjs/csurf 1.11.0 index.js', 'pillarjs/csrf 3.1.0 index.js'],
  },

  parse(wire) {
    if (!/^[\w-]{24}$/.test(wire.value)) return null;
    const payload = payloadFrom(wire.value);
    return {
      confidence: 'possible',
      layers: [
        { kind: 'envelope', parts: [{ label: 'secret', role: 'id', start: 0, end: wire.value.length }] },
        { kind: 'payload', title: 'secret from which the tokens are made', payload },
      ],
      model: null,
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },
});
