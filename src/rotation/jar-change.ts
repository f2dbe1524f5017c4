/** A change of the jar that the browser reported: who did it is not known until it is matched with a response. */
import type { Cookie, CookieKey } from '../cookie/cookie';

export interface JarChange {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly key: CookieKey;
  /** Null: there was none. */
  readonly before: Cookie | null;
  /** Null: there is none any more. */
  readonly after: Cookie | null;
  readonly cause: 'set' | 'removed' | 'expired' | 'evicted';
}
