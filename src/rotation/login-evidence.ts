/** The evidence that a request was a login, piece by piece, each with its points and its sentence (after ZAP's lists, and our own). */
import { hostOf } from '../cookie/match';
import { isCodeField } from './body-shape';
import { loginMoments, principalOf, type DescribedStep } from './described';
import type { BodyShape, TrafficEntry } from './traffic';

export interface Piece {
  readonly points: number;
  readonly text: string;
}

/** From here on a request is reported as a login. */
export const loginThreshold = 6;
/** From here on it is shown as a question. */
export const possibleThreshold = 3;

const loginWords = /(?:^|[/_.-])(?:log-?in|log-?on|sign-?in|signin|inloggen|anmelden|connexion|sessions?|auth|authenticate|token)(?:[/_.?-]|$)/i;
const signUpWords = /(?:^|[/_.-])(?:register|registration|sign-?up|signup|create-account)(?:[/_.?-]|$)/i;

export function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

export function isLoginPath(url: string): boolean {
  return loginWords.test(pathOf(url));
}

function isSuccess({ status }: TrafficEntry): boolean {
  return status >= 200 && status < 400;
}

function isPost({ method }: TrafficEntry): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

function passwordPiece({ requestBody }: TrafficEntry): Piece[] {
  if (requestBody === null || !requestBody.hasPassword) return [];
  return requestBody.hasUser
    ? [{ points: 4, text: 'the request carried a user and a password field' }]
    : [{ points: 2, text: 'the request carried a password field' }];
}

function urlPieces({ url }: TrafficEntry): Piece[] {
  if (signUpWords.test(pathOf(url))) return [{ points: -4, text: 'its address speaks of signing up' }];
  return isLoginPath(url) ? [{ points: 2, text: 'its address speaks of logging in' }] : [];
}

/** Back to the page of the form: the login failed. */
function isSamePageAgain(entry: TrafficEntry): boolean {
  if (entry.redirectUrl !== null) return pathOf(entry.redirectUrl) === pathOf(entry.url) || (isLoginPath(entry.redirectUrl) && hostOf(entry.redirectUrl) === hostOf(entry.url));
  return entry.status === 200 && /html/.test(entry.responseMime) && entry.responseShape?.hasPasswordForm !== false;
}

function outcomePieces(entry: TrafficEntry): Piece[] {
  if (!isPost(entry) || entry.requestBody?.hasPassword !== true) return [];
  if ([400, 401, 403, 409, 419, 422, 429].includes(entry.status)) return [{ points: -6, text: `the answer was ${entry.status}` }];
  if (isSamePageAgain(entry)) return [{ points: -6, text: 'the login page came again' }];
  if (entry.redirectUrl !== null) return [{ points: 2, text: `it was redirected to ${pathOf(entry.redirectUrl)}` }];
  return (entry.responseShape?.tokenFields.length ?? 0) > 0 ? [{ points: 2, text: 'the answer held a token or the user' }] : [];
}

function queryOf(url: string): URLSearchParams {
  return URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
}

function hasFields(body: BodyShape | null, ...fields: readonly string[]): boolean {
  return body !== null && fields.every((field) => body.fields.some((name) => name === field || name.endsWith(`.${field}`)));
}

function ceremonyPieces({ url, requestBody }: TrafficEntry): Piece[] {
  const query = queryOf(url);
  if ((query.has('code') && query.has('state')) || hasFields(requestBody, 'SAMLResponse') || hasFields(requestBody, 'id_token') || hasFields(requestBody, 'code', 'state'))
    return [{ points: 4, text: 'it came back from an identity provider' }];
  if (hasFields(requestBody, 'clientDataJSON') || hasFields(requestBody, 'authenticatorData')) return [{ points: 4, text: 'it carried the answer of a passkey' }];
  return requestBody?.fields.some(isCodeField) === true && isLoginPath(url) ? [{ points: 2, text: 'it carried a one-time code' }] : [];
}

/** A link out of an e-mail: a long one-time token in a GET, and a session that changes with it. */
function magicLinkPieces({ entry, momentsBefore, momentsAfter }: DescribedStep): Piece[] {
  if (entry === null || entry.method !== 'GET' || momentsBefore === momentsAfter) return [];
  const hasToken = [...queryOf(entry.url)].some(([name, value]) => /token|key|sig|magic|code/i.test(name) && value.length >= 20);
  return hasToken ? [{ points: 3, text: 'its address carried a long one-time token' }] : [];
}

function sessionPieces({ entry, momentsBefore, momentsAfter }: DescribedStep): Piece[] {
  const before = principalOf(momentsBefore);
  const after = principalOf(momentsAfter);
  if (entry === null || momentsBefore === momentsAfter) return [];
  if (after !== null && before !== after && isSuccess(entry))
    return [{ points: 10, text: before === null ? 'the session gained a user' : 'the session changed its user' }];
  const fresh = loginMoments(momentsAfter).filter(({ name, role }) => !momentsBefore.has(name) && role !== 'session');
  if (fresh.length > 0) return [{ points: 5, text: `the answer set ${fresh.map(({ name }) => name).join(', ')}` }];
  const changed = loginMoments(momentsAfter).some((moment) => moment.identity !== null && momentsBefore.get(moment.name)?.identity !== moment.identity);
  return changed && isPost(entry) && entry.requestBody?.hasPassword === true ? [{ points: 2, text: 'the answer set a session id' }] : [];
}

/** A token of this answer comes back in the Authorization header of a later request. */
function bearerPieces({ entry }: DescribedStep, later: ReadonlySet<string>): Piece[] {
  const found = entry?.responseShape?.tokenDigests.some((digest) => later.has(digest)) ?? false;
  return found ? [{ points: 4, text: 'its token came back in the Authorization header of a later request' }] : [];
}

/**
 * All evidence on one request, the points of each piece signed. `laterAuthorizations`: digests of Authorization values of the
 * requests after it.
 */
export function loginEvidence(step: DescribedStep, laterAuthorizations: ReadonlySet<string>): Piece[] {
  const { entry } = step;
  if (entry === null) return [];
  const spoken = [...passwordPiece(entry), ...ceremonyPieces(entry), ...magicLinkPieces(step), ...sessionPieces(step), ...bearerPieces(step, laterAuthorizations)];
  // An address alone is no evidence: every visit of the login page has it.
  return spoken.length === 0 ? [] : [...spoken, ...urlPieces(entry), ...outcomePieces(entry)];
}
