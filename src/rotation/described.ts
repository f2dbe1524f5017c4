/** The replayed recording with every session cookie described: what the detection and the judge work on. */
import type { WireCookie } from '../cookie/wire-cookie';
import type { DecodeResult } from '../decode/result';
import { isLoginRole } from '../decode/role';
import { momentOf, type CookieMoment } from './moment';
import { wiresOf, type JarState, type Step } from './replay';

/** The described cookies of a state, by name. */
export type Moments = ReadonlyMap<string, CookieMoment>;

export interface DescribedStep extends Step {
  readonly momentsBefore: Moments;
  readonly momentsAfter: Moments;
}

/** Describes each state once: states are shared between steps as long as nothing changes. */
export async function describeSteps(steps: readonly Step[], decode: (wire: WireCookie) => Promise<DecodeResult>): Promise<DescribedStep[]> {
  const known = new Map<JarState, Moments>();
  const byValue = new Map<string, CookieMoment>();
  async function momentFor(wire: WireCookie): Promise<CookieMoment> {
    const key = JSON.stringify([wire.name, wire.value, wire.companions]);
    const seen = byValue.get(key);
    if (seen !== undefined) return seen;
    const moment = momentOf(wire, await decode(wire));
    byValue.set(key, moment);
    return moment;
  }
  async function momentsOf(state: JarState): Promise<Moments> {
    const seen = known.get(state);
    if (seen !== undefined) return seen;
    const moments = new Map<string, CookieMoment>();
    for (const wire of wiresOf(state)) {
      const moment = await momentFor(wire);
      // A joined chunk family comes first; its single cookies do not replace it where it is recognised.
      if (!moments.has(wire.name)) moments.set(wire.name, moment);
    }
    known.set(state, moments);
    return moments;
  }
  const described: DescribedStep[] = [];
  for (const step of steps)
    described.push({ ...step, momentsBefore: await momentsOf(step.before), momentsAfter: await momentsOf(step.after) });
  return described;
}

/** The cookies of a state that log somebody in. */
export function loginMoments(moments: Moments): CookieMoment[] {
  return [...moments.values()].filter(({ role }) => isLoginRole(role));
}

/** Who is logged in, as far as any of the cookies tells. */
export function principalOf(moments: Moments): string | null {
  return loginMoments(moments).find(({ principal }) => principal !== null)?.principal ?? null;
}
