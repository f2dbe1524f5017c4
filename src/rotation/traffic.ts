/**
 * Recorded traffic in one normal form for both browsers and for HAR files. What decides about a login is taken out of bodies here
 * and the bodies are dropped at once: no password, no body text, no token value goes any further.
 */
import type { NameValue } from '../cookie/cookie';

/** What the names of a request body's fields tell; values are never kept. */
export interface BodyShape {
  readonly kind: 'form' | 'multipart' | 'json' | 'other';
  /** Field names; of nested JSON the dotted paths. */
  readonly fields: readonly string[];
  readonly hasPassword: boolean;
  readonly hasUser: boolean;
  /** True where two or more password fields stand in one body: sign-up or password change. */
  readonly passwordFields: number;
}

export interface ResponseShape {
  /** Paths of JSON fields named like tokens or users. */
  readonly tokenFields: readonly string[];
  /** Digests of token-like values. */
  readonly tokenDigests: readonly string[];
  /** A form that asks for a user and one password. */
  readonly hasLoginForm: boolean;
  /** What a JSON body says of itself: `{"ok": false}`. */
  readonly outcome: 'success' | 'failure' | null;
}

export interface TrafficEntry {
  /** Unique within a recording. */
  readonly id: string;
  readonly startedMs: number;
  readonly durationMs: number;
  readonly method: string;
  /** Without credentials, passwords and one-time tokens in it: `hidden` stands for them. */
  readonly url: string;
  readonly status: number;
  /** In the order of the Cookie header; null where the recording does not have the header. */
  readonly requestCookies: readonly NameValue[] | null;
  /** Lower-case names. Cookie, Authorization and Set-Cookie stand apart and not here. */
  readonly requestHeaders: readonly NameValue[];
  readonly responseHeaders: readonly NameValue[];
  /** Every Set-Cookie line as it was sent, in order. */
  readonly setCookies: readonly string[];
  /** Where a redirect leads, absolute; null for no redirect. */
  readonly redirectUrl: string | null;
  readonly requestBody: BodyShape | null;
  /** Digest of an Authorization header's value, never the value. */
  readonly authorization: { readonly scheme: string; readonly digest: string } | null;
  readonly responseMime: string;
  /** What the body of a response tells; null where it was not recorded, or is neither JSON nor HTML. */
  readonly responseShape: ResponseShape | null;
  readonly kind: 'document' | 'fetch' | 'other';
}
