/**
 * Play's session, legible to everyone: a JWT with its data in one claim since 2.6, URL-encoded text behind a MAC before (still read).
 * Grammar: `base64url({"alg":"HS256"}).base64url({"data":{…},"nbf":…,"iat":…}).base64url(HMAC)`, or `hex(HMAC-SHA-1)-k=v&k=v`
 * Source: playframework/playframework 3.0 `core/play/src/main/scala/play/api/mvc/Cookie.scala`, `core/play/src/main/resources/reference.conf`.
 */
import { equalBytes, hex, textOf, unhex, utf8 } from '../codec/bytes';
import { unbase64url } from '../codec/base64';
import { entryIn, integerTree, numberIn, parseJsonTree, payloadOfTree, recordTree, stringIn, treeText, withEntry, type JsonTree } from '../codec/json-tree';
import { hmac } from '../crypto/hash';
import { jwsLayers, parseJws, type Jws } from '../envelope/jws';
import { hmacDigest, hmacKey, refusedUnseen, signHmac } from '../envelope/jws-proof';
import { jwsTimes } from '../envelope/jws-times';
import { claimsVerdict } from '../envelope/jwt-claims';
import { partsOf } from '../envelope/layer';
import { playData, playPairs, playQuery, playTree } from '../envelope/play-data';
import { principalIn } from '../envelope/principal';
import { genuineButRejected, signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat, type KeyReading, type KeySet, type Parsed } from './define';

/** `play.http.session.jwt.clockSkew`, 5 minutes. */
const skewSeconds = 300;

type Model = { readonly jws: Jws; readonly claims: JsonTree } | { readonly mac: Uint8Array; readonly query: string };

function parseToken(jws: Jws): Parsed<Model> | null {
  const text = textOf(unbase64url(jws.body) ?? new Uint8Array());
  const tree = text === null ? null : parseJsonTree(text);
  const data = tree?.ok === true ? entryIn(tree.value, 'data') : undefined;
  if (tree?.ok !== true || data?.kind !== 'record') return null;
  const times = jwsTimes(jws);
  const payload = payloadOfTree(data);
  // Other libraries add `typ` to the header, and few set `nbf`.
  const isOwn = Object.keys(jws.header).length === 1 && times.notBefore !== null && times.notBefore === times.issuedAt && data.entries.every(([, item]) => stringIn(item) !== null);
  const { issuedAt, expiresAt } = times;
  return { confidence: isOwn ? 'likely' : 'possible', layers: jwsLayers(jws, times), model: { jws, claims: tree.value }, payload, issuedAt, expiresAt };
}

function parseLegacy(value: string): Parsed<Model> | null {
  const [, macText = '', query = ''] = /^([0-9a-f]{40})-((?:[^=&\s]+=[^=&\s]*)(?:&[^=&\s]+=[^=&\s]*)*)$/.exec(value) ?? [];
  const mac = unhex(macText);
  const pairs = query === '' ? null : playPairs(query);
  if (mac === null || pairs === null) return null;
  const payload = payloadOfTree(playTree(pairs));
  return {
    confidence: 'likely',
    layers: [
      { kind: 'envelope', parts: partsOf([['MAC', 'signature', macText], ['-', 'separator', '-'], ['data', 'payload', query]]) },
      { kind: 'signature', title: 'HMAC-SHA-1', state: 'unchecked', key: null },
      { kind: 'payload', title: 'URL-encoded text', payload },
    ],
    model: { mac, query },
    payload,
    issuedAt: null,
    expiresAt: null,
  };
}

function legacyKey({ mac, query }: Extract<Model, { mac: Uint8Array }>, keys: KeySet): KeyReading | null {
  return keys.readings('secret').find(({ bytes }) => equalBytes(hmac('sha1', bytes, utf8(query)), mac)) ?? null;
}

function signedQuery(query: string, key: Uint8Array): string {
  return `${hex(hmac('sha1', key, utf8(query)))}-${query}`;
}

function sealedToken(jws: Jws, claims: JsonTree, edited: { data: JsonTree; nowMs: number; key: Uint8Array }): string {
  const now = Math.floor(edited.nowMs / 1000);
  const [exp, iat] = ['exp', 'iat'].map((name) => numberIn(entryIn(claims, name) ?? { kind: 'scalar', text: '' }));
  const times: [string, number][] = [...(exp == null || iat == null ? [] : [['exp', now + exp - iat] as [string, number]]), ['nbf', now], ['iat', now]];
  const renewed = times.reduce((tree, [name, seconds]) => withEntry(tree, name, integerTree(seconds)), withEntry(claims, 'data', edited.data));
  return signHmac(jws.head, utf8(treeText(renewed)), { digest: hmacDigest(jws.algorithm) ?? 'sha256', key: edited.key });
}

export default defineFormat<Model>({
  meta: {
    id: 'play-session',
    title: 'Play session',
    framework: 'Play',
    grammar: 'a JWT with {"data":{…}}, or hex(HMAC-SHA-1)-k=v&k=v',
    cookieNames: ['PLAY_SESSION'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'play.http.secret.key', configNames: ['play.http.secret.key', 'APPLICATION_SECRET', 'PLAY_HTTP_SECRET_KEY', 'application.secret', 'play.crypto.secret'] }],
    settings: [],
    references: ['playframework/playframework 3.0 core/play/src/main/scala/play/api/mvc/Cookie.scala', 'playframework/playframework 3.0 core/play/src/main/resources/reference.conf'],
  },

  parse(wire) {
    // The flash cookie is made in the same way and is no session.
    if (wire.name === 'PLAY_FLASH') return null;
    if (wire.value.includes('=')) return parseLegacy(wire.value);
    const jws = parseJws(wire.value);
    return jws === null ? null : parseToken(jws);
  },

  async open(_wire, parsed, { keys, nowMs }) {
    const { model } = parsed;
    if ('mac' in model) {
      const key = legacyKey(model, keys);
      return key === null ? signatureRejected(parsed, 'bad-signature') : signatureVerified(parsed, key, { facts: { codec: 'URL-encoded', digest: 'SHA-1' }, recipe: null });
    }
    const unseen = refusedUnseen(model.jws);
    if (unseen !== null) return signatureRejected(parsed, unseen.reason, unseen.hint);
    const key = hmacKey(model.jws, keys.readings('secret'));
    if (key === null) return signatureRejected(parsed, 'bad-signature');
    const verdict = claimsVerdict(jwsTimes(model.jws), nowMs, skewSeconds);
    if (verdict !== 'in-time') return genuineButRejected(parsed, key, { reason: verdict, hint: null });
    return signatureVerified(parsed, key, { facts: { codec: 'JWT', algorithm: model.jws.algorithm }, recipe: null });
  },

  async seal({ text, wire, parsed, opened, context }) {
    const data = playData(text);
    if (!data.ok) return data;
    const { model } = parsed;
    const value =
      'mac' in model
        ? signedQuery(playQuery(data.value), opened.key.bytes)
        : sealedToken(model.jws, model.claims, { data: recordTree(data.value), nowMs: context.nowMs, key: opened.key.bytes });
    return ok([{ name: wire.name, value }]);
  },

  identity: () => null,
  principal: principalIn,
});
