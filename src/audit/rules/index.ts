/** Every audit rule. Generated from the folder by `npm run gen`: do not edit. */
import type { AuditRule } from '../define';
import brokenPrefix from './broken-prefix';
import insecureSamesiteNone from './insecure-samesite-none';
import invalidSamesite from './invalid-samesite';
import longLifetime from './long-lifetime';
import missingExpiry from './missing-expiry';
import missingHttponly from './missing-httponly';
import missingPrefix from './missing-prefix';
import missingSamesite from './missing-samesite';
import missingSecure from './missing-secure';
import nearLimitSize from './near-limit-size';
import oversizedCookie from './oversized-cookie';
import samesiteNone from './samesite-none';

export const rules: readonly AuditRule[] = [
  brokenPrefix,
  insecureSamesiteNone,
  invalidSamesite,
  longLifetime,
  missingExpiry,
  missingHttponly,
  missingPrefix,
  missingSamesite,
  missingSecure,
  nearLimitSize,
  oversizedCookie,
  samesiteNone,
];
