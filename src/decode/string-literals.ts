/** String literals in configuration and source text of any of the usual languages, with their escapes undone. */
import { hex, textOf } from '../codec/bytes';

export interface Literal {
  /** The text, or for a bytes literal with bytes that are no UTF-8 their hexadecimal. */
  readonly text: string;
  readonly encoding: 'utf8' | 'hex';
  /** Offset of the first and behind the last character, quotes included. */
  readonly start: number;
  readonly end: number;
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', a: '\x07', b: '\b', f: '\f', v: '\v', e: '\x1b' };
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([0-7]{1,3})|(\r?\n)|([\s\S]))/g;

/** What one escape stands for; the groups are those of `escape`. */
function characterOf([byte, unit, point, octal, line, char]: readonly (string | undefined)[]): string {
  const code = byte ?? unit ?? point;
  if (code !== undefined) {
    const value = Number.parseInt(code, 16);
    return value > 0x10ffff ? '' : String.fromCodePoint(value);
  }
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  return line !== undefined ? '' : (simpleEscapes[char ?? ''] ?? char ?? '');
}

/** Undoes the escapes that Python, JavaScript, Ruby, Elixir and double-quoted .env values share. */
export function unescaped(text: string): string {
  return text.replace(escape, (_all, ...groups: (string | undefined)[]) => characterOf(groups.slice(0, 6)));
}

const opening = /(?<prefix>\b[bBrRuUfF]{1,2})?(?<quote>"""|'''|["'`])/g;

/** Where the literal that begins after `from` with this quote ends; -1 where it does not. */
function closing(text: string, quote: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at;
    else if (quote.length === 1 && quote !== '`' && text[at] === '\n') return -1;
  }
  return -1;
}

function literalFrom(body: string, prefix: string, quote: string): Pick<Literal, 'text' | 'encoding'> {
  // Ruby, PHP and shell keep backslashes in single quotes, Python and JavaScript do not; a key that has one is read both ways by
  // the diagnosis of a key that does not fit.
  const raw = /r/i.test(prefix) || quote === '`' ? body : unescaped(body);
  if (!/b/i.test(prefix)) return { text: raw, encoding: 'utf8' };
  const bytes = Uint8Array.from(raw, (char) => char.charCodeAt(0) & 0xff);
  const text = textOf(bytes);
  return text === null ? { text: hex(bytes), encoding: 'hex' } : { text, encoding: 'utf8' };
}

/** All string literals of a text, in order. An unclosed one ends the search. */
export function stringLiterals(text: string): Literal[] {
  const found: Literal[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const prefix = match.groups?.['prefix'] ?? '';
    const quote = match.groups?.['quote'] ?? '';
    const bodyStart = match.index + match[0].length;
    const end = closing(text, quote, bodyStart);
    if (end < 0) continue;
    found.push({ ...literalFrom(text.slice(bodyStart, end), prefix, quote), start: match.index, end: end + quote.length });
    opening.lastIndex = end + quote.length;
  }
  return found;
}
