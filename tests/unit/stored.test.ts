import { describe, expect, it } from 'vitest';
import { base64, unbase64 } from '../../src/codec/base64';
import { concat, hex, latin1Text, unhex, utf8 } from '../../src/codec/bytes';
import { zlib } from '../../src/codec/inflate';
import { pastedBytes } from '../../src/codec/pasted-bytes';
import type { Value } from '../../src/codec/value';
import { KeySet, Secret } from '../../src/crypto/keys';
import { readStoredRecord, type StoredRecord } from '../../src/decode/stored';
import { formats } from '../../src/formats';
import { allVectors, type Vector } from '../tools/vectors';

interface Store {
  readonly content: Value;
  readonly valueHex?: string;
  readonly value?: string;
  readonly base64?: string;
}

function storeOf(vector: Vector): Store | null {
  const { store } = vector as Vector & { readonly store?: Store };
  return store?.content === undefined ? null : store;
}

function bytesOf({ valueHex, value, base64: encoded }: Store): Uint8Array {
  return (valueHex === undefined ? null : unhex(valueHex)) ?? (value === undefined ? null : utf8(value)) ?? unbase64(encoded ?? '') ?? new Uint8Array();
}

const escaped = (bytes: Uint8Array, quote: string): string =>
  latin1Text(bytes).replace(/[^\x20-\x7e]|["'\\]/g, (char) => (char === '\\' || char === quote ? `\\${char}` : /["']/.test(char) ? char : `\\x${hex(Uint8Array.of(char.charCodeAt(0)))}`));

function xxd(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    lines.push(`${at.toString(16).padStart(8, '0')}: ${hex(row).replace(/(.{4})(?=.)/g, '$1 ')}  ${latin1Text(row).replace(/[^\x21-\x7e]/g, '.')}`);
  }
  return lines.join('\n');
}

function hexdump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const pairs = hex(bytes.subarray(at, at + 16)).replace(/(..)(?=.)/g, '$1 ');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${pairs.slice(0, 23)}  ${pairs.slice(24)}  |${'.'.repeat(16)}|`);
  }
  return [...lines, bytes.length.toString(16).padStart(8, '0')].join('\n');
}

/** The ways in which tools print bytes. */
const copies: readonly [tool: string, print: (bytes: Uint8Array) => string][] = [
  ['redis-cli', (bytes) => `"${escaped(bytes, '"')}"\n`],
  ['redis-cli in a list', (bytes) => `1) "${escaped(bytes, '"')}"`],
  ['Python', (bytes) => `b'${escaped(bytes, "'")}'`],
  ['Python with double quotes', (bytes) => `b"${escaped(bytes, '"')}"`],
  ['RedisInsight', (bytes) => escaped(bytes, '"')],
  ['psql', (bytes) => `\\x${hex(bytes)}`],
  ['mysql', (bytes) => `0x${hex(bytes).toUpperCase()}`],
  ['sqlite3', (bytes) => `X'${hex(bytes).toUpperCase()}'`],
  ['hexadecimal', hex],
  ['hexadecimal in pairs', (bytes) => hex(bytes).replace(/(..)/g, '$1 ')],
  ['xxd', xxd],
  ['hexdump -C', hexdump],
  ['base64', base64],
  ['base64 in lines', (bytes) => base64(bytes).replace(/(.{76})/g, '$1\n')],
  ['mongosh', (bytes) => `Binary.createFromBase64('${base64(bytes)}', 0)`],
];

const keep = (_key: string, value: unknown): unknown => (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? String(value) : value);
const comparable = (value: unknown): unknown => JSON.parse(JSON.stringify(value, keep)) as unknown;

async function read(vector: Vector, text: string): Promise<StoredRecord | null> {
  const format = formats.find(({ meta }) => meta.id === vector.format);
  return format === undefined ? null : readStoredRecord(format, text, { nowMs: vector.now });
}

const python = allVectors().filter((vector) => storeOf(vector) !== null && /^(?:flask-session|django-session-id)$/.test(vector.format));

describe('a stored session', () => {
  it.each(copies)('is read as %s prints it', async (_tool, print) => {
    for (const vector of python) {
      const store = storeOf(vector);
      if (store === null) continue;
      const record = await read(vector, print(bytesOf(store)));
      expect(comparable(record?.payload.value), vector.id).toEqual(comparable(store.content));
    }
  });

  it('is read as text where it is text', async () => {
    for (const vector of python) {
      const value = storeOf(vector)?.value;
      if (value === undefined) continue;
      expect((await read(vector, ` ${value}\n`))?.form, vector.id).toBe('text');
    }
  });

  it("is read in CacheLib's files and Redis values", async () => {
    // Flask-Session 0.8.0 with `SESSION_TYPE = "cachelib"`.
    const file = 'dd8c2f6b8005952d000000000000007d94288c0a5f7065726d616e656e7494888c07757365725f6964944b2a8c046e616d65948c045a6fc3ab94752e';
    const [vector] = python.filter(({ format }) => format === 'flask-session');
    if (vector === undefined) throw new Error('no vector');
    for (const digits of [file, `21${file.slice(8)}`]) expect((await read(vector, digits))?.payload.value).toEqual({ _permanent: true, user_id: 42, name: 'Zoë' });
  });

  it('is not made up', async () => {
    for (const text of ['', '  ', 'hello', '42', '"text"', 'null', '[1,2]', '(nil)', 'b\'\'', '\\x', '0x', 'deadbeef', '"\\x80\\x04."'])
      for (const format of formats.filter(({ meta }) => /^(?:flask-session|django-session-id)$/.test(meta.id)))
        expect(await readStoredRecord(format, text, { nowMs: null }), `${format.meta.id} ${text}`).toBeNull();
  });
});

describe('a row of Django', () => {
  const rows = python.filter(({ format }) => format === 'django-session-id');
  const format = formats.find(({ meta }) => meta.id === 'django-session-id');
  const keysWith = (value: string): KeySet => new KeySet([new Secret({ field: 'secret', value, encoding: 'utf8', label: 'SECRET_KEY' })]);
  const secretOf = (vector: Vector): string => String((vector as Vector & { readonly facts?: Readonly<Record<string, unknown>> }).facts?.['secretNotForCookie']);

  it('is proved by SECRET_KEY, old rows too', async () => {
    for (const vector of rows) {
      if (format === undefined) throw new Error('no such format');
      const text = storeOf(vector)?.value ?? '';
      const good = await readStoredRecord(format, text, { nowMs: null, keys: keysWith(secretOf(vector)) });
      expect(good?.opened?.status, vector.id).toBe('verified');
      const other = await readStoredRecord(format, text, { nowMs: null, keys: keysWith('other') });
      expect(other?.opened).toMatchObject({ status: 'rejected', reason: 'bad-signature' });
    }
  });

  it('of the cache is read and not judged, compressed or not', async () => {
    if (format === undefined) throw new Error('no such format');
    const pickle = concat(unhex('80047d948c0d5f617574685f757365725f6964948c0134947331') ?? new Uint8Array()).subarray(0, -1);
    const whole = concat(pickle, utf8('.'));
    for (const bytes of [whole, zlib(whole)]) {
      const record = await readStoredRecord(format, hex(bytes), { nowMs: null, keys: keysWith('any') });
      expect(record?.payload.value).toEqual({ _auth_user_id: '4' });
      expect(record?.opened).toBeNull();
    }
  });
});

it('every reading of pasted text is total', () => {
  for (const unit of ['\\', '"', "b'", '\\x8', '0', '00 ', '00000000: ', '='])
    expect(pastedBytes(unit.repeat(20_000)).length).toBeGreaterThanOrEqual(0);
});
