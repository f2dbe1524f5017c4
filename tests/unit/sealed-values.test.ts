/** What is sealed here, read by the libraries that the frameworks use: iron-session and jose. */
import { unsealData } from 'iron-session';
import { jwtDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/codec/bytes';
import { createKdf } from '../../src/crypto/kdf';
import { decryptJwe, encryptJwe, splitJwe, type JweEncryption } from '../../src/envelope/jwe';
import { reseal } from '../../src/decode/reseal';
import { decodeVector, keysOf } from '../tools/decode-vector';
import { vectorsOf, type Vector } from '../tools/vectors';

const kdf = createKdf();
const nowMs = 1_795_600_000_000;

async function edited(vector: Vector, text: string) {
  const decoded = await decodeVector(vector);
  const sealed = await reseal(decoded, text, { secrets: keysOf(vector).secrets, settings: vector.settings, nowMs, kdf });
  if (!sealed.ok) throw new Error(sealed.problem);
  return sealed.value;
}

function vector(file: string, id: string): Vector {
  const found = vectorsOf(file).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`${file} has no ${id}`);
  return found;
}

describe('iron-session', () => {
  const session = { name: 'Zoë 東京', n: 1.5 };

  it.each(['iron-session-v8-basic', 'iron-session-v9-ttl-0', 'next-iron-session-v4-persistent'])('opens an edited %s', async (id) => {
    const of = vector('iron-session.json', id);
    const [cookie] = await edited(of, JSON.stringify(session));
    expect(await unsealData(cookie?.value ?? '', { password: of.secrets[0]?.value ?? '', ttl: 0 })).toEqual(session);
  });

  it('opens a session that has shrunk from chunks into one cookie', async () => {
    const of = vector('iron-session.json', 'iron-session-v9-chunked');
    const cookies = await edited(of, '{"a":1}');
    expect(cookies.filter(({ value }) => value === null).map(({ name }) => name)).toEqual(['app-session.0', 'app-session.1']);
    const whole = cookies.find(({ name }) => name === 'app-session')?.value ?? '';
    expect(await unsealData(whole, { password: of.secrets[0]?.value ?? '', ttl: 0 })).toEqual({ a: 1 });
  });

  it('is told where a session has grown beyond one cookie', async () => {
    await expect(edited(vector('iron-session.json', 'iron-session-v8-basic'), JSON.stringify({ a: 'x'.repeat(5000) }))).rejects.toThrow('chunk: true');
  });
});

describe.each<[JweEncryption, number]>([['A256GCM', 32], ['A256CBC-HS512', 64]])('a JWE with %s', (encryption, length) => {
  const key = Uint8Array.from({ length }, (_none, i) => i);
  const headerText = JSON.stringify({ alg: 'dir', enc: encryption });

  it('is opened by jose', async () => {
    const { payload } = await jwtDecrypt(encryptJwe('{"sub":"Zoë"}', key, { headerText, encryption }), key);
    expect(payload).toEqual({ sub: 'Zoë' });
  });

  it('opens again, and not once a bit of any part is changed', () => {
    const token = encryptJwe('{}', key, { headerText, encryption });
    const opened = (text: string) => {
      const jwe = splitJwe(text);
      return jwe === null ? null : decryptJwe(jwe, key);
    };
    expect(opened(token)).toEqual(utf8('{}'));
    const starts = [...token.matchAll(/\.(?=[\w-])/g)].map(({ index }) => index + 1);
    expect(starts).toHaveLength(3);
    for (const at of starts) expect(opened(token.slice(0, at) + (token.charAt(at) === 'A' ? 'B' : 'A') + token.slice(at + 1))).toBeNull();
  });
});

describe('times of an edited token', () => {
  it('are renewed where they were left, and stand where they were changed', async () => {
    const of = vector('authjs.json', 'authjs-v5-basic');
    const claims = { ...(of.expect.payload as { iat: number; exp: number }), name: 'Eve' };
    const again = async (text: string) => decodeVector({ ...of, cookies: (await edited(of, text)).map(({ name, value }) => ({ name, value: value ?? '' })), now: nowMs });
    const renewed = await again(JSON.stringify(claims));
    expect(renewed).toMatchObject({ status: 'verified', issuedAt: nowMs, expiresAt: nowMs + (claims.exp - claims.iat) * 1000 });
    const kept = await again(JSON.stringify({ ...claims, exp: 1_795_599_000 }));
    expect(kept).toMatchObject({ status: 'rejected', opened: { reason: 'expired' }, expiresAt: 1_795_599_000_000 });
  });
});
