/**
 * Plug's and Phoenix's signed session, Phoenix's default: legible to everyone, no expiry inside.
 * Grammar: `SFMyNTY.base64url(Erlang term).base64url(HMAC)`; `SFMzODQ` and `SFM1MTI` for SHA-384 and SHA-512
 * Source: elixir-plug/plug 1.19.1 `lib/plug/session/cookie.ex`; elixir-plug/plug_crypto 2.1.1 `lib/plug/crypto/message_verifier.ex`.
 */
import { digestTitle, type Digest } from '../crypto/hash';
import { checkedSignature, type Layer } from '../envelope/layer';
import { tokenTerm } from '../envelope/phoenix-token';
import { plugContent, plugContentBytes, type PlugContent } from '../envelope/plug-content';
import { fitsPlugSigned, plugDerivation, plugDerivationSettings, plugKey, signPlug, splitPlugSigned, type PlugSigned } from '../envelope/plug-crypto';
import { principalIn } from '../envelope/principal';
import { ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly signed: PlugSigned;
  readonly content: PlugContent | null;
}

interface Recipe {
  readonly salt: string;
  readonly digest: Digest;
}

function layersOf({ signed, content }: Model): Layer[] {
  const signature: Layer = { kind: 'signature', title: `HMAC-${digestTitle(signed.digest)}`, state: 'unchecked', key: null };
  if (content === null) return [signed.parts, signature];
  return [signed.parts, signature, { kind: 'encoding', title: 'base64url' }, { kind: 'payload', title: content.serializer, payload: content.payload }];
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'plug-signed',
    title: 'Plug signed session',
    framework: 'Plug / Phoenix',
    grammar: 'SFMyNTY.base64url(Erlang term).base64url(HMAC)',
    cookieNames: [/^_\w{1,60}_key$/],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret_key_base', configNames: ['SECRET_KEY_BASE', 'secret_key_base'] }],
    settings: [
      { name: 'signingSalt', title: 'signing_salt', default: null },
      ...plugDerivationSettings,
    ],
    references: ['elixir-plug/plug 1.19.1 lib/plug/session/cookie.ex', 'elixir-plug/plug_crypto 2.1.1 lib/plug/crypto/message_verifier.ex', 'erlang/otp 27 erl_ext_dist'],
  },

  parse(wire) {
    const signed = splitPlugSigned(wire.value);
    if (signed === null) return null;
    const content = signed.payloadBytes === null ? null : plugContent(signed.payloadBytes);
    // Phoenix.Token has the same envelope; its term tells.
    if (content?.document != null && tokenTerm(content.document) !== null) return null;
    const whole = content !== null && signed.signatureBytes?.length === (signed.digest === 'sha256' ? 32 : signed.digest === 'sha384' ? 48 : 64);
    const model = { signed, content };
    return {
      confidence: 'certain',
      layers: layersOf(model),
      model,
      payload: content?.payload ?? null,
      issuedAt: null,
      expiresAt: null,
      ...(whole ? {} : { malformed: 'Its payload or signature is cut off.' }),
    };
  },

  async open(_wire, parsed, context) {
    const { signed } = parsed.model;
    const base = { payload: parsed.payload, issuedAt: null, expiresAt: null };
    const refused = { ...base, status: 'rejected', key: null, layers: checkedSignature(parsed.layers, null) } as const;
    if (parsed.malformed !== undefined) return { ...refused, reason: 'truncated', hint: parsed.malformed };
    const salt = context.setting('signingSalt');
    if (salt === null)
      return { ...refused, layers: parsed.layers, reason: 'bad-signature', hint: 'The signature cannot be checked without the signing salt: give signing_salt from the options of Plug.Session (endpoint.ex).' };
    for (const key of context.keys.readings('secret')) {
      const derived = await plugKey(context.kdf, key.bytes, String(salt), plugDerivation(context.setting));
      if (!fitsPlugSigned(signed, derived)) continue;
      const facts = { digest: digestTitle(signed.digest), signingSalt: String(salt), serializer: parsed.model.content?.serializer ?? '' };
      const recipe = { salt: String(salt), digest: signed.digest };
      return { ...base, status: 'verified', key, facts, recipe, layers: checkedSignature(parsed.layers, key.secret.label) };
    }
    return { ...refused, reason: 'bad-signature', hint: null };
  },

  async seal({ text, wire, parsed, opened, context }) {
    const bytes = plugContentBytes(text, parsed.model.content ?? plugContent(new Uint8Array()));
    if (!bytes.ok) return bytes;
    const derived = await plugKey(context.kdf, opened.key.bytes, opened.recipe.salt, plugDerivation(context.setting));
    return ok([{ name: wire.name, value: signPlug(bytes.value, derived, opened.recipe.digest) }]);
  },

  identity: () => null,
  principal: principalIn,
});
