/**
 * Flask-Login's remember token: the user's id and an HMAC of it. No time, no salt: it stays valid until the key changes.
 * Grammar: `id | hex(hmac-sha512(SECRET_KEY, id))`, SHA-1 in versions before 0.3
 * Source: maxcountryman/flask-login 0.6.3 `src/flask_login/utils.py:28-63,377-415`; 0.2.11 `flask_login.py:840-880`.
 */
import { hex, utf8 } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { payloadFrom } from '../codec/value';
import { quotedWerkzeug, unquoted } from '../codec/wire-text';
import { digestTitle, hmac, type Digest } from '../crypto/hash';
import { partsWithin } from '../envelope/layer';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly id: string;
  readonly mac: string;
  readonly digest: Digest;
}

const layout = /^([\s\S]*)\|([0-9a-fA-F]{128}|[0-9a-fA-F]{40})$/;

function signed(id: string, key: Uint8Array, digest: Digest): string {
  return hex(hmac(digest, key, utf8(id)));
}

export default defineFormat<Model>({
  meta: {
    id: 'flask-login-remember',
    title: 'Flask-Login remember token',
    framework: 'Flask-Login',
    grammar: 'user id|hex(HMAC-SHA-512)',
    cookieNames: ['remember_token'],
    role: 'remember-me',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'SECRET_KEY', configNames: ['SECRET_KEY'] }],
    settings: [],
    references: ['maxcountryman/flask-login 0.6.3 src/flask_login/utils.py'],
  },

  parse(wire) {
    const [, id, mac] = layout.exec(unquoted(wire.value)) ?? [];
    if (id === undefined || mac === undefined) return null;
    const digest = mac.length === 128 ? 'sha512' : 'sha1';
    const payload = payloadFrom(id);
    return {
      confidence: digest === 'sha512' && mac === mac.toLowerCase() ? 'certain' : 'possible',
      layers: [
        { kind: 'envelope', parts: partsWithin(wire.value, [['user id', 'payload', id], ['|', 'separator', '|'], ['signature', 'signature', mac]]) },
        { kind: 'signature', title: `HMAC-${digestTitle(digest)}`, state: 'unchecked', key: null },
        { kind: 'payload', title: 'text', payload },
      ],
      model: { id, mac, digest },
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, context) {
    const { id, mac, digest } = parsed.model;
    // A key given as text is encoded as Latin-1 here, unlike everywhere else in Flask; a key given as bytes is used as it is.
    const readings = context.keys.readings('secret', ['latin1', 'utf8']);
    const key = readings.find((reading) => signed(id, reading.bytes, digest) === mac);
    if (key !== undefined) return signatureVerified(parsed, key, { facts: { digest: digestTitle(digest), 'key encoding': key.reading }, recipe: null });
    const otherwise = readings.some((reading) => signed(id, reading.bytes, digest) === mac.toLowerCase());
    return signatureRejected(parsed, 'bad-signature', otherwise ? 'The digest matches in lower case, but Flask-Login compares text.' : null);
  },

  async seal({ text, wire, parsed, opened }) {
    const json = parseJson(text);
    if (!json.ok || typeof json.value !== 'string') return fail('The payload is the user\'s id: a text in quotes, such as "42".');
    return ok([{ name: wire.name, value: quotedWerkzeug(`${json.value}|${signed(json.value, opened.key.bytes, parsed.model.digest)}`) }]);
  },

  identity: () => null,
  principal: (value) => (typeof value === 'string' && value !== '' ? value : null),
});
