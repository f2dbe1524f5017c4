/**
 * Beaker's session id, signed where the application has a secret; the session itself stands on the server.
 * Grammar: `hex(HMAC-SHA-1(secret, sid)) ++ sid`, or the bare `sid`; the sid is 32 hexadecimal digits
 * Source: bbangert/beaker 1.13.0 `beaker/session.py:38-67,199-219`.
 */
import { hex, utf8 } from '../codec/bytes';
import { quotedPython, unquoted } from '../codec/wire-text';
import { hmac } from '../crypto/hash';
import { checkedSignature, partsWithin, type Layer } from '../envelope/layer';
import { idFromText, idPayload } from '../envelope/session-id';
import { unproved } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat } from './define';

interface Model {
  /** Null for a bare id. */
  readonly signature: string | null;
  readonly sid: string;
}

function signatureOf(sid: string, secret: Uint8Array): string {
  return hex(hmac('sha1', secret, utf8(sid)));
}

export default defineFormat<Model>({
  meta: {
    id: 'beaker-sid',
    title: 'Beaker session id',
    framework: 'Beaker',
    grammar: 'hex(HMAC-SHA-1) followed by 32 hexadecimal digits',
    cookieNames: ['beaker.session.id'],
    role: 'session',
    holds: 'id',
    keyFields: [{ name: 'secret', title: 'session.secret', configNames: ['beaker.session.secret', 'session.secret'] }],
    settings: [],
    references: ['bbangert/beaker 1.13.0 beaker/session.py'],
  },

  parse(wire) {
    const match = /^([0-9a-f]{40})?([0-9a-f]{32})$/.exec(unquoted(wire.value));
    if (match === null) return null;
    const [, signature = null, sid = ''] = match;
    const payload = idPayload(sid);
    const id: Layer = { kind: 'payload', title: 'session id', payload };
    const layers: Layer[] =
      signature === null
        ? [{ kind: 'envelope', parts: partsWithin(wire.value, [['session id', 'id', sid]]) }, id]
        : [
            { kind: 'envelope', parts: partsWithin(wire.value, [['signature', 'signature', signature], ['session id', 'id', sid]]) },
            { kind: 'signature', title: 'HMAC-SHA-1', state: 'unchecked', key: null },
            id,
          ];
    return { confidence: signature === null ? 'possible' : 'likely', layers, model: { signature, sid }, payload, issuedAt: null, expiresAt: null };
  },

  async open(_wire, parsed, context) {
    const { signature, sid } = parsed.model;
    if (signature === null)
      return unproved(parsed, 'missing-signature', parsed.layers, 'The id is not signed: with session.secret set, Beaker refuses it and starts a new session.');
    const key = context.keys.readings('secret').find(({ bytes }) => signatureOf(sid, bytes) === signature) ?? null;
    const layers = checkedSignature(parsed.layers, key?.secret.label ?? null);
    if (key === null) return unproved(parsed, 'bad-signature', layers);
    const { payload, issuedAt, expiresAt } = parsed;
    return { status: 'verified', layers, payload, issuedAt, expiresAt, key, facts: { digest: 'SHA-1' }, recipe: null };
  },

  async seal({ text, wire, opened }) {
    const sid = idFromText(text);
    if (!sid.ok) return sid;
    if (!/^[\w-]+$/.test(sid.value)) return fail('An id of Beaker has letters, digits, - and _ only.');
    return ok([{ name: wire.name, value: quotedPython(signatureOf(sid.value, opened.key.bytes) + sid.value) }]);
  },
});
