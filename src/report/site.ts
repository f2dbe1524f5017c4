/** What is known of a site, and everything that is concluded from it: the input and the output of `analyse`. */
import type { Finding, FixLine, RuleOutcome } from '../audit/finding';
import type { SiteFacts } from '../audit/input';
import type { LifetimeLimits } from '../audit/lifetime-limits';
import type { Cookie, CookieKey, NameValue } from '../cookie/cookie';
import type { SetCookie } from '../cookie/set-cookie';
import type { Kdf } from '../crypto/kdf';
import type { DecodeCache } from '../decode/cache';
import type { CrashHandler } from '../decode/recognise';
import type { DecodeResult } from '../decode/result';
import type { KnownSecretMemory } from './known-secret';
import type { Role } from '../formats/define';
import type { JarChange } from '../rotation/jar-change';
import type { Gap, Mark, RotationVerdict, Timeline } from '../rotation/timeline';

/** The facts. Everything but `url` and `nowMs` may be missing; nothing is concluded from what is missing. */
export interface SiteInput extends SiteFacts {
  /** Hosts whose cookies the jar hides, because a permission is missing: of them only the traffic tells. */
  readonly hiddenHosts: readonly string[];
  readonly jarChanges: readonly JarChange[];
  /** Cookies of which only name and value are known: nothing is concluded about their attributes. */
  readonly bareCookies: readonly NameValue[];
  readonly gaps: readonly Gap[];
  readonly marks: readonly Mark[];
}

/** One cookie with all that is known of it. */
export interface SessionCookie {
  /** The base name; of a chunked cookie the name without the number. */
  readonly name: string;
  /** The cookie in the jar; null where only the traffic showed it. */
  readonly cookie: Cookie | null;
  readonly key: CookieKey | null;
  /** Names of the further cookies that belong to it: chunks and signatures. */
  readonly companions: readonly string[];
  readonly role: Role;
  /** Why it has this role, in a few words. */
  readonly roleReason: string;
  readonly decoded: DecodeResult;
  /** Where it was seen: the jar, the headers, or both. */
  readonly origin: 'jar' | 'headers' | 'both';
}

/** A verdict with the line that mends what it found; null where there is nothing to mend, or no line is known. */
export interface MendedVerdict extends RotationVerdict {
  readonly fix: FixLine | null;
}

export interface MendedTimeline extends Timeline {
  readonly verdicts: readonly MendedVerdict[];
}

export interface SiteReport {
  readonly url: string;
  /** The login session first, then other sessions and tokens, CSRF, the rest. */
  readonly cookies: readonly SessionCookie[];
  readonly findings: readonly Finding[];
  readonly outcomes: readonly RuleOutcome[];
  readonly timeline: MendedTimeline;
  /** How long login cookies were allowed to live. */
  readonly limits: LifetimeLimits;
  /** One for each of `setCookieLines`, in order; null where a browser ignores the line. */
  readonly parsed: readonly (SetCookie | null)[];
}

export interface AnalyseOptions {
  readonly kdf?: Kdf;
  readonly onCrash?: CrashHandler;
  /** Results of earlier calls: the past is decoded once. */
  readonly cache?: DecodeCache;
  /** What earlier calls found out about known secrets; null: none is tried. */
  readonly knownSecrets?: KnownSecretMemory | null;
}
