/**
 * A cookie that Koa or the `cookies` package signed: any text, with its signature in a companion cookie.
 * Grammar: text; `<name>.sig`: base64url(HMAC-SHA-1(`<name>=<value>`))
 * Source: pillarjs/cookies 0.9.2 `index.js:87-150`; crypto-utils/keygrip 1.1.0 `index.js:12-47`.
 */
import { textFromJson } from '../codec/json';
import { payloadFrom } from '../codec/value';
import { keygripCookies, keygripLayer, keygripValue, openKeygrip, type KeygripStyle, type KeygripValue } from '../envelope/keygrip';
import { partsOf, type Layer } from '../envelope/layer';
import { fail, ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly signed: KeygripValue;
}

export default defineFormat<Model, KeygripStyle>({
  meta: {
    id: 'keygrip-cookie',
    title: 'Koa / Keygrip signed cookie',
    framework: 'Koa',
    grammar: 'text + .sig base64url(HMAC-SHA-1)',
    cookieNames: [],
    role: 'unknown',
    holds: 'token',
    general: true,
    keyFields: [{ name: 'secret', title: 'app.keys', configNames: ['APP_KEYS', 'KOA_KEYS', 'KEYS'] }],
    settings: [],
    references: ['pillarjs/cookies 0.9.2 index.js', 'crypto-utils/keygrip 1.1.0 index.js'],
  },

  parse(wire) {
    const signed = keygripValue(wire);
    if (signed.signature === null) return null;
    const payload = payloadFrom(signed.value);
    const layers: Layer[] = [
      { kind: 'envelope', parts: partsOf([['value', 'payload', signed.value]], wire.value.indexOf(signed.value)) },
      keygripLayer(signed),
      { kind: 'payload', title: 'text', payload },
    ];
    return { confidence: signed.style === null ? 'possible' : 'likely', layers, model: { signed }, payload, issuedAt: null, expiresAt: null };
  },

  open: async (wire, parsed, context) => openKeygrip(wire, parsed.model.signed, parsed, context),

  async seal({ text, wire, opened }) {
    const value = textFromJson(text);
    if (!value.ok) return value;
    if (!/^[\t\x20-\x3a\x3c-\x7e\x80-\xff]*$/.test(value.value)) return fail('The `cookies` package refuses this text: no semicolon, no control character, nothing beyond Latin-1.');
    return ok(keygripCookies(wire.name, value.value, { key: opened.key, style: opened.recipe }));
  },
});
