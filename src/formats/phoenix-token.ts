/**
 * Phoenix.Token, and Plug's signed and encrypted response cookies (phx.gen.auth's remember-me cookie): a term with its time inside.
 * Grammar: Plug.Crypto's signed or encrypted message around the term `{data, signed at in ms, max age in s}`
 * Source: elixir-plug/plug_crypto 2.1.1 `lib/plug/crypto.ex`; elixir-plug/plug 1.19.1 `lib/plug/conn.ex` (put_resp_cookie, fetch_cookies).
 */
import { readErlangTerm, type ErlangDocument } from '../codec/erlang-term';
import { writeErlangTerm } from '../codec/erlang-term-writer';
import { parseJsonTree, payloadOfTree } from '../codec/json-tree';
import { digestTitle } from '../crypto/hash';
import { checkedSignature, openedCipher, type Layer } from '../envelope/layer';
import { tokenTerm, type TokenTerm } from '../envelope/phoenix-token';
import { fitsPlugSigned, openPlugSealed, plugDerivation, plugDerivationSettings, plugKey, sealPlug, signPlug, splitPlugSealed, splitPlugSigned, type PlugSealed, type PlugSigned } from '../envelope/plug-crypto';
import { principalIn } from '../envelope/principal';
import { fail, ok } from '../result';
import { defineFormat, type OpenContext, type Parsed, type Rejected } from './define';

interface Token {
  readonly document: ErlangDocument;
  readonly term: TokenTerm;
}

type Model = { readonly signed: PlugSigned; readonly token: Token } | { readonly sealed: PlugSealed };

interface Recipe extends Token {
  readonly salt: string;
}

const noKey = new Uint8Array();

function tokenOf(bytes: Uint8Array | null): Token | null {
  const document = bytes === null ? null : readErlangTerm(bytes);
  const term = document === null ? null : tokenTerm(document);
  return document === null || term === null ? null : { document, term };
}

function expiryOf({ term }: Token): number | null {
  return term.maxAgeSeconds === null ? null : term.signedMs + Math.trunc(term.maxAgeSeconds * 1000);
}

function contentLayers(token: Token): Layer[] {
  const payload = payloadOfTree(token.term.data.shown);
  return [{ kind: 'timestamp', title: 'signed at', epochMs: token.term.signedMs }, { kind: 'payload', title: 'Erlang term', payload }];
}

function parseSigned(signed: PlugSigned): Parsed<Model> | null {
  const token = tokenOf(signed.payloadBytes);
  if (token === null) return null;
  const signature: Layer = { kind: 'signature', title: `HMAC-${digestTitle(signed.digest)}`, state: 'unchecked', key: null };
  const payload = payloadOfTree(token.term.data.shown);
  const layers = [signed.parts, signature, ...contentLayers(token)];
  return { confidence: 'certain', layers, model: { signed, token }, payload, issuedAt: token.term.signedMs, expiresAt: expiryOf(token) };
}

function parseSealed(sealed: PlugSealed): Parsed<Model> | null {
  if (sealed.pieces === null) return null;
  // An encrypted session looks the same: only the key tells.
  const layers: Layer[] = [sealed.parts, { kind: 'cipher', title: sealed.scheme === 'xchacha' ? 'XChaCha20-Poly1305' : 'AES-128-GCM', state: 'sealed', key: null }];
  return { confidence: 'possible', layers, model: { sealed }, payload: null, issuedAt: null, expiresAt: null };
}

function saltOf(context: OpenContext, name: string): string {
  const salt = context.setting('salt');
  return salt === null ? `${name}_cookie` : String(salt);
}

/** What a key makes of the message: the token where it fits. */
function provenToken(model: Model, key: Uint8Array): Token | null {
  if ('signed' in model) return fitsPlugSigned(model.signed, key) ? model.token : null;
  return tokenOf(openPlugSealed(model.sealed, { encryption: key, signing: noKey }));
}

function refusal(parsed: Parsed<Model>): Rejected {
  const { payload, issuedAt, expiresAt } = parsed;
  const layers = checkedSignature(openedCipher(parsed.layers, null), null);
  return { status: 'rejected', reason: 'signed' in parsed.model ? 'bad-signature' : 'decrypt-failed', key: null, hint: null, payload, issuedAt, expiresAt, layers };
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'phoenix-token',
    title: 'Phoenix.Token',
    framework: 'Phoenix',
    grammar: 'Plug.Crypto message around {data, signed at, max age}',
    cookieNames: [/^_\w{1,60}_remember_me$/],
    role: 'unknown',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'secret_key_base', configNames: ['SECRET_KEY_BASE', 'secret_key_base'] }],
    settings: [
      { name: 'salt', title: 'Salt (by default the cookie name and _cookie)', default: null },
      ...plugDerivationSettings,
    ],
    guesses: ['user auth', 'user socket', 'user', 'user_auth', 'auth', 'session', 'api', 'token'].map((salt) => ({ settings: { salt }, hint: `The key matches with the salt ${JSON.stringify(salt)}.` })),
    references: ['elixir-plug/plug_crypto 2.1.1 lib/plug/crypto.ex', 'elixir-plug/plug 1.19.1 lib/plug/conn.ex', 'phoenixframework/phoenix 1.8 lib/phoenix/token.ex'],
  },

  parse(wire) {
    const signed = splitPlugSigned(wire.value);
    if (signed !== null) return parseSigned(signed);
    const sealed = splitPlugSealed(wire.value);
    return sealed === null ? null : parseSealed(sealed);
  },

  async open(wire, parsed, context) {
    const salt = saltOf(context, wire.name);
    for (const key of context.keys.readings('secret')) {
      const token = provenToken(parsed.model, await plugKey(context.kdf, key.bytes, salt, plugDerivation(context.setting)));
      if (token === null) continue;
      const { label } = key.secret;
      const layers = [...checkedSignature(openedCipher(parsed.layers, label), label), ...('sealed' in parsed.model ? contentLayers(token) : [])];
      const expiresAt = expiryOf(token);
      const base = { payload: payloadOfTree(token.term.data.shown), issuedAt: token.term.signedMs, expiresAt, layers };
      if (context.nowMs !== null && expiresAt !== null && expiresAt < context.nowMs) return { ...base, status: 'rejected', reason: 'expired', key, hint: null };
      return { ...base, status: 'verified', key, facts: { salt }, recipe: { ...token, salt } };
    }
    return refusal(parsed);
  },

  async seal({ text, wire, parsed, opened, context }) {
    const { document, term, salt } = opened.recipe;
    const edited = parseJsonTree(text);
    if (!edited.ok) return fail(`The payload is no JSON: ${edited.problem}.`);
    const bytes = writeErlangTerm(term.rebuilt(edited.value, context.nowMs), document);
    if (!bytes.ok) return fail(`The payload cannot be written as an Erlang term: ${bytes.problem}.`);
    const key = await plugKey(context.kdf, opened.key.bytes, salt, plugDerivation(context.setting));
    const { model } = parsed;
    const value = 'signed' in model ? signPlug(bytes.value, key, model.signed.digest) : sealPlug(bytes.value, { encryption: key, signing: noKey }, model.sealed.scheme);
    return ok([{ name: wire.name, value }]);
  },

  identity: () => null,
  principal: (payload) => (typeof payload === 'string' || typeof payload === 'number' ? String(payload) : principalIn(payload)),
});
