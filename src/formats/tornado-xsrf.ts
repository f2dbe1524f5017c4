/**
 * Tornado's XSRF cookie: an unsigned random token under a fresh mask, so that compressed pages do not give it away.
 * Grammar: `2|mask hex|token XOR mask hex|unix seconds`, version 1: `token hex`
 * Source: tornadoweb/tornado 6.5.7 `web.py:1537-1640`.
 */
import { hex, unhex } from '../codec/bytes';
import { payloadFrom } from '../codec/value';
import { unquoted } from '../codec/wire-text';
import { partsWithin } from '../envelope/layer';
import { defineFormat, type Parsed } from './define';

type Model = null;

const versionTwo = /^2\|([0-9a-f]{8})\|([0-9a-f]{32})\|(\d{10})$/;
const versionOne = /^[0-9a-f]{32}$/;

function unmasked(maskHex: string, maskedHex: string): string {
  const mask = unhex(maskHex) ?? new Uint8Array(4);
  return hex((unhex(maskedHex) ?? new Uint8Array()).map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
}

function masked(value: string, [text, mask, token, seconds]: readonly string[]): Parsed<Model> {
  const payload = payloadFrom({ tokenHex: unmasked(mask ?? '', token ?? '') });
  const issuedAt = Number(seconds) * 1000;
  const bar = ['|', 'separator', '|'] as const;
  const parts = partsWithin(value, [
    ['version', 'header', (text ?? '').slice(0, 1)], bar, ['mask', 'salt', mask ?? ''], bar, ['masked token', 'payload', token ?? ''], bar, ['timestamp', 'timestamp', seconds ?? ''],
  ]);
  return {
    confidence: 'certain',
    layers: [
      { kind: 'envelope', parts },
      { kind: 'encoding', title: 'hexadecimal, XOR with the mask' },
      { kind: 'timestamp', title: 'token made at', epochMs: issuedAt },
      { kind: 'payload', title: 'token', payload },
    ],
    model: null,
    payload,
    issuedAt,
    expiresAt: null,
  };
}

export default defineFormat<Model>({
  meta: {
    id: 'tornado-xsrf',
    title: 'Tornado XSRF token',
    framework: 'Tornado',
    grammar: '2|hex(mask)|hex(token XOR mask)|timestamp',
    cookieNames: ['_xsrf', '_streamlit_xsrf'],
    role: 'csrf',
    holds: 'token',
    keyFields: [],
    settings: [],
    references: ['tornadoweb/tornado 6.5.7 tornado/web.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const match = versionTwo.exec(text);
    if (match !== null) return masked(wire.value, match);
    if (!versionOne.test(text)) return null;
    const payload = payloadFrom({ tokenHex: text });
    const parts = partsWithin(wire.value, [['token', 'payload', text]]);
    const layers = [{ kind: 'envelope', parts }, { kind: 'payload', title: 'token', payload }] as const;
    return { confidence: 'possible', layers, model: null, payload, issuedAt: null, expiresAt: null };
  },
});
