/**
 * Sinatra 3's session, Rack::Protection::EncryptedCookie: to the byte the look of an encrypted Rails cookie, under another key.
 * Grammar: `base64(ciphertext)--base64(iv)--base64(tag)`, AES-256-GCM under the first 32 bytes of `[secret].pack("H*")`.
 * Source: sinatra/sinatra 3.2 `rack-protection/lib/rack/protection/{encrypted_cookie,encryptor}.rb`.
 */
import { dashedGcm, openDashedGcm, sealDashedGcm, type DashedGcm } from '../envelope/dashed-gcm';
import { principalIn } from '../envelope/principal';
import { coderTitle, editedRackSession, rackSession, type RackSession } from '../envelope/rack-coder';
import { sessionIdIn } from '../envelope/rails-message';
import { base64, unbase64 } from '../codec/base64';
import { latin1Text, utf8 } from '../codec/bytes';
import { ok } from '../result';
import { defineFormat, type KeyReading, type KeySet, type Layer, type Opened } from './define';

interface Recipe {
  readonly session: RackSession;
  /** True: the coder's bytes are in base64 once more inside the cipher. */
  readonly base64: boolean;
}

/** Ruby's `pack("H*")`: hexadecimal, and for other characters what their low bits give. */
function packedHex(text: Uint8Array): Uint8Array {
  const digits = [...text].map((code) => (/[A-Za-z]/.test(String.fromCharCode(code)) ? ((code & 7) + 9) & 15 : code & 15));
  return Uint8Array.from({ length: Math.ceil(digits.length / 2) }, (_none, i) => ((digits[2 * i] ?? 0) << 4) | (digits[2 * i + 1] ?? 0));
}

function keysFrom(keys: KeySet): KeyReading[] {
  return keys.readings('secret').flatMap((key): KeyReading[] => {
    const bytes = (key.secret.encoding === 'utf8' ? packedHex(key.bytes) : key.bytes).subarray(0, 32);
    return bytes.length < 32 ? [] : [{ ...key, bytes, reading: key.secret.encoding === 'utf8' ? 'hex' : key.reading }];
  });
}

function layersOf(box: DashedGcm, state: 'sealed' | 'opened' | 'failed', key: string | null): Layer[] {
  return [{ kind: 'envelope', parts: box.parts }, { kind: 'cipher', title: 'AES-256-GCM', state, key }];
}

function recipeFrom(plain: Uint8Array): Recipe | null {
  const direct = rackSession(plain);
  if (direct !== null) return { session: direct, base64: false };
  const packed = unbase64(latin1Text(plain));
  const session = packed === null ? null : rackSession(packed);
  return session === null ? null : { session, base64: true };
}

export default defineFormat<DashedGcm, Recipe>({
  meta: {
    id: 'sinatra-encrypted',
    title: 'Sinatra 3 session',
    framework: 'Sinatra',
    grammar: 'base64(ciphertext)--base64(iv)--base64(tag)',
    cookieNames: ['rack.session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'session_secret', configNames: ['SESSION_SECRET', 'session_secret', 'old_secret'] }],
    settings: [],
    references: ['sinatra/sinatra 3.2 rack-protection/lib/rack/protection/encrypted_cookie.rb', 'sinatra/sinatra 3.2 rack-protection/lib/rack/protection/encryptor.rb'],
  },

  parse(wire) {
    const box = dashedGcm(wire.value);
    return box === null ? null : { confidence: 'possible', layers: layersOf(box, 'sealed', null), model: box, payload: null, issuedAt: null, expiresAt: null };
  },

  open(_wire, { model: box }, context): Promise<Opened<Recipe>> {
    const base = { payload: null, issuedAt: null, expiresAt: null };
    for (const key of keysFrom(context.keys)) {
      const plain = openDashedGcm(box, key.bytes);
      const recipe = plain === null ? null : recipeFrom(plain);
      if (plain === null) continue;
      const layers = layersOf(box, 'opened', key.secret.label);
      if (recipe === null) return Promise.resolve({ ...base, status: 'rejected', reason: 'malformed', key, hint: 'It decrypts to something that is neither Marshal nor JSON.', layers });
      const { session } = recipe;
      const facts = { cipher: 'AES-256-GCM', coder: coderTitle(session) };
      return Promise.resolve({ ...base, status: 'verified', key, facts, recipe, payload: session.content.payload, layers: [...layers, ...session.layers] });
    }
    const cut = box.tagLength !== 16;
    const hint = cut ? `The tag has ${box.tagLength} bytes instead of 16: the end of the value is missing.` : null;
    return Promise.resolve({ ...base, status: 'rejected', reason: cut ? 'truncated' : 'bad-signature', key: null, hint, layers: layersOf(box, 'failed', null) });
  },

  seal({ text, wire, opened: { key, recipe } }) {
    const data = editedRackSession(recipe.session, text);
    if (!data.ok) return Promise.resolve(data);
    const plain = recipe.base64 ? utf8(base64(data.value)) : data.value;
    return Promise.resolve(ok([{ name: wire.name, value: sealDashedGcm(plain, key.bytes) }]));
  },

  identity: sessionIdIn,
  principal: principalIn,
});
