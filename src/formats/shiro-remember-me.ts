/**
 * Apache Shiro's rememberMe: the remembered principals as a serialised Java object, encrypted; up to 1.4.1 without authentication.
 * Grammar: `base64(iv | AES-CBC(object))`, since 1.4.2 `base64(iv | AES-GCM(object) | tag)`, the iv of 16 bytes in both
 * Source: apache/shiro 1.13 `core/src/main/java/org/apache/shiro/mgt/AbstractRememberMeManager.java`, `crypto/cipher/…/JcaCipherService.java`; 1.2.4.
 */
import { base64, unbase64 } from '../codec/base64';
import { concat, randomBytes } from '../codec/bytes';
import { openCbc, openGcm, sealCbc, sealGcm } from '../crypto/aes';
import { base64Parts } from '../envelope/base64-parts';
import { openedCipher, type Layer } from '../envelope/layer';
import { editedPrincipals, shiroPrincipals, type ShiroPrincipals } from '../envelope/shiro-principals';
import { isRecord } from '../codec/value';
import { ok } from '../result';
import { defineFormat } from './define';

type Mode = 'GCM' | 'CBC';

interface Recipe {
  readonly mode: Mode;
  readonly plain: Uint8Array;
  readonly principals: ShiroPrincipals;
}

function opened(bytes: Uint8Array, key: Uint8Array): Recipe | null {
  const [iv, sealed] = [bytes.subarray(0, 16), bytes.subarray(16)];
  for (const mode of ['GCM', 'CBC'] as const) {
    const plain = mode === 'GCM' ? openGcm(sealed, { key, nonce: iv }) : openCbc(sealed, { key, iv });
    const principals = plain === null ? null : shiroPrincipals(plain);
    if (plain !== null && principals !== null) return { mode, plain, principals };
  }
  return null;
}

const unproved: Layer = {
  kind: 'note',
  text: 'AES-CBC without a MAC: what proves it is that the key decrypts it to an intact serialised object. Values inside can be garbled without a key.',
};

export default defineFormat<Uint8Array, Recipe>({
  meta: {
    id: 'shiro-remember-me',
    title: 'Apache Shiro rememberMe',
    framework: 'Apache Shiro',
    grammar: 'base64(iv, AES-CBC or AES-GCM of a serialised object)',
    cookieNames: ['rememberMe'],
    role: 'remember-me',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'rememberMeManager.cipherKey (base64)', configNames: ['securityManager.rememberMeManager.cipherKey', 'cipherKey', 'SHIRO_CIPHER_KEY', 'shiro.rememberMe.cipherKey'] }],
    settings: [],
    references: ['apache/shiro 1.13 AbstractRememberMeManager.java, JcaCipherService.java', 'apache/shiro 1.2.4 the same', 'Java Object Serialization Specification, chapter 6'],
  },

  parse(wire) {
    const model = wire.value.length < 64 ? null : unbase64(wire.value);
    // The least object fills more than three blocks.
    if (model === null || model.length < 64) return null;
    const parts = base64Parts([['iv', 'iv', 16], ['ciphertext', 'ciphertext', model.length - 16]], wire.value.length);
    const layers: Layer[] = [{ kind: 'envelope', parts }, { kind: 'encoding', title: 'base64' }, { kind: 'cipher', title: 'AES', state: 'sealed', key: null }];
    return { confidence: 'possible', layers, model, payload: null, issuedAt: null, expiresAt: null };
  },

  async open(_wire, parsed, context) {
    const base = { issuedAt: null, expiresAt: null };
    for (const key of context.keys.readings('secret', ['base64', 'hex', 'utf8'])) {
      const recipe = [16, 24, 32].includes(key.bytes.length) ? opened(parsed.model, key.bytes) : null;
      if (recipe === null) continue;
      const { payload } = recipe.principals;
      const notes = recipe.mode === 'CBC' ? [unproved] : [];
      const layers: Layer[] = [...openedCipher(parsed.layers, key.secret.label), ...notes, { kind: 'payload', title: 'serialised Java object', payload }];
      return { ...base, status: 'verified', key, payload, layers, facts: { cipher: `AES-${key.bytes.length * 8}-${recipe.mode}` }, recipe };
    }
    return { ...base, status: 'rejected', reason: 'decrypt-failed', key: null, hint: null, payload: null, layers: openedCipher(parsed.layers, null) };
  },

  async seal({ text, wire, opened: { key, recipe } }) {
    const plain = editedPrincipals(text, recipe.principals, recipe.plain);
    if (!plain.ok) return plain;
    const iv = randomBytes(16);
    const sealed = recipe.mode === 'GCM' ? sealGcm(plain.value, { key: key.bytes, nonce: iv }) : sealCbc(plain.value, { key: key.bytes, iv });
    return ok([{ name: wire.name, value: base64(concat(iv, sealed)) }]);
  },

  identity: () => null,
  principal: (payload) => (isRecord(payload) && typeof payload['principal'] === 'string' ? payload['principal'] : null),
});
