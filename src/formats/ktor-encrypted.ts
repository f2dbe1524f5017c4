/**
 * Ktor's encrypted sessions (SessionTransportTransformerEncrypt).
 * Grammar: `hex(iv)/hex(AES-CBC ciphertext):hex(HMAC)`, percent-encoded as a URI component where Ktor encodes; the MAC is over the ciphertext, in 1.x
 * over the plain text
 * Source: ktorio/ktor 3.3 `ktor-server-sessions/…/SessionTransportTransformerEncrypt.kt`; 1.6 the same file.
 */
import { equalBytes, hex, randomBytes, textOf, unhex } from '../codec/bytes';
import { percentDecoded } from '../codec/wire-text';
import { openCbc, sealCbc } from '../crypto/aes';
import { digestByLength, digestTitle, hmac, type Digest } from '../crypto/hash';
import type { KeyReading } from '../crypto/keys';
import { checkedSignature, openedCipher, partsOf, type Layer } from '../envelope/layer';
import { principalInText, textPayload, textPayloadBytes } from '../envelope/text-payload';
import { fail, ok } from '../result';
import { defineFormat, type KeySet } from './define';

interface Model {
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly mac: Uint8Array;
  readonly digest: Digest;
  readonly isPercentEncoded: boolean;
}

interface Recipe {
  readonly digest: Digest;
  readonly macOver: 'ciphertext' | 'plain text';
  readonly encryptKey: KeyReading | null;
}

interface Opening extends Recipe {
  readonly signKey: KeyReading;
  readonly plain: Uint8Array | null;
}

const form = /^([0-9a-f]{32})\/((?:[0-9a-f]{32})+):([0-9a-f]{32,128})$/i;

function decryptions({ iv, ciphertext }: Model, keys: KeySet): { key: KeyReading; plain: Uint8Array }[] {
  return keys.readings('encryptKey', ['hex', 'utf8', 'base64']).flatMap((key) => {
    const plain = [16, 24, 32].includes(key.bytes.length) ? openCbc(ciphertext, { key: key.bytes, iv }) : null;
    return plain === null ? [] : [{ key, plain }];
  });
}

/** The signing key that the MAC fits, with what the encryption key makes of the ciphertext. */
function openingOf(model: Model, keys: KeySet): Opening | null {
  const { mac, digest, ciphertext } = model;
  const plains = decryptions(model, keys);
  const legible = plains.find(({ plain }) => textOf(plain) !== null);
  for (const signKey of keys.readings('signKey', ['hex', 'utf8', 'base64'])) {
    const fits = (data: Uint8Array): boolean => equalBytes(hmac(digest, signKey.bytes, data), mac);
    if (fits(ciphertext)) return { signKey, digest, macOver: 'ciphertext', plain: legible?.plain ?? null, encryptKey: legible?.key ?? null };
    const old = plains.find(({ plain }) => fits(plain));
    if (old !== undefined) return { signKey, digest, macOver: 'plain text', plain: old.plain, encryptKey: old.key };
  }
  return null;
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'ktor-encrypted',
    title: 'Ktor encrypted session',
    framework: 'Ktor',
    grammar: 'hex(iv)/hex(AES-CBC ciphertext):hex(HMAC)',
    cookieNames: [],
    role: 'session',
    holds: 'payload',
    keyFields: [
      { name: 'encryptKey', title: 'Encryption key', configNames: ['SECRET_ENCRYPT_KEY', 'secretEncryptKey', 'SESSION_ENCRYPT_KEY', 'encryptionKey'] },
      { name: 'signKey', title: 'Signing key', configNames: ['SECRET_SIGN_KEY', 'secretSignKey', 'SESSION_SIGN_KEY', 'signKey'] },
    ],
    settings: [],
    references: ['ktorio/ktor 3.3 SessionTransportTransformerEncrypt.kt', 'ktorio/ktor 1.6 the same'],
  },

  parse(wire) {
    const decoded = percentDecoded(wire.value) ?? '';
    const [, ivText = '', sealed = '', macText = ''] = form.exec(decoded) ?? [];
    const [iv, ciphertext, mac] = [ivText, sealed, macText].map(unhex);
    const digest = mac == null || ivText === '' ? null : digestByLength(mac.length);
    if (iv == null || ciphertext == null || mac == null || digest === null) return null;
    const isPercentEncoded = decoded !== wire.value;
    const parts = partsOf([['iv', 'iv', ivText], ['/', 'separator', '/'], ['ciphertext', 'ciphertext', sealed], [':', 'separator', ':'], ['MAC', 'signature', macText]]);
    const layers: Layer[] = [
      isPercentEncoded ? { kind: 'encoding', title: 'percent-encoding' } : { kind: 'envelope', parts },
      { kind: 'signature', title: `HMAC-${digestTitle(digest)}`, state: 'unchecked', key: null },
      { kind: 'cipher', title: 'AES-CBC', state: 'sealed', key: null },
    ];
    return { confidence: 'certain', layers, model: { iv, ciphertext, mac, digest, isPercentEncoded }, payload: null, issuedAt: null, expiresAt: null };
  },

  async open(_wire, parsed, context) {
    const base = { payload: null, issuedAt: null, expiresAt: null };
    const opening = openingOf(parsed.model, context.keys);
    if (opening === null) {
      const hint = context.keys.of('signKey').length > 0 ? null : 'Only the signing key can prove it genuine: give the signing key as well.';
      return { ...base, status: 'rejected', reason: 'bad-signature', key: null, hint, layers: checkedSignature(parsed.layers, null) };
    }
    const { signKey, encryptKey, plain, digest, macOver } = opening;
    const signed = checkedSignature(parsed.layers, signKey.secret.label);
    const recipe = { digest, macOver, encryptKey };
    const facts = { digest: digestTitle(digest), 'MAC over': macOver };
    if (plain === null && context.keys.named('encryptKey').length > 0)
      return { ...base, status: 'rejected', reason: 'decrypt-failed', key: signKey, hint: 'The signing key fits, but the encryption key does not.', layers: openedCipher(signed, null) };
    if (plain === null || encryptKey === null) return { ...base, status: 'verified', key: signKey, facts, recipe, layers: signed };
    const payload = textPayload(plain);
    const unbound: Layer[] = macOver === 'ciphertext' ? [{ kind: 'note', text: 'The MAC does not cover the initialisation vector: whoever changes that can change the first 16 bytes of the text without a key.' }] : [];
    const layers: Layer[] = [...openedCipher(signed, encryptKey.secret.label), ...unbound, { kind: 'payload', title: 'text', payload }];
    return { ...base, payload, status: 'verified', key: signKey, facts: { ...facts, cipher: `AES-${encryptKey.bytes.length * 8}-CBC` }, recipe, layers };
  },

  async seal({ text, wire, parsed, opened }) {
    const { encryptKey, digest, macOver } = opened.recipe;
    if (encryptKey === null) return fail('Give the encryption key as well.');
    const plain = textPayloadBytes(text);
    if (!plain.ok) return plain;
    const iv = randomBytes(16);
    const ciphertext = sealCbc(plain.value, { key: encryptKey.bytes, iv });
    const mac = hmac(digest, opened.key.bytes, macOver === 'ciphertext' ? ciphertext : plain.value);
    const value = `${hex(iv)}/${hex(ciphertext)}:${hex(mac)}`;
    return ok([{ name: wire.name, value: parsed.model.isPercentEncoded ? encodeURIComponent(value) : value }]);
  },

  identity: () => null,
  principal: principalInText,
});
