/** Values of a session cookie's shape that no server has issued: the negative control of a replay, and what a test of adoption plants. */
import { base64, unbase64 } from '../codec/base64';
import { randomBelow, textOf, utf8 } from '../codec/bytes';

const classes: readonly (readonly [RegExp, string])[] = [
  [/[0-9]/, '0123456789'],
  [/[a-f]/, 'abcdef'],
  [/[a-z]/, 'abcdefghijklmnopqrstuvwxyz'],
  [/[A-Z]/, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
];

/** A word that says what kind of id follows. */
const prefix = /^[a-z]{1,12}[_:.](?=.{16})/;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** The 36 characters of a UUID in base64. */
const wrappedUuid = /^[A-Za-z0-9+/]{48}$/;

/** Places of a value that servers check before they look the id up: its kind, a UUID's version and variant, the spare bits of base64. */
function fixedPlaces(value: string): ReadonlySet<number> {
  const word = prefix.exec(value)?.[0].length ?? 0;
  const ofUuids = [...value.matchAll(uuid)].flatMap(({ index }) => [index + 14, index + 19]);
  const hasSpareBits = /^[\w+/-]+$/.test(value) && value.length % 4 > 1;
  return new Set([...Array.from({ length: word }, (_none, at) => at), ...ofUuids, ...(hasSpareBits ? [value.length - 1] : [])]);
}

/** Spring's ids are UUIDs in base64: what is in it, or null. */
function unwrappedUuid(value: string): string | null {
  const bytes = wrappedUuid.test(value) ? unbase64(value) : null;
  const text = bytes === null ? null : textOf(bytes);
  return text?.match(uuid)?.[0] === text ? text : null;
}

/** A value of the same shape that no server has issued: each letter and digit replaced by another of its kind. */
export function madeUpLike(value: string, random: (below: number) => number = randomBelow): string {
  const wrapped = unwrappedUuid(value);
  if (wrapped !== null) return base64(utf8(madeUpLike(wrapped, random)));
  const fixed = fixedPlaces(value);
  return value.replace(/%[0-9A-Fa-f]{2}|[0-9A-Za-z]/g, (char, at: number) => {
    const alphabet = char.length > 1 || fixed.has(at) ? undefined : classes.find(([pattern]) => pattern.test(char))?.[1];
    return alphabet === undefined ? char : alphabet.charAt(random(alphabet.length));
  });
}

/** With fewer places to choose, a made-up id may be somebody's own. */
const leastPlaces = 12;

/** True where a made-up id of this shape is none that was ever issued, as surely as ids are unguessable. */
export function canBeMadeUp(value: string): boolean {
  return value.replace(/%[0-9A-Fa-f]{2}|[^0-9A-Za-z]/g, '').length - fixedPlaces(value).size >= leastPlaces;
}

/** Name prefixes that keep a cookie from being planted: a login with them is safe from fixation by another way than rotation. */
export function isPlantable(name: string): boolean {
  return !/^__(?:host|secure|host-http|http)-/i.test(name);
}
