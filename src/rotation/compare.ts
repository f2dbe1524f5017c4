/** What happened to one cookie between two moments: identity is compared, not bytes. */
import type { CookieMoment } from './moment';
import type { TouchClass } from './timeline';

function samePayload(a: CookieMoment, b: CookieMoment): boolean {
  return a.payload !== null && b.payload !== null && JSON.stringify(a.payload.value) === JSON.stringify(b.payload.value);
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
  if (before.comparable !== after.comparable || before.identity !== after.identity) return 'identity-changed';
  if (samePayload(before, after)) return before.formatId === after.formatId && isEncrypted(before) ? 're-encrypted' : 're-signed';
  return before.payload === null && after.payload === null ? 're-signed' : 'payload-changed';
}

/** Formats whose values differ at every sealing although nothing in them does. */
function isEncrypted({ formatId }: CookieMoment): boolean {
  return formatId !== null && /encrypted|private|iron|authjs|next-auth|auth0|secure-session|nacl|fernet|litestar|h3-session|data-protection/.test(formatId);
}
