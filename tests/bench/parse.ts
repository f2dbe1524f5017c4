/** How long all formats together look at one cookie, as a multiple of what JSON.parse takes for the same amount of text. */
import { base64url } from '../../src/codec/base64';
import { utf8 } from '../../src/codec/bytes';
import { wireCookie } from '../../src/cookie/wire-cookie';
import { recognise } from '../../src/decode/recognise';
import { formats } from '../../src/formats';
import { documentOf } from './document';
import { fastestMs, inMs, type Figure } from './measure';

const cookieBytes = 4096;

/** Of the size of a whole cookie, in shapes that different formats take for theirs. `user`: four digits. */
function cookies(user: string): Record<string, string> {
  const json = documentOf((cookieBytes * 3) / 4 - 60).replace('42', user);
  const payload = base64url(utf8(json));
  const signature = 'A'.repeat(27);
  return {
    'a Flask session': `${payload}.aWVb8A.${signature}`,
    'a JSON Web Token': `${base64url(utf8('{"alg":"HS256","typ":"JWT"}'))}.${payload}.${'A'.repeat(43)}`,
    'a sealed box': `Fe26.2*1*${'a'.repeat(64)}*${'A'.repeat(22)}*${payload}*1767225600000*${'b'.repeat(64)}*${'A'.repeat(43)}`,
    'plain JSON': encodeURIComponent(json).slice(0, cookieBytes),
    'an opaque id': user + 'A'.repeat(cookieBytes - user.length),
  };
}

export function parseFigures(): Figure[] {
  const json = documentOf(cookieBytes);
  const baselineMs = fastestMs(() => JSON.parse(json) as unknown);
  // Another value each time, as in a browser: what the formats remember of one must not be counted for the next look at it.
  const variants = Array.from({ length: 100 }, (_none, i) => cookies(String(1000 + i)));
  return Object.keys(cookies('1000')).map((what) => {
    const wires = variants.map((variant) => wireCookie('session', variant[what] ?? ''));
    let turn = 0;
    const ms = fastestMs(() => recognise(wires[(turn += 1) % wires.length] ?? fail('bench', 'no cookie'), formats, fail));
    return { name: `recognise ${what} of 4 KB ÷ JSON.parse of 4 KB`, ratio: ms / baselineMs, limit: 150, detail: `${inMs(ms)} for ${formats.length} formats` };
  });
}

function fail(formatId: string, error: unknown): never {
  throw new Error(`${formatId} crashed`, { cause: error });
}
