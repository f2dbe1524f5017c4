/** Numbers and strings in the ways that the protocols of pickle write them. */
import { latin1, textOfLenient } from './bytes';
import { PickleProblem } from './pickle-machine';
import type { PickleNode } from './pickle-node';

/** Longer integers than this are no session's: their digits would take too long to write out. */
const maxIntegerBytes = 1024;

export function atom(json: string): PickleNode {
  return { kind: 'atom', json };
}

export function text(bytes: Uint8Array): PickleNode {
  return { kind: 'text', text: textOfLenient(bytes) };
}

/** Two's complement, little-endian, of any length. */
export function integer(bytes: Uint8Array): PickleNode {
  if (bytes.length === 0) return atom('0');
  if (bytes.length > maxIntegerBytes) throw new PickleProblem('too long an integer');
  let digits = '';
  for (const byte of bytes) digits = byte.toString(16).padStart(2, '0') + digits;
  return atom(BigInt.asIntN(bytes.length * 8, BigInt(`0x${digits}`)).toString());
}

/** The digits of protocol 0; `00` and `01` are its booleans. */
export function decimalInteger(digits: string): PickleNode {
  if (digits === '00' || digits === '01') return atom(digits === '01' ? 'true' : 'false');
  const plain = digits.replace(/L$/, '');
  if (!/^-?\d{1,2400}$/.test(plain)) throw new PickleProblem('no integer');
  return atom(BigInt(plain).toString());
}

/** A float keeps its point, so that it stays a float when it is written again. */
export function float(value: number): PickleNode {
  const written = Object.is(value, -0) ? '-0' : String(value);
  return atom(/^-?\d+$/.test(written) ? `${written}.0` : written);
}

/** Protocol 0's float: the text that Python prints. */
export function decimalFloat(line: string): PickleNode {
  const special: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: NaN, '-nan': NaN };
  const value = special[line] ?? Number(line);
  if (line.trim() === '' || (Number.isNaN(value) && special[line] === undefined)) throw new PickleProblem('no float');
  return float(value);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Protocol 0's `str` of Python 2: what `repr` prints. */
export function quotedString(line: string): PickleNode {
  const body = /^(['"])([\s\S]*)\1$/.exec(line.trim())?.[2];
  if (body === undefined) throw new PickleProblem('no quoted string');
  const plain = body.replace(/\\(?:x([0-9a-fA-F]{2})|([\s\S]))/g, (_all, code: string | undefined, char: string) =>
    code === undefined ? (escapes[char] ?? char) : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return { kind: 'string', bytes: latin1(plain) ?? new Uint8Array() };
}

/** Protocol 0's text: Latin-1 with `\uXXXX` for everything else (`raw-unicode-escape`). */
export function rawUnicode(line: string): PickleNode {
  const plain = line.replace(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g, (all, unit: string | undefined, point: string | undefined) => {
    const code = Number.parseInt(unit ?? point ?? '', 16);
    return code > 0x10ffff ? all : String.fromCodePoint(code);
  });
  return { kind: 'text', text: plain };
}
