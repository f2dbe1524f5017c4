/** The cookie that a verdict of the timeline names: present, or last seen in a line. */
import type { CookieFact, LineFact } from './facts';

/** Ready to be spread into a finding; empty where neither the jar nor a line knows the name. */
export function cookieNamed(name: string, cookies: readonly CookieFact[], lines: readonly LineFact[]): { readonly cookie?: CookieFact | LineFact } {
  const cookie = cookies.find((fact) => fact.name === name) ?? lines.findLast((fact) => fact.name === name);
  return cookie === undefined ? {} : { cookie };
}
