/** How long login cookies may live: one of two policies, and the person's own limits before it. */
import type { Role, Settings } from '../formats/define';

export interface LifetimeLimits {
  /** Session and authentication cookies. */
  readonly sessionSeconds: number;
  /** Remember-me cookies. */
  readonly rememberSeconds: number;
}

const daySeconds = 86_400;

export const lifetimePolicies: Readonly<Record<'usual' | 'strict', LifetimeLimits>> = {
  usual: { sessionSeconds: 14 * daySeconds, rememberSeconds: 90 * daySeconds },
  strict: { sessionSeconds: daySeconds / 2, rememberSeconds: 30 * daySeconds },
};

export function lifetimeLimits(settings: Settings): LifetimeLimits {
  const { sessionSeconds, rememberSeconds } = settings['policy'] === 'strict' ? lifetimePolicies.strict : lifetimePolicies.usual;
  const { maxSessionSeconds: session, maxRememberSeconds: remember } = settings;
  return { sessionSeconds: typeof session === 'number' ? session : sessionSeconds, rememberSeconds: typeof remember === 'number' ? remember : rememberSeconds };
}

export function limitOf(role: Role, { sessionSeconds, rememberSeconds }: LifetimeLimits): number {
  return role === 'remember-me' ? rememberSeconds : sessionSeconds;
}
