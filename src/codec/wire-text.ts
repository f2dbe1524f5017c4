/** Undoing and redoing what stands around a cookie value on the wire: percent-encoding and quoted strings. */
import { textOf, utf8 } from './bytes';

/**
 * Undoes percent-encoding as `decodeURIComponent` does. Null where the escapes are no UTF-8 or an escape is cut off; text without
 * escapes comes back unchanged.
 */
export function percentDecoded(text: string): string | null {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Percent-decoding in the form style of Rack and PHP: as above, and `+` is a space. */
export function formDecoded(text: string): string | null {
  return percentDecoded(text.replaceAll('+', ' '));
}

export function isQuoted(text: string): boolean {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"');
}

const octalDigits = /[0-3][0-7]{2}/y;

/** A backslash before three octal digits is one character, before anything else that thing itself. */
function withoutEscapes(text: string): string {
  let plain = '';
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
    octalDigits.lastIndex = at + 1;
    const octal = octalDigits.exec(text)?.[0];
    const char = octal === undefined ? text.charAt(at + 1) || '\\' : String.fromCharCode(Number.parseInt(octal, 8));
    plain += text.slice(from, at) + char;
    from = at + (octal === undefined ? 2 : 4);
  }
  return plain + text.slice(from);
}

/**
 * Takes one pair of surrounding quotes off and undoes backslash and octal escapes. Werkzeug escapes the bytes of UTF-8, Python's
 * `http.cookies` one escape per code point; the bytes are taken for UTF-8 where they are valid, else for code points.
 * Text without quotes comes back unchanged.
 */
export function unquoted(text: string): string {
  if (!isQuoted(text)) return text;
  const inner = text.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  const plain = withoutEscapes(inner);
  if (!/[\x80-\xff]/.test(plain) || /[^\x00-\xff]/.test(plain)) return plain;
  return textOf(Uint8Array.from(plain, (char) => char.charCodeAt(0))) ?? plain;
}

/** Quotes text as Werkzeug does: only where a character needs it, with octal escapes of UTF-8 bytes. */
export function quotedWerkzeug(text: string): string {
  if (/^[\w!#$%&'()*+\-./:<=>?@[\]^`{|}~]*$/.test(text)) return text;
  return `"${quoteBody(text, utf8)}"`;
}

/** Quotes text as Python's `http.cookies` does: octal escapes of code points below U+0100, higher ones bare. */
export function quotedPython(text: string): string {
  if (/^[\w!#$%&'*+\-.^`|~:]*$/.test(text)) return text;
  return `"${quoteBody(text, (char) => (char.charCodeAt(0) < 0x100 ? Uint8Array.of(char.charCodeAt(0)) : null))}"`;
}

function quoteBody(text: string, bytesOf: (char: string) => Uint8Array | null): string {
  return text.replace(/["\\]|[^\x20-\x2b\x2d-\x3a\x3c-\x7e]/gu, (char) => {
    if (char === '"' || char === '\\') return `\\${char}`;
    const bytes = bytesOf(char);
    return bytes === null ? char : [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  });
}

/** A value as Node's `cookie` package reads it: quotes off, percent-encoding undone, and text with broken escapes left as it is. */
export function nodeCookieText(value: string): string {
  const bare = isQuoted(value) ? value.slice(1, -1) : value;
  return percentDecoded(bare) ?? bare;
}

/** `encodeURIComponent`, total: a lone surrogate becomes U+FFFD, as it does in UTF-8. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
