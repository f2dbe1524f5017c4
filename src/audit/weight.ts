/** How heavily a defect weighs where the role of the cookie or the place decides about it. */
import { isLoginRole } from '../decode/role';
import type { Role } from '../formats/define';
import type { Severity } from './finding';

export interface Weight {
  readonly severity: Severity;
  readonly production: Severity;
}

/** The same here and in production. */
export function both(severity: Severity): Weight {
  return { severity, production: severity };
}

/** In full for cookies that log somebody in; information only for all others. */
export function forRole(role: Role, severity: Severity): Weight {
  return both(isLoginRole(role) ? severity : 'info');
}
