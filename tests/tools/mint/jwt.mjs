/**
 * Vectors of JSON Web Tokens: every algorithm with its key in every form, and the refusals.
 * Run it in a folder that has jose@6.2.17 and jsonwebtoken@9.0.3, with openssl on the path. Prints a list of vectors.
 */
import { createRequire } from 'node:module';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const jose = require('jose');
const jsonwebtoken = require('jsonwebtoken');

const now = 1_795_500_000_000;
const iat = now / 1000 - 60;
const claims = { sub: 'u-42', name: 'Zoë 東京', roles: ['admin'], iat, exp: iat + 3600 };
const vectors = [];

function add({ id, token, secrets, expect = {}, version = 'jose 6.2.17', note = '', name = 'token' }) {
  vectors.push({
    id, framework: 'JWT', version, format: 'jwt', now, cookies: [{ name, value: token }],
    secrets: secrets.map(([encoding, value]) => ({ field: 'secret', value, encoding })),
    settings: {}, facts: {}, expect: { status: 'verified', payload: claims, ...expect }, note,
  });
}

function signed(header, key, body = claims) {
  return new jose.SignJWT(body).setProtectedHeader(header).sign(key);
}

function pem(key, type, format = 'pem') {
  return key.export({ type, format }).toString();
}

function certificate(privatePem, subject) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mint-'));
  writeFileSync(path.join(folder, 'key.pem'), privatePem);
  execFileSync('openssl', ['req', '-x509', '-key', path.join(folder, 'key.pem'), '-subj', `/CN=${subject}`, '-days', '3650', '-out', path.join(folder, 'cert.pem')], { stdio: 'ignore' });
  return readFileSync(path.join(folder, 'cert.pem'), 'utf8');
}

const bytes = Buffer.from('9f3c1a7be2d4405688aabbccddeeff00112233445566778899aabbccddeeff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021', 'hex');
for (const alg of ['HS256', 'HS384', 'HS512']) add({ id: `jwt-${alg.toLowerCase()}-bytes-as-hex-text`, token: await signed({ alg }, bytes), secrets: [['utf8', bytes.toString('hex')]], note: 'The pasted text is the hexadecimal of the key, and nothing says so.' });
add({ id: 'jwt-hs512-bytes-as-base64-text', token: await signed({ alg: 'HS512' }, bytes), secrets: [['utf8', bytes.toString('base64')]] });
add({ id: 'jwt-hs512-bytes-as-base64url-text', token: await signed({ alg: 'HS512' }, bytes), secrets: [['utf8', bytes.toString('base64url')]] });
add({ id: 'jwt-hs256-second-key', token: await signed({ alg: 'HS256' }, Buffer.from('the former secret')), secrets: [['utf8', 'the current secret'], ['utf8', 'the former secret']] });
add({ id: 'jwt-hs256-oct-jwk', token: await signed({ alg: 'HS256', kid: 'a' }, bytes), secrets: [['jwk', JSON.stringify({ kty: 'oct', k: bytes.toString('base64url'), kid: 'a', alg: 'HS256' })]] });
add({ id: 'jwt-hs256-text-payload', version: 'jsonwebtoken 9.0.3', token: jsonwebtoken.sign('user 42', 'short'), secrets: [['utf8', 'short']], expect: { payload: 'user 42' } });
add({ id: 'jwt-hs256-bearer', token: `Bearer%20${await signed({ alg: 'HS256', typ: 'JWT' }, bytes)}`, name: 'Authorization', secrets: [['hex', bytes.toString('hex')]] });

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaPrivate = pem(rsa.privateKey, 'pkcs8');
const rsaCertificate = certificate(rsaPrivate, 'rsa.example');
const rsaForms = {
  spki: ['pem', pem(rsa.publicKey, 'spki')],
  pkcs1: ['pem', pem(rsa.publicKey, 'pkcs1')],
  certificate: ['pem', rsaCertificate],
  jwk: ['jwk', JSON.stringify({ ...rsa.publicKey.export({ format: 'jwk' }), kid: 'r', use: 'sig', alg: 'RS256' })],
  pkcs8: ['pem', rsaPrivate],
  'pkcs1-private': ['pem', pem(rsa.privateKey, 'pkcs1')],
  'private-jwk': ['jwk', JSON.stringify(rsa.privateKey.export({ format: 'jwk' }))],
  'text-with-escaped-lines': ['utf8', pem(rsa.publicKey, 'spki').trim().replaceAll('\n', '\\n')],
  'base64-of-pem': ['utf8', Buffer.from(pem(rsa.publicKey, 'spki')).toString('base64')],
  'base64-of-der': ['utf8', rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')],
};
for (const [form, secret] of Object.entries(rsaForms)) add({ id: `jwt-rs256-${form}`, token: await signed({ alg: 'RS256', kid: 'r' }, rsa.privateKey), secrets: [secret] });
for (const alg of ['RS384', 'RS512', 'PS256', 'PS384', 'PS512']) add({ id: `jwt-${alg.toLowerCase()}-pkcs8`, token: await signed({ alg }, rsa.privateKey), secrets: [rsaForms.pkcs8] });

const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };
for (const [alg, namedCurve] of Object.entries(curves)) {
  const pair = generateKeyPairSync('ec', { namedCurve });
  const token = await signed({ alg }, pair.privateKey);
  const id = `jwt-${alg.toLowerCase()}`;
  add({ id: `${id}-spki`, token, secrets: [['pem', pem(pair.publicKey, 'spki')]] });
  add({ id: `${id}-sec1`, token, secrets: [['pem', pem(pair.privateKey, 'sec1')]] });
  add({ id: `${id}-pkcs8`, token, secrets: [['pem', pem(pair.privateKey, 'pkcs8')]] });
  add({ id: `${id}-jwk`, token, secrets: [['jwk', JSON.stringify(pair.publicKey.export({ format: 'jwk' }))]] });
  add({ id: `${id}-certificate`, token, secrets: [['pem', certificate(pem(pair.privateKey, 'pkcs8'), 'ec.example')]] });
  add({ id: `${id}-in-jwks`, token: await signed({ alg, kid: 'two' }, pair.privateKey), secrets: [['jwk', JSON.stringify({ keys: [
    { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'one' },
    { ...generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' }), kid: 'old' },
    { ...pair.publicKey.export({ format: 'jwk' }), kid: 'two' },
  ] })]] });
}

const edwards = generateKeyPairSync('ed25519');
for (const alg of ['EdDSA', 'Ed25519']) {
  const token = await signed({ alg }, edwards.privateKey);
  add({ id: `jwt-${alg.toLowerCase()}-spki`, token, secrets: [['pem', pem(edwards.publicKey, 'spki')]] });
  add({ id: `jwt-${alg.toLowerCase()}-pkcs8`, token, secrets: [['pem', pem(edwards.privateKey, 'pkcs8')]] });
  add({ id: `jwt-${alg.toLowerCase()}-jwk`, token, secrets: [['jwk', JSON.stringify(edwards.publicKey.export({ format: 'jwk' }))]] });
}

const refused = (reason, more = {}) => ({ status: 'rejected', reason, payload: undefined, ...more });
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const forged = (header, key) => {
  const input = `${part(header)}.${part({ ...claims, sub: 'admin' })}`;
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
};
const publicPem = rsaForms.spki[1];
for (const [form, key] of Object.entries({ pem: publicPem, 'trimmed-pem': publicPem.trim(), der: rsa.publicKey.export({ type: 'spki', format: 'der' }) }))
  for (const encoding of ['pem', 'utf8'])
    add({ id: `jwt-confusion-${form}-given-as-${encoding}`, token: forged({ alg: 'HS256', typ: 'JWT' }, key), secrets: [[encoding, publicPem]], expect: refused('alg-confusion') });
add({ id: 'jwt-confusion-certificate', token: forged({ alg: 'HS256' }, rsaCertificate), secrets: [['pem', rsaCertificate]], expect: refused('alg-confusion') });
add({ id: 'jwt-confusion-jwk', token: forged({ alg: 'HS256' }, rsaForms.jwk[1]), secrets: [rsaForms.jwk], expect: refused('alg-confusion') });
for (const alg of ['none', 'None', 'NONE', 'nOnE']) add({ id: `jwt-alg-${alg}`, token: `${part({ alg })}.${part(claims)}.`, secrets: [['utf8', 'any']], expect: refused('alg-none') });
add({ id: 'jwt-alg-none-with-signature', token: forged({ alg: 'none' }, 'any'), secrets: [['utf8', 'any']], expect: refused('alg-none') });
for (const alg of ['constructor', 'toString', 'hs256', 'HS257', 'ES256K']) add({ id: `jwt-alg-unknown-${alg}`, token: forged({ alg }, 'any'), secrets: [['utf8', 'any']], expect: refused('bad-signature', { statusAlso: ['unrecognised'] }) });
add({ id: 'jwt-hs256-signature-stripped', token: (await signed({ alg: 'HS256' }, bytes)).replace(/[^.]*$/, ''), secrets: [['hex', bytes.toString('hex')]], expect: refused('missing-signature', { statusAlso: ['unrecognised'] }) });
add({ id: 'jwt-hs256-not-yet', token: await signed({ alg: 'HS256' }, bytes, { ...claims, nbf: iat + 120 }), secrets: [['hex', bytes.toString('hex')]], expect: { ...refused('not-yet-valid'), payload: { ...claims, nbf: iat + 120 } } });
add({ id: 'jwt-es256-expired', token: await signed({ alg: 'EdDSA' }, edwards.privateKey, { ...claims, exp: iat + 60 }), secrets: [['pem', pem(edwards.publicKey, 'spki')]], expect: { ...refused('expired'), payload: { ...claims, exp: iat + 60 } }, note: 'exp is now: expired.' });
add({ id: 'jwt-rs256-text-secret-given', token: await signed({ alg: 'RS256' }, rsa.privateKey), secrets: [['utf8', 'not a key at all']], expect: refused('bad-signature') });
add({ id: 'jwt-ps256-said-rs256', token: (await signed({ alg: 'PS256' }, rsa.privateKey)).replace(/^[^.]*/, part({ alg: 'RS256' })), secrets: [rsaForms.spki], expect: refused('bad-signature') });
add({ id: 'jwt-es256-der-signature', token: await derSigned(), secrets: [['pem', derPair().publicPem]], expect: refused('bad-signature'), note: 'An ECDSA signature in DER, as OpenSSL writes it, is none in JOSE.' });

function derPair() {
  derPair.pair ??= generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey: derPair.pair.privateKey, publicPem: pem(derPair.pair.publicKey, 'spki') };
}

async function derSigned() {
  const { sign } = await import('node:crypto');
  const input = `${part({ alg: 'ES256' })}.${part(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), derPair().privateKey).toString('base64url')}`;
}

console.log(JSON.stringify(vectors, null, 1));
