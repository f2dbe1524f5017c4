/** How long all formats together look at one cookie, as a multiple of what JSON.parse takes for the same amount of text. */
import { base64url } from '../../src/codec/base64';
import { utf8 } from '../../src/codec/bytes';
import { wireCookie } from '../../src/cookie/wire-cookie';
import { recognise } from '../../src/decode/recognise';
import { formats } from '../../src/formats';
import { documentOf } from './document';
import { fastestMs, inMs, type Figure } from './measure';

const cookieBytes = 4096;

/** Of the size of a whole cookie, in shapes that different formats take for theirs. */
function cookies(): Record<string, string> {
  const json = documentOf((cookieBytes * 3) / 4 - 60);
  const payload = base64url(utf8(json));
  const signature = 'A'.repeat(27);
  return {
    'a Flask session': `${payload}.aWVb8A.${signature}`,
    'a JSON Web Token': `${base64url(utf8('{"alg":"HS256","typ":"JWT"}'))}.${payload}.${'A'.repeat(43)}`,
    'a sealed box': `Fe26.2*1*${'a'.repeat(64)}*${'A'.repeat(22)}*${payload}*1767225600000*${'b'.repeat(64)}*${'A'.repeat(43)}`,
    'plain JSON': encodeURIComponent(json).slice(0, cookieBytes),
    'an opaque id': 'A'.repeat(cookieBytes),
  };
}

export function parseFigures(): Figure[] {
  const json = documentOf(cookieBytes);
  const baselineMs = fastestMs(() => JSON.parse(json) as unknown);
  return Object.entries(cookies()).map(([what, value]) => {
    const wire = wireCookie('session', value);
    const ms = fastestMs(() => recognise(wire, formats, fail));
    return { name: `recognise ${what} of 4 KB ÷ JSON.parse of 4 KB`, ratio: ms / baselineMs, limit: 150, detail: `${inMs(ms)} for ${formats.length} formats` };
  });
}

function fail(formatId: string, error: unknown): never {
  throw new Error(`${formatId} crashed`, { cause: error });
}
