/** The evidence that a request was a login, piece by piece, each with its points and its sentence (after ZAP's lists, and our own). */
import { remembered } from '../remembered';
import { isCodeField } from './body-shape';
import { hiddenLength } from './clean-url';
import { loginMoments, principalOf, type DescribedStep } from './described';
import type { Piece } from './evidence';
import type { FollowUp } from './follow-up';
import { outcomePieces } from './outcome-evidence';
import { isAsidePath, isAuthorizationRequest, isLoginPath, isRecoveryPath, isRenewalPath, isSecondFactorPath, isSignUpPath, pathOf, queryOf } from './path-words';
import { sentToken } from './restored';
import type { BodyShape, TrafficEntry } from './traffic';

export interface Scene {
  readonly step: DescribedStep;
  readonly entry: TrafficEntry;
  readonly after: () => FollowUp;
  /** Null: the recording began with cookies that nobody saw made. */
  readonly isSignedIn: boolean | null;
  /** Digests of Authorization values that some request of the recording carries. */
  readonly authorizations: ReadonlySet<string>;
}

export function isPost({ method }: TrafficEntry): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

/** Several passwords in one body, or one named as the former or the new: a change of it, or a sign-up. */
export function hasSeveralPasswords(body: BodyShape | null): boolean {
  return body !== null && (body.passwordFields >= 2 || body.fields.some((field) => /(?:current|old|new|confirm)[_-]?(?:pass|pwd)|(?:pass\w*|pwd)[_-]?(?:confirm\w*|again|repeat|2)$/i.test(field)));
}

function hasFields(body: BodyShape | null, ...fields: readonly string[]): boolean {
  return body !== null && fields.every((field) => body.fields.some((name) => name === field || name.endsWith(`.${field}`)));
}

function passwordPieces({ requestBody, url }: TrafficEntry): Piece[] {
  if (requestBody === null || !requestBody.hasPassword) return [];
  if (hasSeveralPasswords(requestBody) && !isSignUpPath(url)) return [];
  return requestBody.hasUser
    ? [{ points: 4, text: 'the request carried a user and a password field', isAttempt: true }]
    : [{ points: 2, text: 'the request carried a password field' }];
}

function urlPieces({ url, requestBody }: TrafficEntry): Piece[] {
  if (isSignUpPath(url)) return [{ points: -4, text: 'its address speaks of signing up' }];
  if (isRenewalPath(url) || hasFields(requestBody, 'refresh_token') || hasFields(requestBody, 'refreshToken')) return [{ points: -6, text: 'it renewed what was there' }];
  if (isRecoveryPath(url)) return [{ points: -4, text: 'its address speaks of a forgotten password' }];
  if (isAsidePath(url)) return [{ points: -4, text: 'its address speaks of something else' }];
  return isLoginPath(url) ? [{ points: 2, text: 'its address speaks of logging in' }] : [];
}

const returnedFields = [['SAMLResponse'], ['id_token'], ['code', 'state'], ['code', 'code_verifier'], ['code', 'redirect_uri'], ['credential', 'g_csrf_token']];

const returnsCode = remembered((url) => {
  const query = queryOf(url);
  return query.has('code') && (query.has('state') || query.has('iss') || query.has('session_state') || isLoginPath(url));
});

function isProviderReturn({ url, requestBody }: TrafficEntry): boolean {
  return returnsCode(url) || (requestBody !== null && returnedFields.some((fields) => hasFields(requestBody, ...fields)));
}

/** The answer of a passkey; the making of one carries an attestation instead. */
function isAssertion({ requestBody }: TrafficEntry): boolean {
  if (hasFields(requestBody, 'attestationObject')) return false;
  return hasFields(requestBody, 'clientDataJSON') || hasFields(requestBody, 'authenticatorData');
}

function ceremonyPieces({ entry, isSignedIn }: Scene): Piece[] {
  if (isProviderReturn(entry)) return [{ points: 4, text: 'it came back from an identity provider' }];
  if (isAssertion(entry)) return [{ points: 4, text: 'it carried the answer of a passkey' }];
  const hasCode = isPost(entry) && entry.requestBody?.fields.some(isCodeField) === true && !entry.requestBody.hasPassword;
  if (!hasCode || isSignedIn === true) return [];
  if (isSecondFactorPath(entry.url)) return [{ points: 4, text: 'it carried a code at a second step' }];
  return isLoginPath(entry.url) ? [{ points: 3, text: 'it carried a one-time code' }] : [];
}

const carriesToken = remembered((url) => [...[...queryOf(url)].map(([, value]) => value), ...pathOf(url).split('/')].some((part) => hiddenLength(part) > 0));

/** A link out of an e-mail: a long one-time token in a GET. */
function hasLinkToken({ method, url, kind }: TrafficEntry): boolean {
  return method === 'GET' && kind !== 'other' && carriesToken(url) && !isRecoveryPath(url) && !isAuthorizationRequest(url);
}

function magicLinkPieces({ entry, step }: Scene): Piece[] {
  if (!hasLinkToken(entry) || isProviderReturn(entry)) return [];
  if (step.momentsBase === step.momentsAfter && !isLoginPath(entry.url)) return [];
  return [{ points: 3, text: 'its address carried a long one-time token' }];
}

/** A session made anew out of a remember-me cookie: nobody typed anything. */
export function isRestored({ step, entry }: Pick<Scene, 'step' | 'entry'>): boolean {
  if (entry.requestBody?.hasPassword === true || isProviderReturn(entry) || isAssertion(entry) || hasLinkToken(entry)) return false;
  return sentToken(step, entry) !== null;
}

function gainedUser({ momentsBase, momentsAfter }: DescribedStep): 'gained' | 'changed' | null {
  if (momentsBase === momentsAfter) return null;
  const before = principalOf(momentsBase);
  const after = principalOf(momentsAfter);
  if (after === null || before === after) return null;
  return before === null ? 'gained' : 'changed';
}

function sessionPieces(scene: Scene, isAttempt: boolean): Piece[] {
  const { step, entry } = scene;
  const { momentsBase, momentsAfter } = step;
  if (momentsBase === momentsAfter) return [];
  const gained = entry.status >= 200 && entry.status < 400 && !isRestored(scene) ? gainedUser(step) : null;
  if (gained !== null) return [{ points: 10, text: gained === 'gained' ? 'the session gained a user' : 'the session changed its user' }];
  const fresh = loginMoments(momentsAfter).filter(({ name, role }) => !momentsBase.has(name) && role !== 'session');
  if (fresh.length > 0 && (isAttempt || isPost(entry))) return [{ points: 5, text: `the answer set ${fresh.map(({ name }) => name).join(', ')}` }];
  const changed = loginMoments(momentsAfter).some((moment) => moment.identity !== null && momentsBase.get(moment.name)?.identity !== moment.identity);
  return changed && isAttempt ? [{ points: 4, text: 'the answer set a session id' }] : [];
}

/** A token of this answer comes back in the Authorization header of a later request. */
function bearerPieces({ entry, authorizations }: Scene): Piece[] {
  const found = entry.responseShape?.tokenDigests.some((digest) => authorizations.has(digest)) ?? false;
  return found ? [{ points: 4, text: 'its token came back in the Authorization header of a later request', isBearer: true }] : [];
}

/** A page that shows the return from the provider without doing anything about it: a script does the rest. */
function idlePieces({ entry, step }: Scene): Piece[] {
  const isIdle = entry.method === 'GET' && entry.redirectUrl === null && step.momentsBase === step.momentsAfter;
  return isIdle ? [{ points: -3, text: 'nothing came of it' }] : [];
}

/** All evidence on one request, the points of each piece signed. */
export function loginEvidence(scene: Scene): Piece[] {
  const { entry } = scene;
  const attempt = [...passwordPieces(entry), ...ceremonyPieces(scene), ...magicLinkPieces(scene)];
  const spoken = [...attempt, ...sessionPieces(scene, attempt.length > 0), ...bearerPieces(scene)];
  // An address alone is no evidence: every visit of the login page has it.
  if (spoken.length === 0) return [];
  const outcome = attempt.length > 0 ? outcomePieces(entry, scene.after()) : [];
  return [...spoken, ...urlPieces(entry), ...outcome, ...(attempt.length > 0 ? idlePieces(scene) : [])];
}
