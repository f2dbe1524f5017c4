/** What is known of an entry in localStorage or sessionStorage: its name and shape. The value itself never leaves the page. */

/** `jwt`: a JSON Web Token, alone or inside JSON; `token`: a long text of token characters under a name that speaks of a login. */
export type StorageShape = 'jwt' | 'token' | 'other';

export interface StorageEntry {
  readonly area: 'localStorage' | 'sessionStorage';
  /** The origin whose storage it is. */
  readonly origin: string;
  readonly name: string;
  readonly shape: StorageShape;
  /** Characters of the value. */
  readonly length: number;
  /** Stands for the value: the same digest, the same value. */
  readonly digest: string;
  /** Epoch milliseconds at which it was first and last seen with this value. */
  readonly sinceMs: number;
  readonly seenMs: number;
}
