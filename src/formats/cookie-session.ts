/**
 * cookie-session (Express): the session as base64 JSON, signed in a companion cookie.
 * Grammar: base64(JSON); `<name>.sig`: base64url(HMAC-SHA-1(`<name>=<value>`))
 * Source: expressjs/cookie-session 2.1.1 `index.js:60-290`; pillarjs/cookies 0.9.2 `index.js:87-150`.
 */
import { isRecord } from '../codec/value';
import { base64Json, base64JsonText } from '../envelope/base64-json';
import { keygripCookies, keygripLayer, keygripValue, openKeygrip, type KeygripStyle, type KeygripValue } from '../envelope/keygrip';
import { partsOf, type Layer } from '../envelope/layer';
import { ok } from '../result';
import { defineFormat, type Value } from './define';

interface Model {
  readonly signed: KeygripValue;
}

/** koa-session writes these beside the session's own data. */
function isKoaSession(session: Readonly<Record<string, Value>>): boolean {
  return (typeof session['_expire'] === 'number' && '_maxAge' in session) || session['_session'] === true;
}

export default defineFormat<Model, KeygripStyle>({
  meta: {
    id: 'cookie-session',
    title: 'cookie-session',
    framework: 'cookie-session',
    grammar: 'base64(JSON) + .sig base64url(HMAC-SHA-1)',
    cookieNames: ['session', 'express:sess'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'keys', configNames: ['COOKIE_KEYS', 'COOKIE_KEY', 'SESSION_KEYS', 'KEYS'] }],
    settings: [],
    references: ['expressjs/cookie-session 2.1.1 index.js', 'pillarjs/cookies 0.9.2 index.js', 'crypto-utils/keygrip 1.1.0 index.js'],
  },

  parse(wire) {
    const signed = keygripValue(wire);
    const content = base64Json(signed.value);
    if (content === null || !isRecord(content.payload.value) || isKoaSession(content.payload.value)) return null;
    if (signed.signature === null && !content.isCompact) return null;
    const { payload } = content;
    const layers: Layer[] = [
      { kind: 'envelope', parts: partsOf([['session', 'payload', signed.value]], wire.value.indexOf(signed.value)) },
      keygripLayer(signed),
      { kind: 'encoding', title: 'base64' },
      { kind: 'payload', title: 'JSON', payload },
    ];
    return { confidence: signed.signature === null ? 'possible' : 'likely', layers, model: { signed }, payload, issuedAt: null, expiresAt: null };
  },

  open: async (wire, parsed, context) => openKeygrip(wire, parsed.model.signed, parsed, context),

  async seal({ text, wire, opened }) {
    const value = base64JsonText(text);
    return value.ok ? ok(keygripCookies(wire.name, value.value, { key: opened.key, style: opened.recipe })) : value;
  },

  identity: () => null,
});
