/** What the audit is given: the facts of a site, its decoded cookies and its timeline. */
import type { Cookie, CookieKey } from '../cookie/cookie';
import type { Secret } from '../crypto/keys';
import type { DecodeResult } from '../decode/result';
import type { Role, Settings } from '../formats/define';
import type { Timeline } from '../rotation/timeline';
import type { TrafficEntry } from '../rotation/traffic';
import type { Waiver } from './finding';
import type { TestResult } from './test-result';
import type { StorageEntry } from './web-storage';

/** A cookie that is present, decoded, with its role. */
export interface AuditCookie {
  readonly name: string;
  readonly cookie: Cookie | null;
  readonly key: CookieKey | null;
  readonly companions: readonly string[];
  readonly role: Role;
  readonly decoded: DecodeResult;
  /** The publicly known secret that proves it; absent or null where none does or none was tried. */
  readonly knownSecret?: string | null;
}

export interface AuditInput {
  readonly url: string;
  readonly nowMs: number | null;
  readonly jar: readonly Cookie[] | null;
  readonly setCookieLines: readonly string[];
  readonly traffic: readonly TrafficEntry[];
  readonly secrets: readonly Secret[];
  readonly settings: Settings;
  readonly waivers: readonly Waiver[];
  readonly roles: Readonly<Record<string, Role>>;
  readonly devHosts: readonly string[];
  readonly browser: { readonly name: 'chromium' | 'firefox'; readonly version: string } | null;
  readonly cookies: readonly AuditCookie[];
  readonly timeline: Timeline;
  /** Results of tests that the person started; absent where none was. */
  readonly tests?: readonly TestResult[];
  /** What web storage holds, reduced in the page; absent or null where it was not looked at. */
  readonly storage?: readonly StorageEntry[] | null;
}
