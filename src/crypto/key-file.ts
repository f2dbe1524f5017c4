/** Key files read as keys for signatures: PEM of all kinds (also base64 or escaped in one line), bare DER, JWK and JWKS. */
import { unbase64, unbase64url } from '../codec/base64';
import { hex, textOf, unhex } from '../codec/bytes';
import { der, derElements, derSequence, derTags } from '../codec/der';

export type KeyKind = 'RSA' | 'P-256' | 'P-384' | 'P-521' | 'Ed25519';

/** The members that make a JSON Web Key; what else stands in one says what it may be used for, and would narrow the import. */
const jwkMembers = ['kty', 'crv', 'x', 'y', 'n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const;
export type Jwk = { readonly [member in (typeof jwkMembers)[number]]?: string };

export type KeyMaterial =
  | { readonly form: 'spki' | 'pkcs8'; readonly bytes: Uint8Array }
  | { readonly form: 'jwk'; readonly jwk: Jwk };

/** A public or private key. */
export interface KeyFile {
  readonly kind: KeyKind;
  readonly isPrivate: boolean;
  readonly keyId: string | null;
  readonly material: KeyMaterial;
}

/** A shared secret in a JWK. */
export interface SharedKey {
  readonly kind: 'shared';
  readonly keyId: string | null;
  readonly bytes: Uint8Array;
}

const rsaOid = '2a864886f70d010101';
const ecOid = '2a8648ce3d0201';
/** Algorithm identifiers; RSASSA-PSS keys are RSA keys like any other. */
const kinds: Readonly<Record<string, KeyKind>> = {
  [rsaOid]: 'RSA',
  '2a864886f70d01010a': 'RSA',
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
  '2b6570': 'Ed25519',
};

const oid = (id: string): Uint8Array => der(derTags.oid, unhex(id) ?? new Uint8Array());
const version0 = Uint8Array.of(derTags.integer, 1, 0);
const rsaAlgorithm = der(derTags.sequence, oid(rsaOid), Uint8Array.of(derTags.null, 0));

/** The kind that an AlgorithmIdentifier names; null where no browser's WebCrypto knows it. */
function kindOf(algorithm: Uint8Array): KeyKind | null {
  const [first, second] = derElements(algorithm) ?? [];
  const id = first === undefined ? '' : hex(first.content);
  return kinds[id === ecOid && second !== undefined ? hex(second.content) : id] ?? null;
}

function keyFile(kind: KeyKind, form: 'spki' | 'pkcs8', bytes: Uint8Array): KeyFile {
  return { kind, isPrivate: form === 'pkcs8', keyId: null, material: { form, bytes } };
}

/** SubjectPublicKeyInfo: algorithm, bit string. */
function fromSpki(bytes: Uint8Array): KeyFile | null {
  const [algorithm, key] = derSequence(bytes) ?? [];
  if (algorithm?.tag !== derTags.sequence || key?.tag !== derTags.bitString) return null;
  const kind = kindOf(algorithm.content);
  // WebCrypto imports RSA only under its plain identifier.
  return kind === null ? null : keyFile(kind, 'spki', kind === 'RSA' ? der(derTags.sequence, rsaAlgorithm, key.whole) : bytes);
}

/** PrivateKeyInfo: version, algorithm, octet string. */
function fromPkcs8(bytes: Uint8Array): KeyFile | null {
  const [version, algorithm, key] = derSequence(bytes) ?? [];
  if (version?.tag !== derTags.integer || algorithm?.tag !== derTags.sequence || key?.tag !== derTags.octetString) return null;
  const kind = kindOf(algorithm.content);
  return kind === null ? null : keyFile(kind, 'pkcs8', kind === 'RSA' ? der(derTags.sequence, version0, rsaAlgorithm, key.whole) : bytes);
}

/** PKCS#1: two integers of a public key, nine of a private one. */
function fromPkcs1(bytes: Uint8Array): KeyFile | null {
  const numbers = derSequence(bytes);
  if (numbers === null || !numbers.every(({ tag }) => tag === derTags.integer)) return null;
  if (numbers.length === 2) return keyFile('RSA', 'spki', der(derTags.sequence, rsaAlgorithm, der(derTags.bitString, Uint8Array.of(0), bytes)));
  return numbers.length === 9 ? keyFile('RSA', 'pkcs8', der(derTags.sequence, version0, rsaAlgorithm, der(derTags.octetString, bytes))) : null;
}

/** SEC 1: version, private number, the curve in [0]. */
function fromSec1(bytes: Uint8Array): KeyFile | null {
  const [version, key, curve] = derSequence(bytes) ?? [];
  if (version?.tag !== derTags.integer || key?.tag !== derTags.octetString || curve?.tag !== derTags.context0) return null;
  const kind = kindOf(curve.content);
  const algorithm = der(derTags.sequence, oid(ecOid), curve.content);
  return kind === null ? null : keyFile(kind, 'pkcs8', der(derTags.sequence, version0, algorithm, der(derTags.octetString, bytes)));
}

/** X.509: the public key is the sequence behind version, serial number, signature algorithm, issuer, validity and subject. */
function fromCertificate(bytes: Uint8Array): KeyFile | null {
  const [body] = derSequence(bytes) ?? [];
  const fields = body?.tag === derTags.sequence ? derElements(body.content) : null;
  const hasVersion = fields?.[0]?.tag === derTags.context0;
  const key = fields?.[hasVersion ? 6 : 5];
  return key === undefined ? null : fromSpki(key.whole);
}

function fromDer(bytes: Uint8Array): KeyFile | null {
  return fromSpki(bytes) ?? fromPkcs8(bytes) ?? fromPkcs1(bytes) ?? fromSec1(bytes) ?? fromCertificate(bytes);
}

const curves: readonly KeyKind[] = ['P-256', 'P-384', 'P-521', 'Ed25519'];
function fromJwk(jwk: Readonly<Record<string, unknown>>): KeyFile | SharedKey | null {
  const keyId = typeof jwk['kid'] === 'string' ? jwk['kid'] : null;
  if (jwk['kty'] === 'oct') {
    const bytes = typeof jwk['k'] === 'string' ? unbase64url(jwk['k']) : null;
    return bytes === null ? null : { kind: 'shared', keyId, bytes };
  }
  const kind = jwk['kty'] === 'RSA' ? 'RSA' : curves.find((curve) => curve === jwk['crv']);
  if (kind === undefined) return null;
  const members: Jwk = Object.fromEntries(jwkMembers.flatMap((name) => (typeof jwk[name] === 'string' ? [[name, jwk[name]]] : [])));
  return { kind, isPrivate: 'd' in members, keyId, material: { form: 'jwk', jwk: members } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fromJson(text: string): readonly (KeyFile | SharedKey)[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const list = isObject(json) && Array.isArray(json['keys']) ? (json['keys'] as unknown[]) : isObject(json) && 'kty' in json ? [json] : null;
  return list === null ? null : list.filter(isObject).map(fromJwk).filter((key) => key !== null);
}

function fromPem(text: string): KeyFile[] {
  return [...text.matchAll(/-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]*)-----END/g)].flatMap(([, body = '']) => {
    const bytes = unbase64(body.replace(/\s+/g, ''));
    const key = bytes === null ? null : fromDer(bytes);
    return key === null ? [] : [key];
  });
}

/** PEM text: as it stands, with `\n` for line ends (.env files), or once more in base64. */
function pemText(text: string): string | null {
  const unescaped = text.replaceAll('\\n', '\n');
  if (unescaped.includes('-----BEGIN ')) return unescaped;
  if (!text.startsWith('LS0t')) return null;
  const bytes = unbase64(text.replace(/\s+/g, ''));
  const inner = bytes === null ? null : textOf(bytes);
  return inner?.startsWith('-----BEGIN ') === true ? inner : null;
}

/**
 * The keys in a pasted text. Null where the text is no key file at all, and so a plain secret; an empty list where it is one that
 * cannot be read (damaged, encrypted, or of a kind that WebCrypto does not know).
 */
export function keysInFile(text: string): readonly (KeyFile | SharedKey)[] | null {
  const trimmed = text.trim();
  const pem = pemText(trimmed);
  if (pem !== null) return fromPem(pem);
  if (trimmed.startsWith('{')) return fromJson(trimmed);
  // DER of a key is a long sequence: no random secret in base64 is one.
  const bytes = /^MI[A-Za-z0-9+/\s]{60,}={0,2}$/.test(trimmed) ? unbase64(trimmed.replace(/\s+/g, '')) : null;
  const bare = bytes === null ? null : fromDer(bytes);
  return bare === null ? null : [bare];
}
