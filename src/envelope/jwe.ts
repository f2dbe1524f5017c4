/**
 * JSON Web Encryption in compact form with a key agreed beforehand: `dir` with A256GCM or A256CBC-HS512, as jose writes it.
 * Grammar: `base64url(header) . . base64url(iv) . base64url(ciphertext) . base64url(tag)`
 * Source: RFC 7516 §3.1, §5.1; RFC 7518 §4.5, §5.2.2, §5.3; RFC 7638 §3; panva/jose 6.2.17 `src/jwe/flattened/*`.
 */
import { base64url, unbase64url } from '../codec/base64';
import { concat, equalBytes, randomBytes, textOf, utf8 } from '../codec/bytes';
import { jsonPayload, parseJson } from '../codec/json';
import { isRecord, type Payload, type Value } from '../codec/value';
import { openCbc, openGcm, sealCbc, sealGcm } from '../crypto/aes';
import { hash, hmac } from '../crypto/hash';
import type { KeyReading } from '../crypto/keys';
import { partsOf, type Layer, type Part } from './layer';

export type JweEncryption = 'A256GCM' | 'A256CBC-HS512';

/** Bytes of key, IV and tag. */
const lengths: Record<JweEncryption, { readonly key: number; readonly iv: number; readonly tag: number }> = {
  A256GCM: { key: 32, iv: 12, tag: 16 },
  'A256CBC-HS512': { key: 64, iv: 16, tag: 32 },
};

export function jweKeyLength(encryption: JweEncryption): number {
  return lengths[encryption].key;
}

export interface Jwe {
  /** The header as it stands on the wire: it is authenticated in this form. */
  readonly rawHeader: string;
  readonly headerText: string;
  readonly header: Readonly<Record<string, Value>>;
  readonly encryption: JweEncryption;
  /** Name of the key; null: none is given. */
  readonly keyId: string | null;
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
  /** False: the text ends before its tag does. */
  readonly isWhole: boolean;
  readonly parts: readonly Part[];
}

function headerOf(raw: string): { text: string; value: Readonly<Record<string, Value>>; encryption: JweEncryption } | null {
  const bytes = raw.startsWith('eyJ') && raw.length < 2000 ? unbase64url(raw) : null;
  const text = bytes === null ? null : textOf(bytes);
  const json = text === null ? null : parseJson(text);
  if (text === null || json === null || !json.ok || !isRecord(json.value)) return null;
  const { alg, enc, zip, crit } = json.value;
  if (alg !== 'dir' || (enc !== 'A256GCM' && enc !== 'A256CBC-HS512') || zip !== undefined || crit !== undefined) return null;
  return { text, value: json.value, encryption: enc };
}

const labels = ['encrypted key', 'IV', 'ciphertext', 'tag'] as const;
const roles = ['key-id', 'iv', 'ciphertext', 'tag'] as const;

/** Reads the layout, also of a text that has been cut off; null for what is no such JWE. */
export function splitJwe(text: string): Jwe | null {
  const [rawHeader = '', encryptedKey, ...rest] = text.split('.', 6);
  if (encryptedKey !== '' || rest.length > 3) return null;
  const header = headerOf(rawHeader);
  const [iv, ciphertext, tag] = ['', '', ''].map((_none, i) => unbase64url(rest[i] ?? ''));
  if (header === null) return null;
  const { encryption } = header;
  const isWhole = iv?.length === lengths[encryption].iv && ciphertext != null && tag?.length === lengths[encryption].tag;
  const pieces = ['', ...rest].flatMap((piece, i) => [['.', 'separator', '.'] as const, [labels[i] ?? '', roles[i] ?? 'tag', piece] as const]);
  return {
    rawHeader,
    headerText: header.text,
    header: header.value,
    encryption,
    keyId: typeof header.value['kid'] === 'string' ? header.value['kid'] : null,
    iv: iv ?? new Uint8Array(),
    ciphertext: ciphertext ?? new Uint8Array(),
    tag: tag ?? new Uint8Array(),
    isWhole,
    parts: partsOf([['header', 'header', rawHeader], ...pieces]),
  };
}

/** A key's halves in A256CBC-HS512, and the tag over header, IV and ciphertext. */
function cbcTag(key: Uint8Array, aad: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const bitLength = new Uint8Array(8);
  new DataView(bitLength.buffer).setBigUint64(0, BigInt(aad.length * 8));
  return hmac('sha512', key.subarray(0, 32), concat(aad, iv, ciphertext, bitLength)).subarray(0, 32);
}

/** The plaintext; null where the key does not fit. */
export function decryptJwe(jwe: Jwe, key: Uint8Array): Uint8Array | null {
  const { encryption, iv, ciphertext, tag } = jwe;
  if (key.length !== lengths[encryption].key || !jwe.isWhole) return null;
  const aad = utf8(jwe.rawHeader);
  if (encryption === 'A256GCM') return openGcm(concat(ciphertext, tag), { key, nonce: iv, aad });
  return equalBytes(cbcTag(key, aad, iv, ciphertext), tag) ? openCbc(ciphertext, { key: key.subarray(32), iv }) : null;
}

/** A text encrypted with a fresh IV under a header given as JSON text. */
export function encryptJwe(text: string, key: Uint8Array, { headerText, encryption }: Pick<Jwe, 'headerText' | 'encryption'>): string {
  const rawHeader = base64url(utf8(headerText));
  const aad = utf8(rawHeader);
  const iv = randomBytes(lengths[encryption].iv);
  const sealed = encryption === 'A256GCM' ? sealGcm(utf8(text), { key, nonce: iv, aad }) : sealCbc(utf8(text), { key: key.subarray(32), iv });
  const cut = encryption === 'A256GCM' ? sealed.length - lengths[encryption].tag : sealed.length;
  const ciphertext = sealed.subarray(0, cut);
  const tag = encryption === 'A256GCM' ? sealed.subarray(cut) : cbcTag(key, aad, iv, ciphertext);
  return [rawHeader, '', base64url(iv), base64url(ciphertext), base64url(tag)].join('.');
}

/** The thumbprint of a key's bytes (RFC 7638), by which some libraries name the key. */
export function keyThumbprint(key: Uint8Array, digest: 'sha256' | 'sha512'): string {
  return base64url(hash(digest, utf8(`{"k":"${base64url(key)}","kty":"oct"}`)));
}

/** A key as derived from what was pasted, with how. */
export interface JweKey {
  readonly key: KeyReading;
  readonly bytes: Uint8Array;
  /** What the derivation was salted or named with: plain data, enough to derive it again. */
  readonly salt: string;
}

export interface JweProof extends JweKey {
  /** Null where the plaintext is no JSON. */
  readonly payload: Payload | null;
}

/** The first key that fits; null where none does. */
export function openJwe(jwe: Jwe, keys: Iterable<JweKey>): JweProof | null {
  for (const candidate of keys) {
    const plain = decryptJwe(jwe, candidate.bytes);
    if (plain === null) continue;
    const text = textOf(plain);
    return { ...candidate, payload: text === null ? null : jsonPayload(text) };
  }
  return null;
}

/** The layers before a key is tried. */
export function jweLayers(jwe: Jwe): Layer[] {
  return [
    { kind: 'envelope', parts: jwe.parts },
    { kind: 'encoding', title: `JWE header ${jwe.headerText}` },
    { kind: 'cipher', title: jwe.encryption, state: 'sealed', key: null },
  ];
}

/** The layers after: the cipher opened by a key, or failed. */
export function openedJweLayers(layers: readonly Layer[], proof: JweProof | null): Layer[] {
  const cipher = { state: proof === null ? 'failed' : 'opened', key: proof?.key.secret.label ?? null } as const;
  const told = layers.map((layer): Layer => (layer.kind === 'cipher' ? { ...layer, ...cipher } : layer));
  return proof?.payload == null ? told : [...told, { kind: 'payload', title: 'claims', payload: proof.payload }];
}
