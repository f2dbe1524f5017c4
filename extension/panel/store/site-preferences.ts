/** What a person chose for a site and finds again next time: roles, waivers, development hosts and lifetime limits, kept by the site's host and port. */
import * as v from 'valibot';
import type { lifetimePolicies, Role, Waiver } from '../../../src/index';

export const roles = [
  'session', 'auth-token', 'remember-me', 'csrf', 'oauth-transient', 'flash', 'locale', 'theme', 'load-balancer', 'analytics', 'unknown',
] as const satisfies readonly Role[];

const waiver = v.object({ rule: v.string(), cookie: v.nullable(v.string()), reason: v.string() });
const limit = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)));

export interface ChosenLimits {
  readonly policy: keyof typeof lifetimePolicies;
  /** Null: what the policy says. */
  readonly maxSessionSeconds: number | null;
  readonly maxRememberSeconds: number | null;
}

export const usualLimits: ChosenLimits = { policy: 'usual', maxSessionSeconds: null, maxRememberSeconds: null };

const schema = v.object({
  roles: v.record(v.string(), v.picklist(roles)),
  waivers: v.array(waiver),
  devHosts: v.array(v.string()),
  // What was stored before there were limits has none.
  limits: v.optional(v.object({ policy: v.picklist(['usual', 'strict']), maxSessionSeconds: limit, maxRememberSeconds: limit }), () => usualLimits),
});

export interface SitePreferences {
  /** By cookie name. */
  readonly roles: Readonly<Record<string, Role>>;
  readonly waivers: readonly Waiver[];
  /** Hosts that the person counts among the development hosts. */
  readonly devHosts: readonly string[];
  /** How long login cookies may live. */
  readonly limits: ChosenLimits;
}

export const noPreferences: SitePreferences = { roles: {}, waivers: [], devHosts: [], limits: usualLimits };

/** Where they are kept; `load` gives what is stored, unchecked. */
export interface PreferenceStore {
  load(site: string): Promise<unknown>;
  save(site: string, preferences: SitePreferences): Promise<void>;
}

/** Of what is stored only what has the expected form: a file of another version costs the choices, not the panel. */
export function preferencesFrom(stored: unknown): SitePreferences {
  const parsed = v.safeParse(schema, stored);
  return parsed.success ? parsed.output : noPreferences;
}
