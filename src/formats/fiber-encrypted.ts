/**
 * Fiber's encryptcookie middleware: every cookie of the application, encrypted.
 * Grammar: `base64(nonce | AES-GCM ciphertext | tag)`; from version 3 on the cookie's name is bound as additional data
 * Source: gofiber/fiber 2.52.13 and 3.0 `middleware/encryptcookie/{encryptcookie,utils}.go`.
 */
import { utf8 } from '../codec/bytes';
import { openGcmBlob, sealGcmBlob, splitGcmBlob, type GcmBlob } from '../envelope/gcm-blob';
import { openedCipher } from '../envelope/layer';
import { principalInText, textPayload, textPayloadBytes } from '../envelope/text-payload';
import { ok } from '../result';
import { defineFormat } from './define';

interface Recipe {
  readonly isNameBound: boolean;
}

export default defineFormat<GcmBlob, Recipe>({
  meta: {
    id: 'fiber-encrypted',
    title: 'Fiber encrypted cookie',
    framework: 'Fiber',
    grammar: 'base64(nonce, AES-GCM ciphertext, tag)',
    cookieNames: [],
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'encryptcookie key (base64)', configNames: ['COOKIE_ENCRYPTION_KEY', 'ENCRYPT_COOKIE_KEY', 'ENCRYPTCOOKIE_KEY'] }],
    settings: [],
    references: ['gofiber/fiber 2.52.13 middleware/encryptcookie', 'gofiber/fiber 3.0 middleware/encryptcookie'],
  },

  parse(wire) {
    const model = splitGcmBlob(wire.value);
    if (model === null || model.isPercentEncoded) return null;
    return { confidence: 'possible', layers: model.layers, model, payload: null, issuedAt: null, expiresAt: null };
  },

  async open(wire, parsed, context) {
    const base = { issuedAt: null, expiresAt: null };
    for (const key of context.keys.readings('secret', ['base64', 'utf8'])) {
      if (![16, 24, 32].includes(key.bytes.length)) continue;
      for (const isNameBound of [false, true]) {
        const plain = openGcmBlob(parsed.model, key.bytes, utf8(isNameBound ? wire.name : ''));
        if (plain === null) continue;
        const payload = textPayload(plain);
        const layers = [...openedCipher(parsed.layers, key.secret.label), { kind: 'payload', title: 'text', payload } as const];
        const facts = { cipher: `AES-${key.bytes.length * 8}-GCM`, name: isNameBound ? 'bound (version 3)' : 'not bound (version 2)' };
        return { ...base, status: 'verified', key, payload, layers, facts, recipe: { isNameBound } };
      }
    }
    return { ...base, status: 'rejected', reason: 'decrypt-failed', key: null, hint: null, payload: null, layers: openedCipher(parsed.layers, null) };
  },

  async seal({ text, wire, opened }) {
    const plain = textPayloadBytes(text);
    if (!plain.ok) return plain;
    return ok([{ name: wire.name, value: sealGcmBlob(plain.value, opened.key.bytes, utf8(opened.recipe.isNameBound ? wire.name : '')) }]);
  },

  identity: () => null,
  principal: principalInText,
});
