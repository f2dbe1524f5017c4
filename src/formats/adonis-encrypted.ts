/**
 * AdonisJS's encrypted cookie, versions 6 and 7. The cookie store of its sessions keeps the data in one that is named by the session id.
 * Grammar: `e:ct.iv.mac` (6), `e:id.ct.iv.tag` (7), percent-encoded
 * Source: adonisjs/encryption 6.0.2 `build/chunk-CEXVRLXG.js:130-235`; boringnode/encryption 1.0.1 `src/drivers/*.ts`; adonisjs/http-server 9.3.1.
 */
import { textOf } from '../codec/bytes';
import { percentEncoded } from '../codec/wire-text';
import { adonisKey, adonisMessage, adonisMessageText, adonisPrefix, adonisRefusal, adonisText, type AdonisMessage } from '../envelope/adonis';
import { coversName, openAdonis, sealAdonis, splitAdonis, type AdonisDriver, type AdonisSealed } from '../envelope/adonis-seal';
import { openedCipher, partsOf, type PartRole } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { ok } from '../result';
import { defineFormat, type KeyReading, type KeySet } from './define';

interface Recipe {
  readonly driver: AdonisDriver;
  readonly message: AdonisMessage;
}

interface Proof extends Recipe {
  readonly key: KeyReading;
}

type Labels = readonly (readonly [label: string, role: PartRole])[];

const labelsOf: Record<'legacy' | 'siv' | 'rest', Labels> = {
  legacy: [['ciphertext', 'ciphertext'], ['IV', 'iv'], ['MAC', 'tag']],
  siv: [['driver', 'key-id'], ['ciphertext', 'ciphertext'], ['synthetic IV', 'tag']],
  rest: [['driver', 'key-id'], ['ciphertext', 'ciphertext'], ['IV', 'iv'], ['tag', 'tag']],
};

/** The pieces of the raw value: none of them has a dot, escaped or not. */
function rawParts(value: string, { drivers }: AdonisSealed) {
  const prefix = adonisPrefix(value);
  const labels = labelsOf[drivers[0] === 'legacy' ? 'legacy' : drivers[0] === 'aes-siv' ? 'siv' : 'rest'];
  const pieces = value.slice(prefix.length).split('.').flatMap((piece, i) => {
    const [label, role] = labels[i] ?? ['rest', 'tag' as const];
    return i === 0 ? [[label, role, piece] as const] : [['.', 'separator', '.'] as const, [label, role, piece] as const];
  });
  return partsOf([['encrypted', 'prefix', prefix], ...pieces]);
}

function proofOf(sealed: AdonisSealed, name: string, keys: KeySet): Proof | null {
  for (const key of keys.readings('secret'))
    for (const driver of sealed.drivers) {
      const plain = openAdonis(sealed, driver, { master: adonisKey(key), name });
      const text = plain === null ? null : textOf(plain);
      const message = text === null ? null : adonisMessage(text);
      if (message !== null) return { key, driver, message };
    }
  return null;
}

const titles: Record<AdonisDriver, string> = {
  legacy: 'AES-256-CBC with HMAC-SHA-256', 'aes-256-cbc': 'AES-256-CBC with HMAC-SHA-256', 'aes-256-gcm': 'AES-256-GCM', 'chacha20-poly1305': 'ChaCha20-Poly1305', 'aes-siv': 'AES-SIV',
};

const nameHint = "This cipher covers the cookie's name: a value that was moved to another name fails like one with another key.";

export default defineFormat<AdonisSealed, Recipe>({
  meta: {
    id: 'adonis-encrypted',
    title: 'AdonisJS encrypted cookie',
    framework: 'AdonisJS',
    grammar: 'e:[id.]ciphertext.iv.tag',
    cookieNames: [],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'APP_KEY', configNames: ['APP_KEY', 'OLD_APP_KEY', 'PREVIOUS_APP_KEY'] }],
    settings: [],
    references: ['adonisjs/encryption 6.0.2 build/chunk-CEXVRLXG.js', 'boringnode/encryption 1.0.1 src/drivers', 'adonisjs/http-server 9.3.1'],
  },

  parse(wire) {
    const sealed = splitAdonis(adonisText(wire.value, 'e') ?? '');
    if (sealed === null) return null;
    return {
      confidence: 'likely',
      layers: [
        { kind: 'envelope', parts: rawParts(wire.value, sealed) },
        { kind: 'cipher', title: sealed.drivers.map((driver) => titles[driver]).join(' or '), state: 'sealed', key: null },
      ],
      model: sealed,
      payload: null,
      issuedAt: null,
      expiresAt: null,
    };
  },

  async open(wire, { model: sealed, layers }, { keys, nowMs }) {
    const proof = proofOf(sealed, wire.name, keys);
    const base = { payload: null, issuedAt: null, expiresAt: null, status: 'rejected', key: null } as const;
    if (proof === null) {
      const hint = sealed.drivers.some(coversName) ? nameHint : null;
      return { ...base, reason: 'decrypt-failed', hint, layers: openedCipher(layers, null) };
    }
    const { key, message, driver } = proof;
    const { payload, expiresAt } = message;
    const opened = openedCipher(layers, key.secret.label).map((layer) => (layer.kind === 'cipher' ? { ...layer, title: titles[driver] } : layer));
    const proved = { ...base, key, payload, expiresAt, layers: [...opened, { kind: 'payload' as const, title: 'message', payload }] };
    const refusal = adonisRefusal(message, coversName(driver) ? null : wire.name, nowMs);
    if (refusal !== null) return { ...proved, ...refusal };
    const facts = { cipher: titles[driver], version: driver === 'legacy' ? '6, or the legacy driver of 7' : '7', ...(sealed.driverId === '' ? {} : { driver: sealed.driverId }) };
    return { ...proved, status: 'verified', facts, recipe: { driver, message } };
  },

  async seal({ text, wire, parsed, opened }) {
    const { driver, message } = opened.recipe;
    const edited = adonisMessageText(message, text);
    if (!edited.ok) return edited;
    const { driverId, isDerived } = parsed.model;
    const sealed = sealAdonis(edited.value, { driver, driverId, isDerived, master: adonisKey(opened.key), name: wire.name });
    return ok([{ name: wire.name, value: percentEncoded(`e:${sealed}`) }]);
  },

  identity: () => null,
  principal: principalIn,
});
