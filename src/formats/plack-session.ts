/**
 * Plack::Middleware::Session::Cookie: legible to everyone, the time outside the MAC and never checked.
 * Grammar: `time:base64(Storable):hex(HMAC-SHA-1(secret, base64))`, the whole percent-encoded
 * Source: plack/Plack-Middleware-Session 0.33 `lib/Plack/Middleware/Session/Cookie.pm`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { equalBytes, hex, unhex, utf8 } from '../codec/bytes';
import { percentDecoded } from '../codec/wire-text';
import { hmac } from '../crypto/hash';
import { partsWithin, type Layer } from '../envelope/layer';
import { plackContent, plackContentBytes, type PlackContent } from '../envelope/plack-content';
import { principalIn } from '../envelope/principal';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat } from './define';

interface Model {
  readonly time: string;
  readonly raw: string;
  readonly mac: string;
  readonly content: PlackContent;
}

const form = /^(\d{9,10}(?:\.\d{1,9})?):([A-Za-z0-9+/]+={0,2}):([0-9a-f]{0,40})$/;

function layersOf({ time, raw, mac, content }: Model, value: string): Layer[] {
  return [
    ...(value.includes('%') ? [{ kind: 'encoding', title: 'percent-encoding' } as const] : []),
    { kind: 'envelope', parts: partsWithin(value, [['time', 'timestamp', time], [':', 'separator', ':'], ['payload', 'payload', raw], [':', 'separator', ':'], ['MAC', 'signature', mac]]) },
    { kind: 'signature', title: 'HMAC-SHA-1', state: mac === '' ? 'missing' : 'unchecked', key: null },
    { kind: 'timestamp', title: 'written at (not signed)', epochMs: Math.round(Number(time) * 1000) },
    { kind: 'encoding', title: 'base64' },
    { kind: 'payload', title: content.serializer, payload: content.payload },
  ];
}

export default defineFormat<Model>({
  meta: {
    id: 'plack-session',
    title: 'Plack cookie session',
    framework: 'Plack',
    grammar: 'time:base64(Storable):hex(HMAC-SHA-1)',
    cookieNames: ['plack_session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret', configNames: ['PLACK_SESSION_SECRET', 'plack_secret'] }],
    settings: [],
    references: ['plack/Plack-Middleware-Session 0.33 lib/Plack/Middleware/Session/Cookie.pm', 'perl/perl5 5.40 dist/Storable/Storable.xs'],
  },

  parse(wire) {
    const [, time = '', raw = '', mac = ''] = form.exec(percentDecoded(wire.value) ?? '') ?? [];
    const bytes = raw === '' ? null : unbase64Padded(raw);
    if (bytes === null) return null;
    const content = plackContent(bytes);
    const model = { time, raw, mac, content };
    const isWhole = mac.length === 40 || mac.length === 0;
    return {
      confidence: content.serializer === 'bytes' ? 'possible' : content.document !== null && isWhole ? 'certain' : 'likely',
      layers: layersOf(model, wire.value),
      model,
      payload: content.payload,
      issuedAt: Math.round(Number(time) * 1000),
      expiresAt: null,
      ...(isWhole ? {} : { malformed: 'The MAC at its end is cut off.' }),
    };
  },

  async open(_wire, parsed, { keys }) {
    const { raw, mac } = parsed.model;
    if (mac === '') return signatureRejected(parsed, 'missing-signature', 'It was written without a secret: anyone can write it.');
    if (parsed.malformed !== undefined) return signatureRejected(parsed, 'truncated', parsed.malformed);
    const key = keys.readings('secret').find(({ bytes }) => equalBytes(hmac('sha1', bytes, utf8(raw)), unhex(mac) ?? new Uint8Array()));
    if (key === undefined) return signatureRejected(parsed, 'bad-signature');
    return signatureVerified(parsed, key, { facts: { digest: 'SHA-1', serializer: parsed.model.content.serializer }, recipe: null });
  },

  async seal({ text, wire, parsed, opened, context }) {
    const bytes = plackContentBytes(text, parsed.model.content);
    if (!bytes.ok) return bytes;
    const raw = base64(bytes.value);
    const value = `${context.nowMs / 1000}:${raw}:${hex(hmac('sha1', opened.key.bytes, utf8(raw)))}`;
    return ok([{ name: wire.name, value: wire.value.includes('%') ? encodeURIComponent(value) : value }]);
  },

  identity: () => null,
  principal: principalIn,
});
