/** What jsonwebtoken, jose, iron-session and Auth.js 5 read. */
import { createPrivateKey, createPublicKey, createSecretKey } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { decode as decodeAuthJs } from '@auth/core/jwt';
import { getIronSession } from 'iron-session';
import { compactVerify, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { sealedCookie } from './http.mjs';

/** Private keys are what seals: the framework verifies with their public half. */
function publicKey({ encoding, value }) {
  if (encoding === 'jwk') return createPublicKey({ key: JSON.parse(value), format: 'jwk' });
  return createPublicKey(createPrivateKey(value));
}

function secretKey({ encoding, value }, readAs) {
  if (encoding === 'jwk') return createSecretKey(JSON.parse(value).k, 'base64url');
  return createSecretKey(value, readAs);
}

/** Both libraries read, or neither does. jsonwebtoken knows no EdDSA. */
async function jsonWebToken(question, secret) {
  const { algorithm, 'key read as': readAs } = question.facts;
  const token = sealedCookie(question).value.replace(/^Bearer(?:%20| )/, '');
  const key = algorithm.startsWith('HS') ? secretKey(secret, readAs) : publicKey(secret);
  const options = { algorithms: [algorithm] };
  const verified = await compactVerify(token, key, options);
  const text = new TextDecoder().decode(verified.payload);
  // A payload that is no record has no claims: it is a JWS of text.
  const read = text.startsWith('{') ? (await jwtVerify(token, key, options)).payload : text;
  if (algorithm.startsWith('Ed')) return read;
  const again = jsonwebtoken.verify(token, key, { ...options, allowInvalidAsymmetricKeyTypes: true });
  if (!isDeepStrictEqual(again, read)) throw new Error(`jose read ${text}, jsonwebtoken ${JSON.stringify(again)}`);
  return read;
}

async function iron(question, { value: password }) {
  // A jar as Next.js hands it over.
  const jar = { get: (name) => question.cookies.find((cookie) => cookie.name === name && cookie.value !== null), set() {} };
  const numbered = question.facts['password id'] ?? '1';
  const session = await getIronSession(jar, { cookieName: sealedCookie(question).name, password: { [numbered]: password }, ttl: 0 });
  return Object.keys(session).length > 0 ? { ...session } : null;
}

/** Chunks as Auth.js joins them: by their number. */
function joined({ cookies }) {
  const present = cookies.filter(({ value }) => value !== null);
  const numberOf = ({ name }) => Number(/\.(\d+)$/.exec(name)?.[1] ?? 0);
  return present.sort((a, b) => numberOf(a) - numberOf(b)).map(({ value }) => value).join('');
}

function authJs(question, { value: secret }) {
  return decodeAuthJs({ token: joined(question), secret, salt: sealedCookie(question).name.replace(/\.\d+$/, '') });
}

export const readers = { jwt: jsonWebToken, 'iron-session': iron, authjs: authJs };
