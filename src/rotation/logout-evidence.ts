/** The evidence that a request was a logout, or that a signed-in user gave a password again. */
import { isCodeField } from './body-shape';
import { loginMoments, principalOf, type DescribedStep, type Moments } from './described';
import { loginThreshold, type Piece } from './evidence';
import { isRefusal } from './follow-up';
import { hasSeveralPasswords, isPost, type Scene } from './login-evidence';
import { isLoginPath, isLogoutPath, isRecoveryPath, isRightsPath, isSecondFactorPath, isSignUpPath, pathOf } from './path-words';

function isSessionEnd({ method, url, requestBody }: Scene['entry']): boolean {
  const isRemoval = method === 'DELETE' || (method === 'POST' && requestBody?.fields.includes('_method') === true && !requestBody.hasPassword);
  return isRemoval && /(?:^|\/)(?:sessions?|logins?|auth|users\/session)(?:\/(?:me|current|\d+))?\/?$/i.test(pathOf(url));
}

/** Everything that logs somebody in, as one text: a CSRF token beside it that is set anew does not count. */
function sessionsIn(moments: Moments): string {
  return JSON.stringify(loginMoments(moments).map(({ name, value }) => [name, value]));
}

/** A page that asks whether to log out: no session changes, and the form on it is sent to the same address. */
function isQuestion({ step, entry }: Scene, steps: readonly DescribedStep[], index: number): boolean {
  if (entry.method !== 'GET' || entry.status !== 200) return false;
  if (step.momentsBase !== step.momentsAfter && sessionsIn(step.momentsBase) !== sessionsIn(step.momentsAfter)) return false;
  return steps.slice(index + 1, index + 8).some((later) => later.host === step.host && later.entry !== null && isPost(later.entry) && pathOf(later.entry.url) === pathOf(entry.url));
}

function lossPiece({ step, entry, isSignedIn }: Scene): Piece[] {
  const { momentsBase, momentsAfter, deleted } = step;
  if (momentsBase === momentsAfter || isRefusal(entry) || (isPost(entry) && entry.requestBody?.hasPassword === true)) return [];
  if (principalOf(momentsBase) !== null && principalOf(momentsAfter) === null)
    return [{ points: 6, text: deleted.size > 0 ? 'the answer removed the session' : 'the session lost its user' }];
  const isRemoved = loginMoments(momentsBase).some(({ name, role }) => role !== 'remember-me' && deleted.has(name)) && loginMoments(momentsAfter).every(({ role }) => role === 'remember-me');
  return isRemoved && isSignedIn !== false && entry.method !== 'GET' ? [{ points: 6, text: 'the answer removed the session' }] : [];
}

export function logoutEvidence(scene: Scene, steps: readonly DescribedStep[], index: number): Piece[] {
  const { entry } = scene;
  if (entry.status >= 400 || entry.status === 0 || entry.kind === 'other') return [];
  const pieces: Piece[] = [];
  if (isLogoutPath(entry.url) && !isQuestion(scene, steps, index)) pieces.push({ points: 6, text: 'its address speaks of logging out' });
  else if (isSessionEnd(entry)) pieces.push({ points: 6, text: 'it deleted the session' });
  return [...pieces, ...lossPiece(scene)];
}

/** A password form of a signed-in user: passwords old and new, or an address that speaks of it; or a code of a signed-in user. */
export function privilegeEvidence({ entry, isSignedIn }: Scene): Piece[] {
  const { requestBody, url } = entry;
  if (!isPost(entry) || requestBody === null || entry.status >= 400 || isSignedIn === false || isSignUpPath(url)) return [];
  if (isSignedIn === true && isSecondFactorPath(url) && requestBody.fields.some(isCodeField)) return [{ points: loginThreshold, text: 'a signed-in user gave a code' }];
  if (!requestBody.hasPassword) return [];
  const isChange = hasSeveralPasswords(requestBody);
  const isAgain = !requestBody.hasUser && isRightsPath(url) && !isLoginPath(url);
  if (!isChange && !isAgain) return [];
  // A reset by mail carries its own proof: it is no act of somebody who is signed in.
  if (isRecoveryPath(url) && isSignedIn !== true) return [];
  return [{ points: loginThreshold, text: 'a signed-in user gave a password again' }];
}
