/** What decoding one cookie gave. `read` and `verified` are different types, so that no view forgets the difference. */
import type { Payload, Value } from '../codec/value';
import type { WireCookie } from '../cookie/wire-cookie';
import type { Confidence, FormatMeta, Parsed, Rejected, Role, SessionFormat, Verified } from '../formats/define';
import type { Layer } from '../envelope/layer';

interface Recognised {
  readonly wire: WireCookie;
  readonly format: SessionFormat;
  readonly meta: FormatMeta;
  readonly confidence: Confidence;
  readonly parsed: Parsed<unknown>;
  /** Further formats that the value may be, best first: nothing here tells them apart. */
  readonly alternatives: readonly FormatMeta[];
  readonly layers: readonly Layer[];
  readonly payload: Payload | null;
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
}

/** No known session format, or one that is possible only and that neither the name nor a key confirms. */
export interface Unrecognised {
  readonly status: 'unrecognised';
  readonly wire: WireCookie;
  readonly alternatives: readonly FormatMeta[];
}

/** Legible without a key, and nothing proved. */
export interface Read extends Recognised {
  readonly status: 'read';
}

/** Recognised, but encrypted, and no key was given for it: nothing can be read. */
export interface Sealed extends Recognised {
  readonly status: 'sealed';
}

export interface VerifiedCookie extends Recognised {
  readonly status: 'verified';
  readonly opened: Verified;
  /** True where the key that fits is not the first one given for its field. */
  readonly byFormerKey: boolean;
}

export interface RejectedCookie extends Recognised {
  readonly status: 'rejected';
  readonly opened: Rejected;
  /** What would have matched, or what to do; null where nothing was found. */
  readonly hint: string | null;
}

export type DecodeResult = Unrecognised | Read | Sealed | VerifiedCookie | RejectedCookie;
export type { Confidence, FormatMeta, Payload, Role, Value };
