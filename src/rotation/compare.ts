/** What happened to one cookie between two moments: identity is compared, not bytes. */
import type { CookieMoment } from './moment';
import { diffPayloads } from './payload-diff';
import type { TouchClass } from './timeline';

/** Keys that say when something was made or used last: they change although the session does not. */
const clockKeys = /^(?:iat|exp|nbf|_?expires?|expires_?at|_maxAge|__ts|_accessed_time|last_?(?:request|activity|seen|access)(?:_?at)?)$/i;

/** How two payloads relate; `times`: only instants inside differ. */
function payloadRelation(a: CookieMoment, b: CookieMoment): 'same' | 'times' | 'changed' | 'unknown' {
  if (a.payload === null || b.payload === null) return 'unknown';
  const changes = diffPayloads(a.payload.value, b.payload.value);
  if (changes.length === 0) return 'same';
  return changes.every(({ path, before, after }) => before !== undefined && after !== undefined && clockKeys.test(String(path.at(-1) ?? ''))) ? 'times' : 'changed';
}

/**
 * How a value became another. `unclear`: at least one of the two is encrypted and no key fits, so neither sameness nor change of
 * the session can be told.
 */
export function touchClass(before: CookieMoment | null, after: CookieMoment | null): TouchClass {
  if (before === null) return after === null ? 'same' : 'created';
  if (after === null) return 'deleted';
  if (before.value === after.value) return 'same';
  if (before.comparable === 'sealed' || after.comparable === 'sealed') return 'unclear';
  // A payload that gains or loses an id has not exchanged one for another.
  if (before.comparable !== after.comparable) return 'payload-changed';
  if (before.identity !== after.identity) return 'identity-changed';
  const relation = payloadRelation(before, after);
  if (relation === 'same' || relation === 'times') return before.formatId === after.formatId && before.isEncrypted ? 're-encrypted' : 're-signed';
  return relation === 'unknown' ? 're-signed' : 'payload-changed';
}
