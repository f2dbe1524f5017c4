/**
 * Everything that ASP.NET Core protects in cookies: authentication tickets, session ids, antiforgery tokens, TempData.
 * Grammar: `base64url(09F0C9F0 | key id | key modifier | iv | AES-CBC ciphertext | MAC)`, or with AES-GCM `… nonce | ciphertext | tag`
 * Source: dotnet/aspnetcore 8.0 `src/DataProtection/DataProtection/src/KeyManagement/KeyRingBasedDataProtector.cs`,
 * `src/Security/Authentication/Core/src/{SecureDataFormat,TicketSerializer}.cs`, `src/Shared/ChunkingCookieManager/ChunkingCookieManager.cs`.
 */
import { base64, base64Unpadded, base64url, unbase64, unbase64url } from '../codec/base64';
import { unhex } from '../codec/bytes';
import { isRecord } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { digestTitle } from '../crypto/hash';
import { bareContent, discriminatorsFor, protectedContent, protectedContentBytes, purposesFor, ticketPrincipal, ticketTime, type ContentKind } from '../envelope/aspnetcore-purposes';
import { base64Parts } from '../envelope/base64-parts';
import { cookiesFor } from '../envelope/chunks';
import { dataProtectionAlgorithms, guidText, protect, purposesAad, splitProtected, unprotect, withHead, type DataProtectionKey } from '../envelope/data-protection';
import { keyRing, type RingKey } from '../envelope/key-ring';
import { openedCipher, type Layer } from '../envelope/layer';
import { ok } from '../result';
import { defineFormat, type KeyReading, type OpenContext, type WireCookie } from './define';

interface Model {
  /** Null: a bare payload without magic and key id, as a protector's encryptor alone makes it. */
  readonly keyId: Uint8Array | null;
  readonly body: Uint8Array;
  readonly spelling: 'base64url' | 'base64' | 'base64 without padding, percent-encoded';
}

interface Recipe {
  readonly dataKey: DataProtectionKey;
  readonly kind: ContentKind;
}

interface Candidate {
  readonly key: KeyReading;
  readonly ringKey: RingKey;
}

const chunks = { size: 4000, nameOf: (base: string, index: number): string => `${base}C${index}`, first: 1, head: (count: number): string => `chunks-${count}` };

function split(value: string): Model | null {
  const decoded = percentDecoded(value);
  if (decoded === null || decoded.length < 60) return null;
  const spelling = decoded !== value || /[+/]/.test(decoded) ? 'base64 without padding, percent-encoded' : 'base64url';
  const bytes = unbase64url(decoded) ?? unbase64(decoded);
  const found = bytes === null ? null : splitProtected(bytes);
  if (found !== null) return { ...found, spelling };
  const bare = decoded.length % 4 === 0 && decoded === value ? unbase64(decoded) : null;
  return bare === null ? null : { keyId: null, body: bare, spelling: 'base64' };
}

/** Keys of a pasted ring, or the text itself as master key. */
function candidates(context: OpenContext): Candidate[] {
  const rings = context.keys.readings('secret').flatMap((key) => keyRing(key.secret.reveal()).map((ringKey) => ({ key, ringKey })));
  const bare = context.keys
    .readings('secret', ['utf8', 'base64', 'hex'])
    .filter(({ secret }) => keyRing(secret.reveal()).length === 0)
    .map((key) => ({ key, ringKey: { id: null, master: key.bytes, algorithms: dataProtectionAlgorithms } }));
  return [...rings, ...bare];
}

/** The additional data to try: what was given, or what the purposes of ASP.NET Core's own cookies make. */
function aadsFor(wire: WireCookie, { keyId }: Model, context: OpenContext): Uint8Array[] {
  const given = context.setting('aadHex');
  const bytes = typeof given === 'string' ? unhex(given) : null;
  if (bytes !== null) return [bytes];
  if (keyId === null) return [];
  const own = context.setting('purposes');
  const chains = typeof own === 'string' && own !== '' ? [own.split(',').map((part) => part.trim())] : purposesFor(wire.name);
  const application = context.setting('applicationName');
  return discriminatorsFor(application === null ? null : String(application)).flatMap((prefix) => chains.map((chain) => purposesAad(keyId, [...prefix, ...chain])));
}

interface Proof extends Candidate {
  readonly dataKey: DataProtectionKey;
  readonly plain: Uint8Array;
}

function proofOf(wire: WireCookie, model: Model, context: OpenContext, all: readonly Candidate[]): Proof | null {
  const aads = aadsFor(wire, model, context);
  for (const { key, ringKey } of all)
    for (const algorithm of ringKey.master === null ? [] : ringKey.algorithms)
      for (const aad of aads) {
        const dataKey = { master: ringKey.master ?? new Uint8Array(), aad, algorithm };
        const plain = unprotect(model.body, dataKey);
        if (plain !== null) return { key, ringKey, dataKey, plain };
      }
  return null;
}

/** Why nothing fits, where the ring tells. */
function hintFor({ keyId }: Model, all: readonly Candidate[], context: OpenContext): string | null {
  const id = keyId === null ? null : guidText(keyId);
  const ids = all.flatMap(({ ringKey }) => (ringKey.id === null ? [] : [ringKey.id]));
  if (id !== null && ids.length > 0 && !ids.includes(id)) return `It was protected with the key ${id}, which is not in the key ring that was given.`;
  if (all.some(({ ringKey }) => ringKey.master === null && (ringKey.id === null || ringKey.id === id)))
    return 'The key ring keeps this key encrypted (DPAPI, a certificate or a key vault): only the machine that can decrypt it can open the cookie.';
  if (keyId === null || context.setting('applicationName') !== null || context.setting('aadHex') !== null) return null;
  return 'Keys are bound to the application: give its name (SetApplicationName), or else the content root path of the running application.';
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'aspnetcore-data-protection',
    title: 'ASP.NET Core Data Protection',
    framework: 'ASP.NET Core',
    grammar: 'base64url(09F0C9F0, key id, key modifier, iv, ciphertext, MAC)',
    cookieNames: ['.AspNetCore.Cookies', '.AspNetCore.Identity.Application', '.AspNetCore.Session', /^\.AspNetCore\.(?:Antiforgery\.|Mvc\.CookieTempDataProvider|Identity\.)/],
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'Key ring (XML) or master key', configNames: ['masterKey'] }],
    settings: [
      { name: 'applicationName', title: 'Application name or content root path', default: null },
      { name: 'purposes', title: 'Purposes, separated by commas', default: null },
      { name: 'aadHex', title: 'Additional authenticated data (hexadecimal)', default: null },
    ],
    references: ['dotnet/aspnetcore 8.0 src/DataProtection', 'dotnet/aspnetcore 8.0 src/Security/Authentication/Core/src/TicketSerializer.cs', 'dotnet/aspnetcore 8.0 src/Shared/ChunkingCookieManager'],
  },

  parse(wire) {
    const model = split(wire.value);
    if (model === null) return null;
    const { keyId, body } = model;
    const pieces = [...(keyId === null ? [] : ([['magic', 'prefix', 4], ['key id', 'key-id', 16]] as const)), ['key modifier', 'salt', 16], ['iv, ciphertext, MAC', 'ciphertext', body.length - 16]] as const;
    const layers: Layer[] = [
      { kind: 'encoding', title: model.spelling },
      { kind: 'envelope', parts: wire.value.includes('%') ? [] : base64Parts(pieces, wire.value.length) },
      ...(keyId === null ? [] : [{ kind: 'note', text: `Protected with the key ${guidText(keyId)}.` } as const]),
      { kind: 'cipher', title: 'AES with keys derived by SP800-108', state: 'sealed', key: null },
    ];
    return { confidence: keyId === null ? 'possible' : 'certain', layers, model, payload: null, issuedAt: null, expiresAt: null };
  },

  async open(wire, parsed, context) {
    const id = parsed.model.keyId === null ? null : guidText(parsed.model.keyId);
    const all = candidates(context);
    const proof = proofOf(wire, parsed.model, context, all.filter(({ ringKey }) => id === null || ringKey.id === null || ringKey.id === id));
    if (proof === null) {
      const hint = hintFor(parsed.model, all, context);
      return { status: 'rejected', reason: 'decrypt-failed', key: null, hint, payload: null, issuedAt: null, expiresAt: null, layers: openedCipher(parsed.layers, null) };
    }
    const { key, dataKey, plain } = proof;
    const content = id === null ? bareContent(plain) : protectedContent(plain);
    const expiresAt = ticketTime(content, '.expires');
    const layers: Layer[] = [...openedCipher(parsed.layers, key.secret.label), { kind: 'payload', title: content.kind, payload: content.payload }];
    const found = { key, payload: content.payload, issuedAt: ticketTime(content, '.issued'), expiresAt, layers };
    if (context.nowMs !== null && expiresAt !== null && expiresAt < context.nowMs) return { ...found, status: 'rejected', reason: 'expired', hint: null };
    const { mode, keyLength, digest } = dataKey.algorithm;
    const facts = { cipher: `AES-${keyLength * 8}-${mode}`, ...(digest === null ? {} : { MAC: `HMAC-${digestTitle(digest)}` }), content: content.kind };
    return { ...found, status: 'verified', facts, recipe: { dataKey, kind: content.kind } };
  },

  async seal({ text, wire, parsed, opened }) {
    const plain = protectedContentBytes(text, opened.recipe.kind);
    if (!plain.ok) return plain;
    const body = protect(plain.value, opened.recipe.dataKey);
    const { keyId, spelling } = parsed.model;
    if (keyId === null) return ok([{ name: wire.name, value: base64(body) }]);
    const bytes = withHead(keyId, body);
    return ok(cookiesFor(wire, spelling === 'base64url' ? base64url(bytes) : encodeURIComponent(base64Unpadded(bytes)), chunks));
  },

  identity: (payload) => (isRecord(payload) && typeof payload['sid'] === 'string' ? payload['sid'] : null),
  principal: ticketPrincipal,
});
