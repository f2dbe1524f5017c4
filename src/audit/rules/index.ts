/** Every audit rule. Generated from the folder by `npm run gen`: do not edit. */
import type { AuditRule } from '../define';
import acceptedExpiredToken from './accepted-expired-token';
import adoptedSessionId from './adopted-session-id';
import brokenPrefix from './broken-prefix';
import cacheableSessionResponse from './cacheable-session-response';
import clampedLifetime from './clamped-lifetime';
import concurrentSession from './concurrent-session';
import conflictingExpiry from './conflicting-expiry';
import controlCharacter from './control-character';
import crowdedDomain from './crowded-domain';
import defaultCookieName from './default-cookie-name';
import duplicateCookieName from './duplicate-cookie-name';
import duplicateSetCookie from './duplicate-set-cookie';
import embeddedPrivilege from './embedded-privilege';
import exposedInternalAddress from './exposed-internal-address';
import exposedPersonalData from './exposed-personal-data';
import exposedSecret from './exposed-secret';
import foreignDomain from './foreign-domain';
import formerKey from './former-key';
import growingPayload from './growing-payload';
import insecurePartitioned from './insecure-partitioned';
import insecureSamesiteNone from './insecure-samesite-none';
import invalidSamesite from './invalid-samesite';
import jwtHeaderKey from './jwt-header-key';
import jwtKeyConfusion from './jwt-key-confusion';
import keptAnonymousData from './kept-anonymous-data';
import keptCsrfToken from './kept-csrf-token';
import keptIdOnPrivilegeChange from './kept-id-on-privilege-change';
import keptSessionId from './kept-session-id';
import knownSecret from './known-secret';
import leftoverSessionCookie from './leftover-session-cookie';
import leftoverWebStorage from './leftover-web-storage';
import localDomain from './local-domain';
import logoutByGet from './logout-by-get';
import longLifetime from './long-lifetime';
import lostSession from './lost-session';
import lowEntropyId from './low-entropy-id';
import miscasedPrefix from './miscased-prefix';
import mismatchedLifetime from './mismatched-lifetime';
import missingClearSiteData from './missing-clear-site-data';
import missingExpiry from './missing-expiry';
import missingHsts from './missing-hsts';
import missingHttponly from './missing-httponly';
import missingIdleTimeout from './missing-idle-timeout';
import missingJwtAudience from './missing-jwt-audience';
import missingJwtExpiry from './missing-jwt-expiry';
import missingPartitioned from './missing-partitioned';
import missingPrefix from './missing-prefix';
import missingSamesite from './missing-samesite';
import missingSecure from './missing-secure';
import missingVary from './missing-vary';
import namelessCookie from './nameless-cookie';
import namelessPrefix from './nameless-prefix';
import narrowPath from './narrow-path';
import nearLimitSize from './near-limit-size';
import needlessAnonymousSession from './needless-anonymous-session';
import oversizedAttribute from './oversized-attribute';
import oversizedCookie from './oversized-cookie';
import oversizedCookieHeader from './oversized-cookie-header';
import placeholderSecret from './placeholder-secret';
import plaintextSession from './plaintext-session';
import portCollision from './port-collision';
import predictableId from './predictable-id';
import publicSuffixDomain from './public-suffix-domain';
import rejectedCookie from './rejected-cookie';
import repeatedFailedLogin from './repeated-failed-login';
import reusedRememberToken from './reused-remember-token';
import samesiteNone from './samesite-none';
import scriptWrittenSession from './script-written-session';
import sessionAfterLogout from './session-after-logout';
import sessionInUrl from './session-in-url';
import severalSessions from './several-sessions';
import sha1Digest from './sha1-digest';
import sharedSecret from './shared-secret';
import skewedClock from './skewed-clock';
import strictSamesiteLoss from './strict-samesite-loss';
import survivingSessionId from './surviving-session-id';
import tokenInWebStorage from './token-in-web-storage';
import unauthenticatedEncryption from './unauthenticated-encryption';
import unboundCookie from './unbound-cookie';
import unboundedRenewal from './unbounded-renewal';
import unissuedSessionId from './unissued-session-id';
import unmatchedSecret from './unmatched-secret';
import unsafeSerialization from './unsafe-serialization';
import unsignedJwt from './unsigned-jwt';
import unsignedPayload from './unsigned-payload';
import weakSecret from './weak-secret';
import wideDomain from './wide-domain';

export const rules: readonly AuditRule[] = [
  acceptedExpiredToken,
  adoptedSessionId,
  brokenPrefix,
  cacheableSessionResponse,
  clampedLifetime,
  concurrentSession,
  conflictingExpiry,
  controlCharacter,
  crowdedDomain,
  defaultCookieName,
  duplicateCookieName,
  duplicateSetCookie,
  embeddedPrivilege,
  exposedInternalAddress,
  exposedPersonalData,
  exposedSecret,
  foreignDomain,
  formerKey,
  growingPayload,
  insecurePartitioned,
  insecureSamesiteNone,
  invalidSamesite,
  jwtHeaderKey,
  jwtKeyConfusion,
  keptAnonymousData,
  keptCsrfToken,
  keptIdOnPrivilegeChange,
  keptSessionId,
  knownSecret,
  leftoverSessionCookie,
  leftoverWebStorage,
  localDomain,
  logoutByGet,
  longLifetime,
  lostSession,
  lowEntropyId,
  miscasedPrefix,
  mismatchedLifetime,
  missingClearSiteData,
  missingExpiry,
  missingHsts,
  missingHttponly,
  missingIdleTimeout,
  missingJwtAudience,
  missingJwtExpiry,
  missingPartitioned,
  missingPrefix,
  missingSamesite,
  missingSecure,
  missingVary,
  namelessCookie,
  namelessPrefix,
  narrowPath,
  nearLimitSize,
  needlessAnonymousSession,
  oversizedAttribute,
  oversizedCookie,
  oversizedCookieHeader,
  placeholderSecret,
  plaintextSession,
  portCollision,
  predictableId,
  publicSuffixDomain,
  rejectedCookie,
  repeatedFailedLogin,
  reusedRememberToken,
  samesiteNone,
  scriptWrittenSession,
  sessionAfterLogout,
  sessionInUrl,
  severalSessions,
  sha1Digest,
  sharedSecret,
  skewedClock,
  strictSamesiteLoss,
  survivingSessionId,
  tokenInWebStorage,
  unauthenticatedEncryption,
  unboundCookie,
  unboundedRenewal,
  unissuedSessionId,
  unmatchedSecret,
  unsafeSerialization,
  unsignedJwt,
  unsignedPayload,
  weakSecret,
  wideDomain,
];
