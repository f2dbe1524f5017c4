/** Who signed a JSON Web Signature: checking it with pasted keys of every kind, and signing again. */
import { base64url, unbase64url } from '../codec/base64';
import { equalBytes, utf8 } from '../codec/bytes';
import { hmac, type Digest } from '../crypto/hash';
import { keysInFile, type KeyFile } from '../crypto/key-file';
import type { KeyReading, KeySet, Secret } from '../crypto/keys';
import { fitsAlgorithm, keyKindFor, makeSignature, verifiesSignature } from '../crypto/signature-key';
import type { Jws } from './jws';

// Maps, not objects: a token may name its algorithm `constructor`.
const hmacDigests: ReadonlyMap<string, Digest> = new Map([['HS256', 'sha256'], ['HS384', 'sha384'], ['HS512', 'sha512']]);

/** The digest of an algorithm with a shared secret; null for every other one. */
export function hmacDigest(algorithm: string): Digest | null {
  return hmacDigests.get(algorithm) ?? null;
}

export type JwsRefusalReason = 'alg-none' | 'alg-confusion' | 'missing-signature' | 'truncated' | 'bad-signature' | 'policy';

export interface JwsRefusal {
  readonly reason: JwsRefusalReason;
  readonly hint: string | null;
}

const signatureLengths: ReadonlyMap<string, number> = new Map([
  ['HS256', 32], ['HS384', 48], ['HS512', 64], ['ES256', 64], ['ES384', 96], ['ES512', 132], ['EdDSA', 64], ['Ed25519', 64],
]);

/** What speaks against a token before any key is tried; null where nothing does. */
export function refusedUnseen({ algorithm, header, signature, isCutOff }: Jws): JwsRefusal | null {
  if (algorithm.toLowerCase() === 'none')
    return { reason: 'alg-none', hint: `The token says \`alg: ${algorithm}\`: nobody signed it, and anyone can write it.` };
  if (signature === '') return { reason: isCutOff ? 'truncated' : 'missing-signature', hint: 'The token ends before its signature.' };
  const critical = header['crit'];
  if (critical !== undefined)
    return { reason: 'policy', hint: `The header demands extensions (\`crit\`: ${JSON.stringify(critical)}) that are not understood here, so the token must be refused.` };
  const expected = signatureLengths.get(algorithm);
  const length = unbase64url(signature)?.length ?? -1;
  return expected !== undefined && length < expected ? { reason: 'truncated', hint: null } : null;
}

function signingInput(jws: Pick<Jws, 'head' | 'body'>): Uint8Array {
  return utf8(`${jws.head}.${jws.body}`);
}

/** Plain secrets in the given readings, and the shared keys of JWKs; the text of a key file is never a plain secret. */
export function sharedKeys(keys: KeySet, ways: Parameters<KeySet['readings']>[1]): KeyReading[] {
  const isPlain = (secret: Secret): boolean => keysInFile(secret.reveal()) === null;
  const plain = keys.readings('secret', ways).filter(({ secret }) => isPlain(secret));
  const inJwks = keys.of('secret').flatMap((secret) =>
    (keysInFile(secret.reveal()) ?? []).flatMap((key) => (key.kind === 'shared' ? [{ secret, reading: 'base64url', bytes: key.bytes } as const] : [])),
  );
  return [...plain, ...inJwks];
}

/** The shared key that made the signature of an HS256, HS384 or HS512 token. */
export function hmacKey(jws: Jws, keys: readonly KeyReading[]): KeyReading | null {
  const digest = hmacDigest(jws.algorithm);
  const signature = unbase64url(jws.signature);
  if (digest === null || signature === null) return null;
  return keys.find((key) => equalBytes(hmac(digest, key.bytes, signingInput(jws)), signature)) ?? null;
}

function* keyFiles(keys: KeySet): Generator<{ readonly secret: Secret; readonly key: KeyFile }> {
  for (const secret of keys.of('secret'))
    for (const key of keysInFile(secret.reveal()) ?? []) if (key.kind !== 'shared') yield { secret, key };
}

/** The public key, certificate or private key that proves the signature; a key that the token names (`kid`) is tried first. */
export async function asymmetricKey(jws: Jws, keys: KeySet): Promise<KeyReading | null> {
  const signature = unbase64url(jws.signature);
  if (signature === null) return null;
  const fitting = [...keyFiles(keys)].filter(({ key }) => fitsAlgorithm(jws.algorithm, key));
  fitting.sort((a, b) => Number(b.key.keyId === jws.header['kid']) - Number(a.key.keyId === jws.header['kid']));
  for (const { secret, key } of fitting)
    if (await verifiesSignature(jws.algorithm, key, { data: signingInput(jws), signature }))
      return { secret, reading: 'utf8', bytes: utf8(secret.reveal()) };
  return null;
}

/** The forms in which a server that confuses the algorithms would take a public key for a shared secret. */
function confusedKeys({ secret, key }: { secret: Secret; key: KeyFile }): Uint8Array[] {
  const text = secret.reveal();
  const inFile = [text, text.trim(), `${text.trim()}\n`].map(utf8);
  return key.material.form === 'jwk' ? inFile : [...inFile, key.material.bytes];
}

function isConfused(jws: Jws, keys: KeySet): boolean {
  const digest = hmacDigest(jws.algorithm);
  const signature = unbase64url(jws.signature);
  if (digest === null || signature === null) return false;
  return [...keyFiles(keys)].some((file) => !file.key.isPrivate && confusedKeys(file).some((bytes) => equalBytes(hmac(digest, bytes, signingInput(jws)), signature)));
}

function algorithmHint(jws: Jws, keys: KeySet): string | null {
  const { algorithm } = jws;
  const wanted = keyKindFor(algorithm);
  if (hmacDigest(algorithm) !== null)
    return sharedKeys(keys, ['utf8']).length > 0 ? null : `The token says ${algorithm}, which is checked with a shared secret; the key given is a key file.`;
  if (wanted === null) return `Signatures of the algorithm ${algorithm} cannot be checked here.`;
  if ([...keyFiles(keys)].some(({ key }) => key.kind === wanted)) return null;
  return `The token says ${algorithm}, which is checked with ${wanted === 'RSA' ? 'an RSA' : `a ${wanted}`} public key: paste it as PEM, certificate or JWK.`;
}

/** Why no key proves the token. */
export function unproved(jws: Jws, keys: KeySet): JwsRefusal {
  if (isConfused(jws, keys))
    return { reason: 'alg-confusion', hint: `The token says ${jws.algorithm} and is signed with the text of the public key, which anyone knows: a forgery, unless the server itself confuses the two.` };
  return { reason: 'bad-signature', hint: algorithmHint(jws, keys) };
}

/** The token with another payload, signed with the shared key. */
export function signHmac(head: string, payload: Uint8Array, signing: { digest: Digest; key: Uint8Array }): string {
  const body = base64url(payload);
  return `${head}.${body}.${base64url(hmac(signing.digest, signing.key, signingInput({ head, body })))}`;
}

/** The token with another payload, signed with whichever pasted private key belongs to the key that proved the old one; null where none does. */
export async function signAsymmetric(jws: Jws, payload: Uint8Array, keys: KeySet): Promise<string | null> {
  const proved = unbase64url(jws.signature) ?? new Uint8Array();
  const body = base64url(payload);
  for (const { key } of keyFiles(keys)) {
    const signature = await makeSignature(jws.algorithm, key, signingInput({ head: jws.head, body }));
    const isPair = signature !== null && (await verifiesSignature(jws.algorithm, key, { data: signingInput(jws), signature: proved }));
    if (signature !== null && isPair) return `${jws.head}.${body}.${base64url(signature)}`;
  }
  return null;
}
