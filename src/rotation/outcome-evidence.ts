/** The evidence on how a login ended: what the answer was, where it led, and what was open or shut afterwards. */
import { originOf } from '../cookie/match';
import { failedPoints, type Piece } from './evidence';
import { isRefusal, type FollowUp } from './follow-up';
import { isAuthorizationRequest, isLoginPagePath, isSecondFactorPath, isSignUpPath, pathOf, speaksOfFailure } from './path-words';
import type { TrafficEntry } from './traffic';

const refusals = new Set([400, 401, 403, 409, 412, 419, 422, 423, 429]);

/** The page that a form stands on, come back without the form: the login is on every page of such a site. */
function isSamePageOpen(entry: TrafficEntry, target: string, { landing }: FollowUp): boolean {
  return pathOf(target) === pathOf(entry.url) && !isLoginPagePath(target) && landing?.responseShape?.hasLoginForm === false;
}

function redirectPieces(entry: TrafficEntry, target: string, after: FollowUp): Piece[] {
  if (speaksOfFailure(target)) return [{ points: -failedPoints, text: 'the redirect speaks of an error' }];
  const isSameSite = originOf(target) === originOf(entry.url);
  if (isSecondFactorPath(target) && isSameSite && !isSecondFactorPath(entry.url)) return [{ points: -4, text: 'a second step was asked for' }];
  // A provider's login leads back to what the client asked for.
  if (isSameSite && isAuthorizationRequest(target)) return [{ points: 2, text: `it was redirected to ${pathOf(target)}` }];
  if (isSamePageOpen(entry, target, after)) return [{ points: 1, text: 'the page came again without its login form' }];
  if (isSameSite && (pathOf(target) === pathOf(entry.url) || (isLoginPagePath(target) && !isSecondFactorPath(target)) || isSignUpPath(target)))
    return [{ points: -failedPoints, text: 'the login page came again' }];
  return [{ points: 2, text: `it was redirected to ${pathOf(target)}` }];
}

function pagePieces(entry: TrafficEntry, { isRetried }: FollowUp): Piece[] {
  const shape = entry.responseShape;
  if (shape?.hasLoginForm === true) return [{ points: -failedPoints, text: 'the login page came again' }];
  if (isRetried) return [{ points: -failedPoints, text: 'the same form was sent again at once' }];
  return shape === null ? [] : [{ points: 2, text: 'a page without a login form came' }];
}

function dataPieces({ responseShape }: TrafficEntry, { isRetried }: FollowUp): Piece[] {
  if (responseShape?.outcome === 'failure') return [{ points: -failedPoints, text: 'the answer speaks of a failure' }];
  if (isRetried) return [{ points: -failedPoints, text: 'the same form was sent again at once' }];
  if ((responseShape?.tokenFields.length ?? 0) > 0) return [{ points: 2, text: 'the answer held a token or the user' }];
  return responseShape?.outcome === 'success' ? [{ points: 2, text: 'the answer speaks of success' }] : [];
}

function answerPieces(entry: TrafficEntry, after: FollowUp): Piece[] {
  if (refusals.has(entry.status) || entry.status >= 500) return [{ points: -failedPoints, text: `the answer was ${entry.status}` }];
  if (entry.status === 0) return [{ points: -failedPoints, text: 'there was no answer' }];
  if (entry.redirectUrl !== null) return redirectPieces(entry, entry.redirectUrl, after);
  return /html/.test(entry.responseMime) ? pagePieces(entry, after) : dataPieces(entry, after);
}

function laterPieces(after: FollowUp): Piece[] {
  if (after.landing?.responseShape?.hasLoginForm === true) return [{ points: -failedPoints, text: 'it led to a page with a login form' }];
  if (after.opened !== null) return [{ points: 3, text: `${pathOf(after.opened)} was refused before and opened afterwards` }];
  if (after.landing !== null && isRefusal(after.landing)) return [{ points: -2 * failedPoints, text: `${pathOf(after.landing.url)}, where it led, was refused` }];
  return after.refused === null ? [] : [{ points: -failedPoints, text: `${pathOf(after.refused)} was refused afterwards` }];
}

/** Pieces on the end of a request that tried to log in. */
export function outcomePieces(entry: TrafficEntry, after: FollowUp): Piece[] {
  const answer = answerPieces(entry, after);
  // Where the answer itself speaks of failure, what followed adds nothing.
  return answer.some(({ points }) => points < 0) ? answer : [...answer, ...laterPieces(after)];
}
