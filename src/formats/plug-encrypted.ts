/**
 * Plug's and Phoenix's encrypted session: hidden from everyone, no expiry inside.
 * Grammar: `XCP.base64url(nonce tag ciphertext)` (plug_crypto 2.0 and later), `QTEyOEdDTQ.wrapped key.iv.ciphertext.tag` (1.x)
 * Source: elixir-plug/plug 1.19.1 `lib/plug/session/cookie.ex`; elixir-plug/plug_crypto 2.1.1 and 1.2.5 `lib/plug/crypto/message_encryptor.ex`.
 */
import { openedCipher, type Layer } from '../envelope/layer';
import { plugContent, plugContentBytes, type PlugContent } from '../envelope/plug-content';
import { openPlugSealed, plugDerivation, plugDerivationSettings, plugKey, sealPlug, splitPlugSealed, type PlugKeys, type PlugSealed } from '../envelope/plug-crypto';
import { principalIn } from '../envelope/principal';
import { ok } from '../result';
import { defineFormat, type OpenContext } from './define';

const titles = { xchacha: 'XChaCha20-Poly1305', 'aes-gcm': 'AES-128-GCM with a wrapped key' } as const;

/** Both keys of a secret; without a signing salt the signing key is empty, which only plug_crypto 1.x minds. */
async function keysFor(context: OpenContext, secret: Uint8Array): Promise<PlugKeys> {
  const derivation = plugDerivation(context.setting);
  const signingSalt = context.setting('signingSalt');
  const [encryption, signing] = await Promise.all([
    plugKey(context.kdf, secret, String(context.setting('encryptionSalt')), derivation),
    signingSalt === null ? new Uint8Array() : plugKey(context.kdf, secret, String(signingSalt), derivation),
  ]);
  return { encryption, signing };
}

export default defineFormat<PlugSealed, PlugContent>({
  meta: {
    id: 'plug-encrypted',
    title: 'Plug encrypted session',
    framework: 'Plug / Phoenix',
    grammar: 'XCP.base64url(nonce, tag, ciphertext) or QTEyOEdDTQ.wrapped key.iv.ciphertext.tag',
    cookieNames: [/^_\w{1,60}_key$/],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret_key_base', configNames: ['SECRET_KEY_BASE', 'secret_key_base'] }],
    settings: [
      { name: 'signingSalt', title: 'signing_salt', default: null },
      { name: 'encryptionSalt', title: 'encryption_salt', default: null },
      ...plugDerivationSettings,
    ],
    references: ['elixir-plug/plug 1.19.1 lib/plug/session/cookie.ex', 'elixir-plug/plug_crypto 2.1.1, 1.2.5 lib/plug/crypto/message_encryptor.ex'],
  },

  parse(wire) {
    const model = splitPlugSealed(wire.value);
    if (model === null) return null;
    return {
      confidence: model.pieces === null ? 'likely' : 'certain',
      layers: [model.parts, { kind: 'cipher', title: titles[model.scheme], state: 'sealed', key: null }],
      model,
      payload: null,
      issuedAt: null,
      expiresAt: null,
      ...(model.pieces === null ? { malformed: 'A part of it is missing or cut off.' } : {}),
    };
  },

  async open(_wire, parsed, context) {
    const base = { payload: null, issuedAt: null, expiresAt: null };
    const refused = { ...base, status: 'rejected', key: null, layers: openedCipher(parsed.layers, null) } as const;
    if (parsed.malformed !== undefined) return { ...refused, reason: 'truncated', hint: parsed.malformed };
    if (context.setting('encryptionSalt') === null)
      return { ...refused, layers: parsed.layers, reason: 'decrypt-failed', hint: 'It cannot be decrypted without the encryption salt: give encryption_salt and signing_salt from the options of Plug.Session (endpoint.ex).' };
    for (const key of context.keys.readings('secret')) {
      const plain = openPlugSealed(parsed.model, await keysFor(context, key.bytes));
      if (plain === null) continue;
      const content = plugContent(plain);
      const payload: Layer = { kind: 'payload', title: content.serializer, payload: content.payload };
      const layers = [...openedCipher(parsed.layers, key.secret.label), payload];
      const facts = { cipher: titles[parsed.model.scheme], serializer: content.serializer };
      return { ...base, payload: content.payload, status: 'verified', key, facts, recipe: content, layers };
    }
    return { ...refused, reason: 'decrypt-failed', hint: null };
  },

  async seal({ text, wire, parsed, opened, context }) {
    const bytes = plugContentBytes(text, opened.recipe);
    if (!bytes.ok) return bytes;
    return ok([{ name: wire.name, value: sealPlug(bytes.value, await keysFor(context, opened.key.bytes), parsed.model.scheme) }]);
  },

  identity: () => null,
  principal: principalIn,
});
