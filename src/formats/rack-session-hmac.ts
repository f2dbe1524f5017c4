/**
 * Rack::Session::Cookie up to Rack 2 (and rack-session 2's legacy cookies): legible, signed with the secret itself, or not at all.
 * Grammar: `base64(coder(session))--hex(HMAC(secret, base64 text))`; without a secret `base64(Marshal)` alone.
 * Source: rack/rack 2.2.22 `lib/rack/session/cookie.rb`; 1.6 (base64 in lines); rack/rack-session 2.1 `cookie.rb:260-300`.
 */
import { isMarshal } from '../codec/ruby-marshal';
import { isRecord } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { dashedHmac, dashedHmacFits, dashedHmacLayers, signDashedHmac, styledBase64, type DashedHmac } from '../envelope/dashed-hmac';
import { partsOf } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { coderTitle, editedRackSession, rackSession, type RackSession } from '../envelope/rack-coder';
import { sessionIdIn } from '../envelope/rails-message';
import { ok } from '../result';
import { defineFormat, type Layer, type Opened, type Parsed } from './define';

interface Model {
  /** Null: base64 of Marshal without a signature. */
  readonly signed: DashedHmac | null;
  readonly session: RackSession;
}

function layersOf({ signed, session }: Model, raw: string, state: 'unchecked' | 'verified' | 'failed', key: string | null): Layer[] {
  if (signed !== null) return [...dashedHmacLayers(signed, state, key), ...session.layers];
  return [
    { kind: 'envelope', parts: partsOf([['payload', 'payload', raw]]) },
    { kind: 'signature', title: 'HMAC', state: 'missing', key: null },
    { kind: 'encoding', title: 'base64' },
    ...session.layers,
  ];
}

/** A session as Rack makes it: an object with an id longer than that of Rails, or deflated, which only Rack does. */
function isUnmistakablyRack({ content, zipped }: RackSession): boolean {
  return zipped || (isRecord(content.payload.value) && (sessionIdIn(content.payload.value)?.length ?? 0) > 32);
}

function parsedFrom(model: Model, raw: string): Parsed<Model> {
  const confidence = isUnmistakablyRack(model.session) ? 'likely' : 'possible';
  return { confidence, layers: layersOf(model, raw, 'unchecked', null), model, payload: model.session.content.payload, issuedAt: null, expiresAt: null };
}

export default defineFormat<Model>({
  meta: {
    id: 'rack-session-hmac',
    title: 'Rack session cookie (Rack 2 and older)',
    framework: 'Rack',
    grammar: 'base64(session)--hex(HMAC)',
    cookieNames: ['rack.session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret', configNames: ['SESSION_SECRET', 'session_secret', 'old_secret', 'legacy_hmac_secret'] }],
    settings: [],
    references: ['rack/rack 2.2.22 lib/rack/session/cookie.rb', 'rack/rack-session 2.1.2 lib/rack/session/cookie.rb'],
  },

  parse(wire) {
    const signed = dashedHmac(wire.value);
    if (signed !== null) {
      const session = rackSession(signed.data);
      return session === null || !isRecord(session.content.payload.value) ? null : parsedFrom({ signed, session }, wire.value);
    }
    const bare = styledBase64(percentDecoded(wire.value) ?? '-')?.data;
    const session = bare === undefined || !isMarshal(bare) ? null : rackSession(bare);
    return session === null || !isRecord(session.content.payload.value) ? null : parsedFrom({ signed: null, session }, wire.value);
  },

  open(wire, parsed, context): Promise<Opened<null>> {
    const { model, payload } = parsed;
    const { signed, session } = model;
    const base = { payload, issuedAt: null, expiresAt: null };
    if (signed === null) {
      const hint = 'There is no signature: whoever can set this cookie can make the server load any Ruby object. Give Rack::Session::Cookie a secret.';
      return Promise.resolve({ ...base, status: 'rejected', reason: 'missing-signature', key: null, hint, layers: parsed.layers });
    }
    const key = context.keys.readings('secret').find(({ bytes }) => dashedHmacFits(signed, bytes));
    if (key === undefined)
      return Promise.resolve({ ...base, status: 'rejected', reason: 'bad-signature', key: null, hint: null, layers: layersOf(model, wire.value, 'failed', null) });
    const facts = { digest: digestTitle(signed.digest), coder: coderTitle(session) };
    return Promise.resolve({ ...base, status: 'verified', key, facts, recipe: null, layers: layersOf(model, wire.value, 'verified', key.secret.label) });
  },

  seal({ text, wire, parsed: { model }, opened: { key } }) {
    const data = editedRackSession(model.session, text);
    if (!data.ok || model.signed === null) return Promise.resolve(data.ok ? ok([]) : data);
    return Promise.resolve(ok([{ name: wire.name, value: signDashedHmac(data.value, key.bytes, model.signed) }]));
  },

  identity: sessionIdIn,
  principal: principalIn,
});
