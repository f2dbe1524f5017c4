/** The facts of a site, and what the audit is given of them. */
import type { Cookie, CookieKey } from '../cookie/cookie';
import type { Secret } from '../crypto/keys';
import type { DecodeResult } from '../decode/result';
import type { Role, Settings } from '../formats/define';
import type { Timeline } from '../rotation/timeline';
import type { TrafficEntry } from '../rotation/traffic';
import type { Waiver } from './finding';
import type { TestResult } from './test-result';
import type { StorageEntry } from './web-storage';

export interface KnownSecretTrial {
  /** Where the secret is printed that proves the cookie; null where none does of those that were tried. */
  readonly source: string | null;
  /** What was not tried and why: `needs …`; null: the whole list was. */
  readonly untried: string | null;
}

/** A cookie that is present, decoded, with its role. */
export interface AuditCookie {
  readonly name: string;
  readonly cookie: Cookie | null;
  readonly key: CookieKey | null;
  readonly companions: readonly string[];
  readonly role: Role;
  readonly decoded: DecodeResult;
  /** What came of trying the publicly known secrets; absent where they were not. */
  readonly knownSecret?: KnownSecretTrial;
}

/** The facts of a site that are judged as they were given. */
export interface SiteFacts {
  /** The page that is inspected. */
  readonly url: string;
  /** Epoch milliseconds at which expiry is judged; null: it is not judged. */
  readonly nowMs: number | null;
  /** The browser's jar for this tab; null where it cannot be read. */
  readonly jar: readonly Cookie[] | null;
  /** Set-Cookie lines without a recorded request around them. */
  readonly setCookieLines: readonly string[];
  readonly traffic: readonly TrafficEntry[];
  readonly secrets: readonly Secret[];
  readonly settings: Settings;
  readonly waivers: readonly Waiver[];
  /** Roles that the person chose, by cookie name. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Hosts that the person counts among the development hosts. */
  readonly devHosts: readonly string[];
  readonly browser: { readonly name: 'chromium' | 'firefox'; readonly version: string } | null;
  /** Results of tests that the person started; absent where none was. */
  readonly tests?: readonly TestResult[];
  /** What web storage holds, reduced in the page; absent or null where it was not looked at. */
  readonly storage?: readonly StorageEntry[] | null;
}

/** What the audit is given: the facts, the cookies decoded, and the timeline. */
export interface AuditInput extends SiteFacts {
  readonly cookies: readonly AuditCookie[];
  readonly timeline: Timeline;
}
