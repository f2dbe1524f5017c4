/**
 * Mojolicious' encrypted session and cookies (9.39 and later, with CryptX): hidden, the cookie's name not bound.
 * Grammar: `base64(ciphertext)-base64(nonce)-base64(tag)`, ChaCha20-Poly1305 under PBKDF2(secret, moniker, 5000, SHA-256)
 * Source: mojolicious/mojo 9.53 `lib/Mojo/Util.pm` (encrypt_cookie, decrypt_cookie, generate_secret), `lib/Mojolicious/Sessions.pm`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { concat, randomBytes, textOf, utf8 } from '../codec/bytes';
import { openChacha, sealChacha } from '../crypto/nacl';
import { openedCipher, partsOf, type Layer } from '../envelope/layer';
import { isMojoExpired, mojoContent, mojoContentText, type MojoContent } from '../envelope/mojo-content';
import { principalIn } from '../envelope/principal';
import { ok } from '../result';
import { defineFormat, type OpenContext } from './define';

interface Model {
  readonly ciphertext: Uint8Array;
  readonly nonce: Uint8Array;
  readonly tag: Uint8Array;
}

const form = /^([A-Za-z0-9+/]+={0,2})-([A-Za-z0-9+/]{16})-([A-Za-z0-9+/]{22}==)$/;

function keyFor(context: OpenContext, secret: Uint8Array): Promise<Uint8Array> {
  return context.kdf.pbkdf2({ digest: 'sha256', password: secret, salt: utf8(String(context.setting('moniker'))), iterations: 5000, length: 32 });
}

export default defineFormat<Model, MojoContent>({
  meta: {
    id: 'mojolicious-encrypted',
    title: 'Mojolicious encrypted session',
    framework: 'Mojolicious',
    grammar: 'base64(ciphertext)-base64(nonce)-base64(tag)',
    cookieNames: ['mojolicious'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'app->secrets', configNames: ['secrets', 'MOJO_SECRET', 'MOJO_SECRETS'] }],
    settings: [{ name: 'moniker', title: 'Moniker of the application', default: null }],
    guesses: ['app', 'myapp', 'my_app', 'web', 'site', 'server', 'main'].map((moniker) => ({ settings: { moniker }, hint: `The key matches with the moniker ${moniker}.` })),
    references: ['mojolicious/mojo 9.53 lib/Mojo/Util.pm, lib/Mojolicious/Controller.pm, lib/Mojolicious/Sessions.pm'],
  },

  parse(wire) {
    const [, first = '', second = '', third = ''] = form.exec(wire.value) ?? [];
    const [ciphertext, nonce, tag] = [first, second, third].map(unbase64Padded);
    if (first === '' || ciphertext == null || nonce == null || tag == null) return null;
    const parts = partsOf([['ciphertext', 'ciphertext', first], ['-', 'separator', '-'], ['nonce', 'iv', second], ['-', 'separator', '-'], ['tag', 'tag', third]]);
    const layers: Layer[] = [{ kind: 'envelope', parts }, { kind: 'cipher', title: 'ChaCha20-Poly1305', state: 'sealed', key: null }];
    return { confidence: 'certain', layers, model: { ciphertext, nonce, tag }, payload: null, issuedAt: null, expiresAt: null };
  },

  async open(_wire, parsed, context) {
    const { ciphertext, nonce, tag } = parsed.model;
    const refused = { status: 'rejected', reason: 'decrypt-failed', key: null, payload: null, issuedAt: null, expiresAt: null, layers: openedCipher(parsed.layers, null) } as const;
    if (context.setting('moniker') === null)
      return { ...refused, layers: parsed.layers, hint: "It cannot be decrypted without the application's moniker, which salts the key: the class name in snake case, of a Lite app the script's name without its ending." };
    for (const key of context.keys.readings('secret')) {
      const plain = openChacha(concat(ciphertext, tag), { key: await keyFor(context, key.bytes), nonce });
      const text = plain === null ? null : textOf(plain);
      if (text === null) continue;
      const content = mojoContent(text);
      const payload: Layer = { kind: 'payload', title: content.kind === 'session' ? 'JSON' : 'text', payload: content.payload };
      const found = { key, payload: content.payload, issuedAt: null, expiresAt: content.expiresAt, layers: [...openedCipher(parsed.layers, key.secret.label), payload] };
      if (isMojoExpired(content, context.nowMs)) return { ...found, status: 'rejected', reason: 'expired', hint: null };
      return { ...found, status: 'verified', facts: { cipher: 'ChaCha20-Poly1305', moniker: String(context.setting('moniker')) }, recipe: content };
    }
    return { ...refused, hint: null };
  },

  async seal({ text, wire, opened, context }) {
    const value = mojoContentText(text, opened.recipe);
    if (!value.ok) return value;
    const nonce = randomBytes(12);
    const sealed = sealChacha(utf8(value.value), { key: await keyFor(context, opened.key.bytes), nonce });
    return ok([{ name: wire.name, value: [sealed.subarray(0, -16), nonce, sealed.subarray(-16)].map(base64).join('-') }]);
  },

  identity: () => null,
  principal: principalIn,
});
