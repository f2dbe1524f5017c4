/** A cookie as a session format sees it: name, value, and the cookies that belong to it. */
import type { NameValue } from './cookie';

export interface WireCookie extends NameValue {
  /** The base name: of the chunks `x.0`, `x.1` it is `x`. */
  readonly name: string;
  /** The value exactly as on the wire; of a chunked cookie the joined text. */
  readonly value: string;
  /** The cookies that the value was put together from, in order; one entry for an ordinary cookie. */
  readonly parts: readonly NameValue[];
  /** Further cookies that belong to this one, such as `x.sig`. */
  readonly companions: readonly NameValue[];
  /** Names of chunks that must be there by the numbers of the others, and are not. Absent or empty: none is known to be missing. */
  readonly missing?: readonly string[];
  /** Cookies that hold a value of the same name in the other form: a whole one beside chunks, or chunks beside a whole one. Absent or empty: none. */
  readonly besides?: readonly string[];
}

/** An ordinary cookie without companions. */
export function wireCookie(name: string, value: string, companions: readonly NameValue[] = []): WireCookie {
  return { name, value, parts: [{ name, value }], companions };
}
