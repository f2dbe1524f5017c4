/** Key files: whatever is pasted, reading it never throws, and a plain secret is never taken for a key file. */
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysInFile } from '../../src/crypto/key-file';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privatePem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('keysInFile', () => {
  it('is total on any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void keysInFile(text)));
  });

  it('is total on damaged key files', () => {
    fc.assert(
      fc.property(fc.nat(publicPem.length), fc.string({ maxLength: 8 }), (at, text) => {
        expect(keysInFile(publicPem.slice(0, at) + text + publicPem.slice(at))?.length ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is total on bytes that only begin like a key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 45, maxLength: 200 }), (bytes) => {
        keysInFile(Buffer.from([0x30, 0x82, ...bytes]).toString('base64'));
      }),
    );
  });

  it.each(['secret', '', 'MIIsecret', '{"a":1}', '[]', 'null', '{', 'LS0t', 'a'.repeat(64)])('takes %s for a plain secret', (text) => {
    expect(keysInFile(text)).toBeNull();
  });

  it('reads every key of a file, in order', () => {
    expect(keysInFile(`${publicPem}\n${privatePem}`)?.map((key) => key.kind !== 'shared' && key.isPrivate)).toEqual([false, true]);
  });

  it("reads the certificates of an issuer's JSON by key id", () => {
    const text = JSON.stringify({ one: publicPem, two: publicPem });
    expect(keysInFile(text)).toHaveLength(2);
  });

  it('says of an encrypted key that it is a key file, and that nothing can be read', () => {
    const encrypted = pair.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
    expect(keysInFile(encrypted)).toEqual([]);
  });
});
