/** Asymmetric signatures by the names of JSON Web Algorithms (RFC 7518, RFC 8037): checked and made by WebCrypto. */
import type { Jwk, KeyFile, KeyKind } from './key-file';

/** What WebCrypto wants to know about an algorithm. */
interface Parameters {
  readonly name: string;
  readonly hash?: string;
  readonly namedCurve?: string;
  readonly saltLength?: number;
}

interface Algorithm {
  /** The kind of key that it takes. */
  readonly kind: KeyKind;
  readonly importAs: Parameters;
  readonly signWith: Parameters;
}

function rsa(bits: 256 | 384 | 512): Algorithm {
  const name = 'RSASSA-PKCS1-v1_5';
  return { kind: 'RSA', importAs: { name, hash: `SHA-${bits}` }, signWith: { name } };
}

function pss(bits: 256 | 384 | 512): Algorithm {
  const name = 'RSA-PSS';
  return { kind: 'RSA', importAs: { name, hash: `SHA-${bits}` }, signWith: { name, saltLength: bits / 8 } };
}

function ecdsa(namedCurve: 'P-256' | 'P-384' | 'P-521', bits: 256 | 384 | 512): Algorithm {
  const name = 'ECDSA';
  return { kind: namedCurve, importAs: { name, namedCurve }, signWith: { name, hash: `SHA-${bits}` } };
}

const ed25519: Algorithm = { kind: 'Ed25519', importAs: { name: 'Ed25519' }, signWith: { name: 'Ed25519' } };

const algorithms: Readonly<Record<string, Algorithm>> = {
  RS256: rsa(256), RS384: rsa(384), RS512: rsa(512),
  PS256: pss(256), PS384: pss(384), PS512: pss(512),
  ES256: ecdsa('P-256', 256), ES384: ecdsa('P-384', 384), ES512: ecdsa('P-521', 512),
  EdDSA: ed25519, Ed25519: ed25519,
};

function algorithmNamed(name: string): Algorithm | null {
  return Object.hasOwn(algorithms, name) ? (algorithms[name] ?? null) : null;
}

/** The kind of key that an algorithm takes; null for one that is not asymmetric, or unknown here. */
export function keyKindFor(algorithm: string): KeyKind | null {
  return algorithmNamed(algorithm)?.kind ?? null;
}

/** True where the algorithm takes keys of this kind. */
export function fitsAlgorithm(algorithm: string, key: KeyFile): boolean {
  return algorithmNamed(algorithm)?.kind === key.kind;
}

const publicMembers = ['kty', 'crv', 'x', 'y', 'n', 'e'] as const;

function publicHalf(jwk: Jwk): Jwk {
  return Object.fromEntries(publicMembers.flatMap((name) => (jwk[name] === undefined ? [] : [[name, jwk[name]]])));
}

async function importPublic(key: KeyFile, importAs: Parameters): Promise<CryptoKey> {
  const { material } = key;
  if (material.form === 'jwk') return crypto.subtle.importKey('jwk', publicHalf(material.jwk), importAs, true, ['verify']);
  if (material.form === 'spki') return crypto.subtle.importKey('spki', new Uint8Array(material.bytes), importAs, true, ['verify']);
  const whole = await crypto.subtle.importKey('pkcs8', new Uint8Array(material.bytes), importAs, true, ['sign']);
  return crypto.subtle.importKey('jwk', publicHalf(await crypto.subtle.exportKey('jwk', whole)), importAs, true, ['verify']);
}

function importPrivate({ material }: KeyFile, importAs: Parameters): Promise<CryptoKey> {
  return material.form === 'jwk'
    ? crypto.subtle.importKey('jwk', material.jwk, importAs, false, ['sign'])
    : crypto.subtle.importKey('pkcs8', new Uint8Array(material.bytes), importAs, false, ['sign']);
}

/** True where the key, or the public half of a private one, proves the signature. A key that cannot be imported proves nothing. */
export async function verifiesSignature(algorithm: string, key: KeyFile, signed: { data: Uint8Array; signature: Uint8Array }): Promise<boolean> {
  const known = algorithmNamed(algorithm);
  if (known === null || !fitsAlgorithm(algorithm, key)) return false;
  try {
    const imported = await importPublic(key, known.importAs);
    return await crypto.subtle.verify(known.signWith, imported, new Uint8Array(signed.signature), new Uint8Array(signed.data));
  } catch {
    return false;
  }
}

/** The signature of a private key; null where the key cannot sign in this way. */
export async function makeSignature(algorithm: string, key: KeyFile, data: Uint8Array): Promise<Uint8Array | null> {
  const known = algorithmNamed(algorithm);
  if (known === null || !key.isPrivate || !fitsAlgorithm(algorithm, key)) return null;
  try {
    const imported = await importPrivate(key, known.importAs);
    return new Uint8Array(await crypto.subtle.sign(known.signWith, imported, new Uint8Array(data)));
  } catch {
    return null;
  }
}
