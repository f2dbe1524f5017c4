/**
 * The bytes of a record that a person copied out of a store, in the ways that tools print bytes: redis-cli, Python, psql, xxd, MongoDB's
 * shell, hexadecimal, base64, or as they are.
 */
import { unbase64, unbase64url } from './base64';
import { concat, unhex, utf8 } from './bytes';

export interface PastedBytes {
  /** How the text was read, in a word or two. */
  readonly form: string;
  readonly bytes: Uint8Array;
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v', '0': '\0', e: '\x1b' };
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g;

/** Undoes `\xNN` and its like; what stands for itself is UTF-8. */
function unescapedBytes(text: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const match of text.matchAll(escape)) {
    const [whole, byte, unit, char = ''] = match;
    parts.push(utf8(text.slice(from, match.index)));
    if (byte !== undefined) parts.push(Uint8Array.of(Number.parseInt(byte, 16)));
    else parts.push(utf8(unit === undefined ? (simpleEscapes[char] ?? char) : String.fromCharCode(Number.parseInt(unit, 16))));
    from = match.index + whole.length;
  }
  return concat(...parts, utf8(text.slice(from)));
}

/** Pairs of hexadecimal digits with white space, commas or colons between them. */
function spacedHex(text: string): Uint8Array | null {
  const digits = text.replace(/[\s:,]+/g, '');
  return digits === '' ? null : unhex(digits);
}

/** The lines of `xxd` and `hexdump -C`: an offset, the bytes, and the same as characters. */
function hexDump(text: string): Uint8Array | null {
  let digits = '';
  for (const line of text.trim().split(/\r?\n/)) {
    const [, colon, rest] = /^[0-9a-fA-F]{4,8}(:?) {1,2}(.*)$/.exec(line.trim()) ?? [];
    // The last line of `hexdump` is a bare offset.
    if (rest === undefined && /^[0-9a-fA-F]{4,8}$/.test(line.trim())) continue;
    if (rest === undefined) return null;
    digits += (colon === ':' ? (rest.split('  ', 1)[0] ?? '') : (rest.split('|', 1)[0] ?? '')).replace(/\s+/g, '');
  }
  return digits === '' ? null : unhex(digits);
}

type Reader = (text: string) => Uint8Array | null;

function within(pattern: RegExp, read: Reader): Reader {
  return (text) => {
    const body = pattern.exec(text)?.[1];
    return body === undefined ? null : read(body);
  };
}

/** The most telling forms first; text as it is before hexadecimal and base64, which a reader then refuses or takes. */
const forms: readonly (readonly [form: string, read: Reader])[] = [
  ["redis-cli's escapes", within(/^(?:\d+\) )?"([\s\S]*)"$/, unescapedBytes)],
  ["Python's bytes", within(/^[bB]'([\s\S]*)'$/, unescapedBytes)],
  ["Python's bytes", within(/^[bB]"([\s\S]*)"$/, unescapedBytes)],
  ["MongoDB's BinData", within(/^(?:new )?(?:BinData|Binary\.createFromBase64)\((?:\d+, ?)?["']([\w+/=-]*)["'](?:, ?\d+)?\)$/, unbase64)],
  ["MongoDB's HexData", within(/^(?:new )?HexData\((?:\d+, ?)?["']([0-9a-fA-F]*)["']\)$/, unhex)],
  ['hexadecimal', within(/^(?:\\\\?x|0x)([0-9a-fA-F]+)$/, unhex)],
  ['hexadecimal', within(/^[xX]'([0-9a-fA-F]+)'$/, unhex)],
  ['text', utf8],
  ['hexadecimal', spacedHex],
  ['a hex dump', hexDump],
  ['base64', (text) => unbase64(text.replace(/\s+/g, ''))],
  ['base64url', unbase64url],
  ['escapes', (text) => (text.includes('\\') ? unescapedBytes(text) : null)],
];

/** Every reading that the text allows, the likeliest first. White space around it is a copy's, not the record's. */
export function pastedBytes(text: string): PastedBytes[] {
  const trimmed = text.trim();
  return forms.flatMap(([form, read]) => {
    const bytes = trimmed === '' ? null : read(trimmed);
    return bytes === null || bytes.length === 0 ? [] : [{ form, bytes }];
  });
}
