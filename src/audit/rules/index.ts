/** Every audit rule. Generated from the folder by `npm run gen`: do not edit. */
import type { AuditRule } from '../define';
import brokenPrefix from './broken-prefix';
import clampedLifetime from './clamped-lifetime';
import conflictingExpiry from './conflicting-expiry';
import controlCharacter from './control-character';
import crowdedDomain from './crowded-domain';
import duplicateCookieName from './duplicate-cookie-name';
import duplicateSetCookie from './duplicate-set-cookie';
import exposedPersonalData from './exposed-personal-data';
import foreignDomain from './foreign-domain';
import formerKey from './former-key';
import insecurePartitioned from './insecure-partitioned';
import insecureSamesiteNone from './insecure-samesite-none';
import invalidSamesite from './invalid-samesite';
import jwtHeaderKey from './jwt-header-key';
import keptSessionId from './kept-session-id';
import knownSecret from './known-secret';
import leftoverSessionCookie from './leftover-session-cookie';
import localDomain from './local-domain';
import logoutByGet from './logout-by-get';
import longLifetime from './long-lifetime';
import miscasedPrefix from './miscased-prefix';
import missingClearSiteData from './missing-clear-site-data';
import missingExpiry from './missing-expiry';
import missingHttponly from './missing-httponly';
import missingJwtAudience from './missing-jwt-audience';
import missingJwtExpiry from './missing-jwt-expiry';
import missingPrefix from './missing-prefix';
import missingSamesite from './missing-samesite';
import missingSecure from './missing-secure';
import namelessCookie from './nameless-cookie';
import namelessPrefix from './nameless-prefix';
import nearLimitSize from './near-limit-size';
import oversizedAttribute from './oversized-attribute';
import oversizedCookie from './oversized-cookie';
import publicSuffixDomain from './public-suffix-domain';
import samesiteNone from './samesite-none';
import sessionInUrl from './session-in-url';
import unsignedJwt from './unsigned-jwt';
import unsignedPayload from './unsigned-payload';
import wideDomain from './wide-domain';

export const rules: readonly AuditRule[] = [
  brokenPrefix,
  clampedLifetime,
  conflictingExpiry,
  controlCharacter,
  crowdedDomain,
  duplicateCookieName,
  duplicateSetCookie,
  exposedPersonalData,
  foreignDomain,
  formerKey,
  insecurePartitioned,
  insecureSamesiteNone,
  invalidSamesite,
  jwtHeaderKey,
  keptSessionId,
  knownSecret,
  leftoverSessionCookie,
  localDomain,
  logoutByGet,
  longLifetime,
  miscasedPrefix,
  missingClearSiteData,
  missingExpiry,
  missingHttponly,
  missingJwtAudience,
  missingJwtExpiry,
  missingPrefix,
  missingSamesite,
  missingSecure,
  namelessCookie,
  namelessPrefix,
  nearLimitSize,
  oversizedAttribute,
  oversizedCookie,
  publicSuffixDomain,
  samesiteNone,
  sessionInUrl,
  unsignedJwt,
  unsignedPayload,
  wideDomain,
];
