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
  /** The latest rank of this step and of all before it: where it is not later than another's, none of them was answered after that one. */
  readonly latestRank: number;
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
  async function describe(state: JarState): Promise<Moments> {
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
  // Nearly always the state is known, and nothing is waited for.
  const described: DescribedStep[] = [];
  let latestRank = 0;
  for (const step of steps) {
    const momentsBefore = known.get(step.before) ?? (await describe(step.before));
    const momentsBase = known.get(step.base) ?? (await describe(step.base));
    const momentsAfter = known.get(step.after) ?? (await describe(step.after));
    latestRank = Math.max(latestRank, step.rank);
    described.push(Object.assign(step, { momentsBefore, momentsBase, momentsAfter, latestRank }));
  }
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
