/** What a pickle holds, as data: Python's values, and instances of classes that are named and never created. */
export type PickleNode =
  /** None, a boolean or a number: its JSON text, with every digit of a long integer and the point of a float. */
  | { readonly kind: 'atom'; readonly json: string }
  | { readonly kind: 'text'; readonly text: string }
  /** `string` is `str` of Python 2, which is text more often than not. */
  | { readonly kind: 'bytes' | 'bytearray' | 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'list' | 'tuple' | 'set' | 'frozenset'; readonly items: PickleNode[] }
  | { readonly kind: 'dict'; readonly entries: PickleEntry[] }
  /** A class or function, by its dotted name. */
  | { readonly kind: 'global'; readonly name: string }
  | PickleObject;

export type PickleEntry = readonly [key: PickleNode, item: PickleNode];

export interface PickleObject {
  readonly kind: 'object';
  /** What would have been called: a class, or a function that makes an instance. */
  readonly className: string;
  readonly args: readonly PickleNode[];
  /** What `__setstate__` would have been given. */
  state: PickleNode | null;
  /** Appended or set afterwards, as for subclasses of list and dict. */
  readonly items: PickleNode[];
  readonly entries: PickleEntry[];
}

export function objectNode(className: string, args: readonly PickleNode[]): PickleObject {
  return { kind: 'object', className, args, state: null, items: [], entries: [] };
}
