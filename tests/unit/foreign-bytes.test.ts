/** Binary formats of other languages: written and read again, against bytes of their own libraries, and hostile bytes refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, textOf, unhex, utf8 } from '../../src/codec/bytes';
import { readGob } from '../../src/codec/gob';
import { goTimeBytes, goTimeText } from '../../src/codec/go-time';
import { readJava } from '../../src/codec/java-serialized';
import { lz4, unlz4 } from '../../src/codec/lz4';
import { readStorable } from '../../src/codec/storable';
import { readTicket, writeTicket } from '../../src/envelope/authentication-ticket';
import { guidBytes, guidText } from '../../src/envelope/data-protection';

const bytesOf = (digits: string): Uint8Array => unhex(digits) ?? new Uint8Array();

describe('an LZ4 frame', () => {
  it.each([
    ['04224d186440a700000000055dcc02', ''],
    ['04224d186440a70500008073686f727400000000c774b750', 'short'],
    ['04224d186440a71d0000009f6162636162636162640900fff2000d02b062646162636162636162640000000074a66705', 'abcabcabd'.repeat(60)],
  ])('of pierrec/lz4 4.1.21 is read: %s', (frame, text) => {
    expect(textOf(unlz4(bytesOf(frame)) ?? Uint8Array.of(255))).toBe(text);
  });

  it('is read as it was written, and not with a changed checksum', () => {
    const frame = lz4(utf8('session '.repeat(20_000)));
    expect(textOf(unlz4(frame) ?? new Uint8Array())).toBe('session '.repeat(20_000));
    frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 1;
    expect(unlz4(frame)).toBeNull();
  });

  it('is refused where it would grow beyond the limit', () => {
    const bomb = `04224d186440a7${'20a10700'}1f780100${'ff'.repeat(0x07a120 - 4)}`.slice(0, 1_000_022);
    expect(unlz4(bytesOf(bomb))).toBeNull();
  });
});

describe('a Go time', () => {
  it.each(['2026-01-31T12:00:00.123Z', '0001-01-01T00:00:00Z', '2026-01-31T12:00:00+05:30', '1969-12-31T23:59:59.000000001-01:00'])('%s is written and read', (text) => {
    expect(goTimeText(goTimeBytes(text) ?? new Uint8Array())).toBe(text);
  });
});

describe('an authentication ticket', () => {
  const ticket = {
    scheme: 'Cookies',
    identities: [
      {
        authenticationType: 'Cookies',
        claims: [
          { type: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', value: 'Zoë' },
          { type: 'sub', value: '7', valueType: 'http://www.w3.org/2001/XMLSchema#integer', issuer: 'https://login.example', properties: { a: 'b' } },
        ],
        bootstrapContext: 'token',
        actor: { authenticationType: 'x', nameClaimType: 'n', claims: [{ type: 'n', value: 'actor' }] },
      },
    ],
    properties: { '.issued': 'Sat, 31 Jan 2026 12:00:00 GMT', '.expires': 'Sat, 14 Feb 2026 12:00:00 GMT' },
  };

  it('is read as it was written', () => {
    const written = writeTicket(JSON.stringify(ticket));
    expect(written.ok ? readTicket(written.value) : written.problem).toEqual(ticket);
  });

  it('holds defaults as a zero character', () => {
    const written = writeTicket('{"scheme":"C","identities":[{"authenticationType":"C","claims":[]}],"properties":{}}');
    expect(written.ok ? hex(written.value) : '').toBe('050000000143010000000143010001000000000000000100000000000000');
  });

  it('says what cannot be written', () => {
    expect(writeTicket('{"scheme":"C","identities":[{"authenticationType":"C","claims":[{"type":1}]}]}')).toEqual({ ok: false, problem: 'The payload is no authentication ticket: type is no text.' });
  });
});

it('writes a GUID as .NET orders its bytes', () => {
  expect(hex(guidBytes('00112233-4455-6677-8899-aabbccddeeff') ?? new Uint8Array())).toBe('33221100554477668899aabbccddeeff');
  expect(guidText(bytesOf('33221100554477668899aabbccddeeff'))).toBe('00112233-4455-6677-8899-aabbccddeeff');
});

describe('any bytes', () => {
  const heads = ['', 'aced0005', 'aced00057372', '050b', '050b03', '040b08', '0d7f040102ff80000110011000', '05000000'].map(bytesOf);
  it('are read or refused by every reader', () => {
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (head, tail) => {
        const bytes = Uint8Array.from([...head, ...tail]);
        for (const read of [readGob, readJava, readStorable, readTicket, unlz4]) read(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('are refused where they nest without end', () => {
    expect(readStorable(bytesOf(`050b${'04'.repeat(60_000)}`))).toBeNull();
    expect(readJava(bytesOf(`aced0005${'73'.repeat(60_000)}`))).toBeNull();
    expect(readJava(bytesOf(`aced0005${'72000141'.padEnd(24, '0')}02000000`.repeat(3000)))).toBeNull();
  });
});
