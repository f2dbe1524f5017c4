/**
 * The CSRF cookie of NextAuth.js 4 and Auth.js 5: a random token and the hash of it with the secret.
 * Grammar: `token|hex(SHA-256(token + secret))`, percent-encoded; several secrets stand joined by commas
 * Source: nextauthjs/next-auth 4.24.15 `core/lib/csrf-token.js:10-45`; @auth/core 0.41.3 `lib/actions/callback/oauth/csrf-token.js:20-60`.
 */
import { concat, hex, utf8 } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { isRecord, payloadFrom } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { hash } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';
import { partsOf } from '../envelope/layer';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly token: string;
  readonly digest: string;
}

interface Recipe {
  /** The secrets that stand joined by commas in the hashed text: one, or all that the application has. */
  readonly isJoined: boolean;
}

/** What Auth.js makes of an array of secrets in a template text: the secrets joined by commas. */
function joinedSecrets(keys: readonly KeyReading[]): Uint8Array {
  const comma = utf8(',');
  return concat(...keys.flatMap(({ bytes }, i) => (i === 0 ? [bytes] : [comma, bytes])));
}

function digestOf(token: string, secret: Uint8Array): string {
  return hex(hash('sha256', concat(utf8(token), secret)));
}

function proofOf({ token, digest }: Model, keys: KeySet): { key: KeyReading; isJoined: boolean } | null {
  const readings = keys.readings('secret');
  const single = readings.find((key) => digestOf(token, key.bytes) === digest);
  if (single !== undefined) return { key: single, isJoined: false };
  const [first] = readings;
  return first !== undefined && digestOf(token, joinedSecrets(readings)) === digest ? { key: first, isJoined: true } : null;
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'next-auth-csrf',
    title: 'NextAuth.js / Auth.js CSRF cookie',
    framework: 'NextAuth.js',
    grammar: 'token|hex(SHA-256(token + secret))',
    cookieNames: ['next-auth.csrf-token', 'authjs.csrf-token'],
    role: 'csrf',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'NEXTAUTH_SECRET or AUTH_SECRET', configNames: ['NEXTAUTH_SECRET', 'AUTH_SECRET'] }],
    settings: [],
    references: ['nextauthjs/next-auth 4.24.15 core/lib/csrf-token.js', 'nextauthjs/next-auth @auth/core 0.41.3 lib/actions/callback/oauth/csrf-token.js'],
  },

  parse(wire) {
    const text = wire.value.length > 200 ? null : percentDecoded(wire.value);
    const [, token, digest] = /^([0-9a-f]{64})\|([0-9a-f]{64})$/.exec(text ?? '') ?? [];
    if (token === undefined || digest === undefined) return null;
    const payload = payloadFrom({ csrfToken: token });
    const separator = wire.value.slice(token.length, wire.value.length - digest.length);
    return {
      confidence: 'likely',
      layers: [
        { kind: 'envelope', parts: partsOf([['token', 'payload', token], ['|', 'separator', separator], ['hash', 'signature', digest]]) },
        { kind: 'signature', title: 'SHA-256 of token and secret', state: 'unchecked', key: null },
        { kind: 'payload', title: 'CSRF token', payload },
      ],
      model: { token, digest },
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  async open(_wire, parsed, { keys }) {
    const proof = proofOf(parsed.model, keys);
    if (proof === null) return signatureRejected(parsed, 'bad-signature');
    const { key, isJoined } = proof;
    return signatureVerified(parsed, key, { facts: { digest: 'SHA-256', ...(isJoined ? { secrets: 'all, joined by commas' } : {}) }, recipe: { isJoined } });
  },

  async seal({ text, wire, opened, context }) {
    const json = parseJson(text);
    const token = json.ok && isRecord(json.value) ? json.value['csrfToken'] : null;
    if (typeof token !== 'string' || !/^[0-9a-f]{64}$/.test(token)) return fail('csrfToken must be a text of 64 hexadecimal digits in lower case.');
    const secret = opened.recipe.isJoined ? joinedSecrets(context.keys.readings('secret')) : opened.key.bytes;
    return ok([{ name: wire.name, value: `${token}%7C${digestOf(token, secret)}` }]);
  },
});
