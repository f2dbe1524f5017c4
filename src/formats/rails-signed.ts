/**
 * Ruby on Rails' signed cookies and other messages of its MessageVerifier: legible, the key derived from secret_key_base.
 * Grammar: `base64(message)--hex(HMAC(PBKDF2(secret_key_base, salt), base64 text))`.
 * Source: rails/rails 8.1 `action_dispatch/middleware/cookies.rb`, `active_support/{message_verifier,key_generator}.rb`; 3.2 `message_verifier.rb`.
 */
import { isRecord } from '../codec/value';
import { utf8 } from '../codec/bytes';
import { digestTitle } from '../crypto/hash';
import type { KdfDigest } from '../crypto/kdf';
import { dashedHmac, dashedHmacFits, dashedHmacLayers, signDashedHmac, type DashedHmac } from '../envelope/dashed-hmac';
import { principalIn } from '../envelope/principal';
import { editedRailsMessage, messageFacts, messageLayers, railsMessage, railsVerdict, sessionIdIn, type RailsMessage } from '../envelope/rails-message';
import { ok } from '../result';
import { defineFormat, type KeyReading, type Layer, type OpenContext, type Opened, type Parsed, type WireCookie } from './define';

interface Model {
  readonly signed: DashedHmac;
  readonly message: RailsMessage;
}

/** Null: the secret itself is the key, as with Rails 3's secret_token and with a MessageVerifier of one's own. */
type Recipe = { readonly kdfDigest: KdfDigest } | null;

const kdfDigests = ['sha256', 'sha1'] as const;
const sessionName = /^_\w+_session$/;

async function keyBytes(key: KeyReading, recipe: Recipe, context: OpenContext): Promise<Uint8Array> {
  if (recipe === null) return key.bytes;
  const [salt, iterations] = [context.setting('salt'), context.setting('keyIterations')];
  return context.kdf.pbkdf2({ digest: recipe.kdfDigest, password: key.bytes, salt: utf8(String(salt)), iterations: Math.min(Math.max(Number(iterations) || 1000, 1), 10_000_000), length: 64 });
}

async function find({ signed, message }: Model, name: string, context: OpenContext): Promise<{ readonly key: KeyReading; readonly recipe: Recipe } | null> {
  // Without Rails' metadata a bare MAC is Rack's format, unless the name is that of a Rails session.
  const bareToo = message.wrapping !== 'bare' || sessionName.test(name);
  const ways: Recipe[] = [...kdfDigests.map((kdfDigest) => ({ kdfDigest })), ...(bareToo ? [null] : [])];
  for (const key of context.keys.readings('secret'))
    for (const recipe of ways) if (dashedHmacFits(signed, await keyBytes(key, recipe, context))) return { key, recipe };
  return null;
}

function layersOf({ signed, message }: Model, state: 'unchecked' | 'verified' | 'failed', key: string | null): Layer[] {
  return [...dashedHmacLayers(signed, state, key), ...messageLayers(message)];
}

/** Rack's own sessions look the same; their ids are longer than those of Rails. */
function isLikelyRack({ wrapping, payload }: RailsMessage): boolean {
  return wrapping === 'bare' && isRecord(payload.value) && (sessionIdIn(payload.value)?.length ?? 0) > 32;
}

async function open(wire: WireCookie, parsed: Parsed<Model>, context: OpenContext): Promise<Opened<Recipe>> {
  const { model, payload, expiresAt } = parsed;
  const found = await find(model, wire.name, context);
  const base = { payload, issuedAt: null, expiresAt };
  if (found === null) return { ...base, status: 'rejected', reason: 'bad-signature', key: null, hint: null, layers: layersOf(model, 'failed', null) };
  const { key, recipe } = found;
  const layers = layersOf(model, 'verified', key.secret.label);
  const verdict = railsVerdict(model.message, wire.name, context.nowMs);
  if (verdict.reason !== null) return { ...base, ...verdict, status: 'rejected', reason: verdict.reason, key, layers };
  const facts = {
    digest: digestTitle(model.signed.digest),
    'key derivation': recipe === null ? 'none' : `PBKDF2-${digestTitle(recipe.kdfDigest)}, ${context.setting('keyIterations')} iterations, salt ${context.setting('salt')}`,
    ...messageFacts(model.message),
  };
  return { ...base, status: 'verified', key, facts, recipe, layers };
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'rails-signed',
    title: 'Rails signed cookie',
    framework: 'Ruby on Rails',
    grammar: 'base64(message)--hex(HMAC)',
    cookieNames: [sessionName, /^remember_\w+_token$/],
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret_key_base', configNames: ['secret_key_base', 'SECRET_KEY_BASE', 'secret_token'] }],
    settings: [
      { name: 'salt', title: 'Salt of the key derivation', default: 'signed cookie' },
      { name: 'keyIterations', title: 'PBKDF2 iterations', default: 1000 },
    ],
    guesses: [
      { settings: { salt: 'active_record/signed_id' }, hint: 'It is signed as an Active Record signed id (salt `active_record/signed_id`), not as a cookie.' },
      { settings: { salt: 'ActiveStorage' }, hint: 'It is signed by Active Storage (salt `ActiveStorage`), not as a cookie.' },
      { settings: { salt: 'signed_global_ids' }, hint: 'It is a signed GlobalID (salt `signed_global_ids`), not a cookie.' },
    ],
    references: ['rails/rails 8.1 activesupport/lib/active_support/message_verifier.rb', 'rails/rails 8.1 actionpack/lib/action_dispatch/middleware/cookies.rb', 'heartcombo/devise lib/devise/models/rememberable.rb'],
  },

  parse(wire) {
    const signed = dashedHmac(wire.value);
    const message = signed === null ? null : railsMessage(signed.data);
    if (signed === null || message === null) return null;
    const model = { signed, message };
    return {
      confidence: message.wrapping !== 'bare' ? 'certain' : isLikelyRack(message) ? 'possible' : 'likely',
      layers: layersOf(model, 'unchecked', null),
      model,
      payload: message.payload,
      issuedAt: null,
      expiresAt: message.expiresAt,
    };
  },

  open,

  async seal({ text, wire, parsed: { model }, opened: { key, recipe }, context }) {
    const data = editedRailsMessage(model.message, text);
    return data.ok ? ok([{ name: wire.name, value: signDashedHmac(data.value, await keyBytes(key, recipe, context), model.signed) }]) : data;
  },

  identity: (value) => (isRecord(value) ? sessionIdIn(value) : null),
  // Devise's remember-me: [[id], secret, time].
  principal: principalIn,
});
