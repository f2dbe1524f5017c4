/** The replayed recording with every session cookie described: what the detection and the judge work on. */
import type { WireCookie } from '../cookie/wire-cookie';
import type { DecodeResult } from '../decode/result';
import { isLoginRole } from '../decode/role';
import type { Role } from '../formats/define';
import { momentOf, type CookieMoment } from './moment';
import { wiresOf, type JarState, type Step } from './replay';

/** The described cookies of a state, by name. */
export type Moments = ReadonlyMap<string, CookieMoment>;

export interface DescribedStep extends Step {
  /** What the request was sent with. */
  readonly momentsBefore: Moments;
  /** What was held when its answer came. */
  readonly momentsBase: Moments;
  readonly momentsAfter: Moments;
}

export interface Describing {
  readonly decode: (wire: WireCookie) => Promise<DecodeResult>;
  /** Roles that the person chose, by cookie name. */
  readonly roles: Readonly<Record<string, Role>>;
}

/** Describes each state once: states are shared between steps as long as nothing changes. */
export async function describeSteps(steps: readonly Step[], { decode, roles }: Describing): Promise<DescribedStep[]> {
  const known = new Map<JarState, Moments>();
  const byValue = new Map<string, CookieMoment>();
  async function momentFor(wire: WireCookie): Promise<CookieMoment> {
    const key = JSON.stringify([wire.name, wire.value, wire.companions]);
    const seen = byValue.get(key);
    if (seen !== undefined) return seen;
    const moment = momentOf(wire, await decode(wire), roles[wire.name] ?? null);
    byValue.set(key, moment);
    return moment;
  }
  async function momentsOf(state: JarState): Promise<Moments> {
    const seen = known.get(state);
    if (seen !== undefined) return seen;
    const moments = new Map<string, CookieMoment>();
    for (const wire of wiresOf(state)) {
      const moment = await momentFor(wire);
      const first = moments.get(wire.name);
      // A joined chunk family comes first, and so does the cookie that the server reads first of several with one name.
      if (first === undefined) moments.set(wire.name, moment);
      else if (wire.parts.length === 1) moments.set(wire.name, { ...first, twins: [...first.twins, moment] });
    }
    known.set(state, moments);
    return moments;
  }
  const described: DescribedStep[] = [];
  for (const step of steps)
    described.push({ ...step, momentsBefore: await momentsOf(step.before), momentsBase: await momentsOf(step.base), momentsAfter: await momentsOf(step.after) });
  return described;
}

/** The cookies of a state that log somebody in. */
export function loginMoments(moments: Moments): CookieMoment[] {
  return [...moments.values()].filter(({ role }) => isLoginRole(role));
}

/** Who is logged in, as far as any of the cookies tells. A remembered user is not logged in yet. */
export function principalOf(moments: Moments): string | null {
  return loginMoments(moments).find(({ principal, role }) => principal !== null && role !== 'remember-me')?.principal ?? null;
}
