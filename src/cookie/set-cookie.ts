/** A Set-Cookie line, parsed as browsers parse it (draft-ietf-httpbis-rfc6265bis, draft-ietf-httpbis-layered-cookies). */
import type { SameSite } from './cookie';

export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** Lower case, without a leading dot; null where absent or empty. */
  readonly domain: string | null;
  /** Only a valid attribute (it begins with `/`); null otherwise. */
  readonly path: string | null;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: SameSite;
  /** Seconds; null where absent or invalid. */
  readonly maxAge: number | null;
  /** Epoch milliseconds; null where absent or invalid. */
  readonly expires: number | null;
  readonly partitioned: boolean;
}
