/**
 * aiohttp-session's NaClCookieStorage: the session in a secretbox.
 * Grammar: `base64( nonce(24) ++ tag(16) ++ XSalsa20 )` of JSON `{"created": unix seconds, "session": {…}}`, in quotes on the wire
 * Source: aio-libs/aiohttp-session 2.12.1 `aiohttp_session/nacl_storage.py:15-81`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { concat, randomBytes, utf8 } from '../codec/bytes';
import { jsonStyleOf, pythonJson, type JsonStyle } from '../codec/json';
import { quotedPython, unquoted } from '../codec/wire-text';
import { openSecretbox, sealSecretbox } from '../crypto/nacl';
import { aiohttpSession, isTooOld, sessionDocumentOf, sessionText } from '../envelope/aiohttp-session';
import { openedCipher, partsWithin } from '../envelope/layer';
import { unproved } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat, secondsSetting } from './define';

interface Model {
  readonly nonce: Uint8Array;
  readonly box: Uint8Array;
}

interface Recipe {
  readonly style: JsonStyle;
}

/** The shortest session that the storage writes: `{"created": 1, "session": {"a": 1}}`, spaces left out. */
const shortestDocument = 30;

export default defineFormat<Model, Recipe>({
  meta: {
    ...aiohttpSession.meta,
    id: 'aiohttp-session-nacl',
    title: 'aiohttp-session, NaCl secretbox',
    grammar: 'base64(nonce | XSalsa20-Poly1305)',
    keyFields: [{ name: 'secret', title: 'secret_key of NaClCookieStorage', configNames: ['SECRET_KEY', 'NACL_KEY', 'SESSION_KEY'] }],
    settings: [{ name: 'maxAgeSeconds', title: 'max_age in seconds', default: null }],
    references: ['aio-libs/aiohttp-session 2.12.1 aiohttp_session/nacl_storage.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const bytes = unbase64Padded(text);
    if (bytes === null || bytes.length < 24 + 16 + shortestDocument) return null;
    // 32 characters are the nonce's 24 bytes exactly.
    const parts = partsWithin(wire.value, [['nonce', 'iv', text.slice(0, 32)], ['tag and ciphertext', 'ciphertext', text.slice(32)]]);
    return {
      confidence: 'possible',
      layers: [
        { kind: 'envelope', parts },
        { kind: 'encoding', title: 'base64' },
        { kind: 'cipher', title: 'XSalsa20-Poly1305', state: 'sealed', key: null },
      ],
      model: { nonce: bytes.subarray(0, 24), box: bytes.subarray(24) },
      payload: null,
      issuedAt: null,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, context) {
    const { nonce, box } = parsed.model;
    const opened = context.keys.readings('secret', ['utf8', 'hex', 'base64', 'base64url'])
      .flatMap((key) => {
        const content = openSecretbox(box, { key: key.bytes, nonce });
        const session = content === null ? null : sessionDocumentOf(content);
        return session === null ? [] : [{ key, session }];
      })[0];
    const layers = openedCipher(parsed.layers, opened?.key.secret.label ?? null);
    if (opened === undefined) return unproved(parsed, 'decrypt-failed', layers);
    const { key, session } = opened;
    layers.push({ kind: 'timestamp', title: 'session began at', epochMs: session.createdMs }, { kind: 'payload', title: 'JSON', payload: session.payload });
    const limit = secondsSetting(context);
    const expiresAt = limit === null ? null : session.createdMs + limit * 1000;
    const evidence = { layers, payload: session.payload, issuedAt: session.createdMs, expiresAt, key };
    if (isTooOld(session.createdMs, limit, context.nowMs)) return { ...evidence, status: 'rejected', reason: 'expired', hint: null };
    return { ...evidence, status: 'verified', facts: { cipher: 'XSalsa20-Poly1305', key: key.reading }, recipe: { style: jsonStyleOf(session.json, pythonJson) } };
  },

  async seal({ text, wire, opened }) {
    const json = sessionText(text, opened.recipe.style);
    if (!json.ok) return json;
    const nonce = randomBytes(24);
    const box = sealSecretbox(utf8(json.value), { key: opened.key.bytes, nonce });
    return ok([{ name: wire.name, value: quotedPython(base64(concat(nonce, box))) }]);
  },

  principal: aiohttpSession.principal,
});
