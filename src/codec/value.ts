/**
 * What a decoded payload is made of: JSON, and one-key marker objects for what JSON cannot carry.
 *
 * Markers: `{"$bigint": "9007199254740993"}` (integers beyond 2^53), `{"$bytes": "<hex>"}` (bytes that are not UTF-8 text),
 * `{"$atom": "ok"}` and `{"$tuple": […]}` (Erlang terms; Python's tuples too), `{"$object": "<class>", …}` (an instance of something,
 * shown as data and never created: `value` is its text where that is known, else `args`, `state`, `items` and `entries`).
 */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** A decoded payload in both its forms. */
export interface Payload {
  /** The value to look into. */
  readonly value: Value;
  /**
   * The text a person edits: for JSON payloads the wire's own JSON (key order, long numbers and floats kept to the letter), laid
   * out with two spaces; for other serialisations the value with its markers.
   */
  readonly text: string;
}

export function isRecord(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True where a record has exactly these keys: an edit that adds or drops one has no place in a token of fixed fields. */
export function hasExactly(value: Value, keys: readonly string[]): value is { readonly [key: string]: Value } {
  return isRecord(value) && Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}

/** A payload from a value that has no JSON text of its own. */
export function payloadFrom(value: Value): Payload {
  return { value, text: JSON.stringify(value, null, 2) };
}
