/**
 * Ruby on Rails' encrypted cookies and sessions.
 * Grammar, 5.2 and later: `base64(ciphertext)--base64(iv)--base64(tag)` under AES-256-GCM; before, and with
 * `use_authenticated_cookie_encryption = false`: `outer--hex(HMAC(outer))`, outer = `base64(base64(ciphertext)--base64(iv))` under AES-256-CBC.
 * Source: rails/rails 8.1 `action_dispatch/middleware/cookies.rb`, `active_support/{message_encryptor,key_generator}.rb`; 5.1 `message_encryptor.rb`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { equalBytes, hex, randomBytes, textOf, unhexLower, utf8 } from '../codec/bytes';
import { isRecord, type Payload } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { openCbc, sealCbc } from '../crypto/aes';
import { digestByLength, digestTitle, hmac, type Digest } from '../crypto/hash';
import type { Kdf } from '../crypto/kdf';
import { dashedGcm, openDashedGcm, sealDashedGcm, type DashedGcm } from '../envelope/dashed-gcm';
import { partsOf, type Part } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { editedPlainText, editedRailsMessage, messageFacts, messageLayers, plainTextOf, railsMessage, railsVerdict, sessionIdIn, type RailsMessage } from '../envelope/rails-message';
import { ok } from '../result';
import { defineFormat, type KeyReading, type Layer, type OpenContext, type Opened, type Rejected } from './define';

interface Cbc {
  readonly outer: string;
  readonly mac: Uint8Array;
  readonly digest: Digest;
  readonly iv: Uint8Array;
  readonly sealed: Uint8Array;
  readonly parts: readonly Part[];
}

type Model = { readonly mode: 'gcm'; readonly box: DashedGcm } | { readonly mode: 'cbc'; readonly box: Cbc };

interface Recipe {
  readonly kdfDigest: 'sha1' | 'sha256';
  /** Null: the plaintext is text without a serialiser. */
  readonly message: RailsMessage | null;
}

const kdfDigests = ['sha256', 'sha1'] as const;
const salts = { gcm: 'authenticated encrypted cookie', cbc: 'encrypted cookie', cbcMac: 'signed encrypted cookie' };

function derive(kdf: Kdf, password: Uint8Array, digest: 'sha1' | 'sha256', [salt, length]: readonly [string, number]): Promise<Uint8Array> {
  return kdf.pbkdf2({ digest, password, salt: utf8(salt), iterations: 1000, length });
}

function cbcBox(raw: string): Cbc | null {
  const at = raw.lastIndexOf('--');
  const mac = at < 0 ? null : unhexLower(raw.slice(at + 2));
  const digest = mac === null ? null : digestByLength(mac.length);
  const outer = percentDecoded(raw.slice(0, Math.max(at, 0)));
  const packed = outer === null ? null : unbase64Padded(outer);
  const inner = packed === null ? null : /^([A-Za-z0-9+/]+={0,2})--([A-Za-z0-9+/]{22}==)$/.exec(textOf(packed) ?? '');
  const [sealed, iv] = [unbase64Padded(inner?.[1] ?? ''), unbase64Padded(inner?.[2] ?? '')];
  if (mac === null || digest === null || outer === null || inner === null || sealed === null || iv?.length !== 16) return null;
  const parts = partsOf([['ciphertext and initialisation vector', 'ciphertext', raw.slice(0, at)], ['--', 'separator', '--'], ['signature', 'signature', raw.slice(at + 2)]]);
  return { outer, mac, digest, iv, sealed, parts };
}

function layersOf(model: Model, state: 'sealed' | 'opened' | 'failed', key: string | null): Layer[] {
  const cipher = { kind: 'cipher' as const, title: model.mode === 'gcm' ? 'AES-256-GCM' : 'AES-256-CBC', state, key };
  if (model.mode === 'gcm') return [{ kind: 'envelope', parts: model.box.parts }, cipher];
  const proof = state === 'sealed' ? 'unchecked' : state === 'opened' ? 'verified' : 'failed';
  return [{ kind: 'envelope', parts: model.box.parts }, { kind: 'signature', title: `HMAC-${digestTitle(model.box.digest)}`, state: proof, key }, cipher];
}

/** The plaintext under one key and one digest of the derivation; null where it does not fit. */
async function plainUnder(model: Model, key: KeyReading, digest: 'sha1' | 'sha256', kdf: Kdf): Promise<Uint8Array | null> {
  if (model.mode === 'gcm') return openDashedGcm(model.box, await derive(kdf, key.bytes, digest, [salts.gcm, 32]));
  const { outer, mac, iv, sealed } = model.box;
  const macKey = await derive(kdf, key.bytes, digest, [salts.cbcMac, 64]);
  if (!equalBytes(hmac(model.box.digest, macKey, utf8(outer)), mac)) return null;
  return openCbc(sealed, { key: await derive(kdf, key.bytes, digest, [salts.cbc, 32]), iv });
}

interface Found {
  readonly key: KeyReading;
  readonly kdfDigest: 'sha1' | 'sha256';
  readonly plain: Uint8Array;
}

async function find(model: Model, context: OpenContext): Promise<Found | null> {
  for (const key of context.keys.readings('secret'))
    for (const kdfDigest of kdfDigests) {
      const plain = await plainUnder(model, key, kdfDigest, context.kdf);
      if (plain !== null) return { key, kdfDigest, plain };
    }
  return null;
}

function rejected(model: Model): Rejected {
  const cut = model.mode === 'gcm' && model.box.tagLength !== 16;
  return {
    status: 'rejected', reason: cut ? 'truncated' : 'bad-signature', key: null, payload: null, issuedAt: null, expiresAt: null,
    hint: model.mode === 'gcm' && cut ? `The tag has ${model.box.tagLength} bytes instead of 16: the end of the value is missing.` : null,
    layers: layersOf(model, 'failed', null),
  };
}

function opened(model: Model, { key, kdfDigest, plain }: Found, name: string, nowMs: number | null): Opened<Recipe> {
  const message = railsMessage(plain);
  const payload: Payload | null = message?.payload ?? plainTextOf(plain);
  const layers: Layer[] = [
    ...layersOf(model, 'opened', key.secret.label),
    ...(message !== null ? messageLayers(message) : payload === null ? [] : [{ kind: 'payload' as const, title: 'text', payload }]),
  ];
  const base = { layers, payload, issuedAt: null, expiresAt: message?.expiresAt ?? null, key };
  const verdict = message === null ? { reason: null, hint: null } : railsVerdict(message, name, nowMs);
  if (verdict.reason !== null) return { ...base, ...verdict, status: 'rejected', reason: verdict.reason };
  const facts = {
    cipher: model.mode === 'gcm' ? 'AES-256-GCM' : `AES-256-CBC, HMAC-${digestTitle(model.box.digest)}`,
    'key derivation': `PBKDF2-${digestTitle(kdfDigest)}, 1000 iterations`,
    ...(message === null ? { serializer: 'none' } : messageFacts(message)),
  };
  return { ...base, status: 'verified', facts, recipe: { kdfDigest, message } };
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'rails-encrypted',
    title: 'Rails encrypted cookie',
    framework: 'Ruby on Rails',
    grammar: 'base64(ciphertext)--base64(iv)--base64(tag), before 5.2 base64(ciphertext--iv)--hex(HMAC)',
    cookieNames: [/^_\w+_session$/, '_session_id'],
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret_key_base', configNames: ['secret_key_base', 'SECRET_KEY_BASE'] }],
    settings: [],
    references: ['rails/rails 8.1 actionpack/lib/action_dispatch/middleware/cookies.rb', 'rails/rails 8.1 activesupport/lib/active_support/message_encryptor.rb', 'rails/rails 5.1 activesupport/lib/active_support/message_encryptor.rb'],
  },

  parse(wire) {
    const gcm = dashedGcm(wire.value);
    const cbc = gcm === null ? cbcBox(wire.value) : null;
    const model: Model | null = gcm !== null ? { mode: 'gcm', box: gcm } : cbc === null ? null : { mode: 'cbc', box: cbc };
    if (model === null) return null;
    const whole = model.mode === 'cbc' || model.box.tagLength === 16;
    return { confidence: whole ? 'likely' : 'possible', layers: layersOf(model, 'sealed', null), model, payload: null, issuedAt: null, expiresAt: null };
  },

  async open(wire, parsed, context) {
    const found = await find(parsed.model, context);
    return found === null ? rejected(parsed.model) : opened(parsed.model, found, wire.name, context.nowMs);
  },

  async seal({ text, wire, parsed, opened: { key, recipe }, context }) {
    const { kdfDigest, message } = recipe;
    const plain = message === null ? editedPlainText(text) : editedRailsMessage(message, text);
    if (!plain.ok) return plain;
    const { model } = parsed;
    const part = (salt: string, length: number): Promise<Uint8Array> => derive(context.kdf, key.bytes, kdfDigest, [salt, length]);
    if (model.mode === 'gcm') return ok([{ name: wire.name, value: sealDashedGcm(plain.value, await part(salts.gcm, 32)) }]);
    const iv = randomBytes(16);
    const outer = base64(utf8(`${base64(sealCbc(plain.value, { key: await part(salts.cbc, 32), iv }))}--${base64(iv)}`));
    const mac = hex(hmac(model.box.digest, await part(salts.cbcMac, 64), utf8(outer)));
    return ok([{ name: wire.name, value: `${encodeURIComponent(outer)}--${mac}` }]);
  },

  identity: (value) => (isRecord(value) ? sessionIdIn(value) : null),
  principal: principalIn,
});
