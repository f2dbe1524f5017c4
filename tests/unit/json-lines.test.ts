import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { jsonLine, linesOf } from '../tools/json-lines';

it('ends lines at line feeds only, wherever the chunks end', async () => {
  const text = Buffer.from('{"a":"\u2028é"}\n{"b":1}\r\nlast');
  const chunks = [...text].map((byte) => Buffer.of(byte));
  const lines: string[] = [];
  for await (const line of linesOf(Readable.from(chunks))) lines.push(line);
  expect(lines).toEqual(['{"a":"\u2028é"}', '{"b":1}\r', 'last']);
});

it('writes no character that ends a line somewhere', () => {
  const line = jsonLine({ text: 'a\u2028b\u0085c\u2029d\n' });
  expect(line).not.toMatch(/[\u0085\u2028\u2029\n]/);
  expect(JSON.parse(line)).toEqual({ text: 'a\u2028b\u0085c\u2029d\n' });
});
