/** What a person chose for a site and finds again next time: roles, waivers and development hosts, kept by the site's host and port. */
import type { StoreApi } from 'zustand/vanilla';
import * as v from 'valibot';
import type { Role, Waiver } from '../../../src/index';
import type { PanelServices, PanelState } from './panel-store';

export const roles = [
  'session', 'auth-token', 'remember-me', 'csrf', 'oauth-transient', 'flash', 'locale', 'theme', 'load-balancer', 'analytics', 'unknown',
] as const satisfies readonly Role[];

const waiver = v.object({ rule: v.string(), cookie: v.nullable(v.string()), reason: v.string() });
const schema = v.object({
  roles: v.record(v.string(), v.picklist(roles)),
  waivers: v.array(waiver),
  devHosts: v.array(v.string()),
});

export interface SitePreferences {
  /** By cookie name. */
  readonly roles: Readonly<Record<string, Role>>;
  readonly waivers: readonly Waiver[];
  /** Hosts that the person counts among the development hosts. */
  readonly devHosts: readonly string[];
}

export const noPreferences: SitePreferences = { roles: {}, waivers: [], devHosts: [] };

/** Where they are kept; `load` gives what is stored, unchecked. */
export interface PreferenceStore {
  load(site: string): Promise<unknown>;
  save(site: string, preferences: SitePreferences): Promise<void>;
}

export interface PreferenceActions {
  /** Null: the role that the analysis finds. */
  setRole(name: string, role: Role | null): void;
  /** Takes the place of an earlier waiver of the same finding. */
  waive(waiver: Waiver): void;
  unwaive(waiver: Pick<Waiver, 'rule' | 'cookie'>): void;
  setDevHosts(hosts: readonly string[]): void;
  /** Forgets all that was chosen for this site. */
  forgetSite(): void;
}

/** The site of a page: localhost:5000 and localhost:8000 are two applications. */
export function siteOfPage(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : '';
}

/** Of what is stored only what has the expected form: a file of another version costs the choices, not the panel. */
export function preferencesFrom(stored: unknown): SitePreferences {
  const parsed = v.safeParse(schema, stored);
  return parsed.success ? parsed.output : noPreferences;
}

function sameFinding(a: Pick<Waiver, 'rule' | 'cookie'>): (b: Waiver) => boolean {
  return (b) => a.rule === b.rule && a.cookie === b.cookie;
}

export interface SiteMemory {
  readonly actions: PreferenceActions;
  /** Loads what was chosen for the page's site, where that is another one than before. */
  follow(): void;
}

/** Keeps the state's preferences and the stored ones the same; `changed` is called after each change. */
export function createSiteMemory(store: StoreApi<PanelState>, { preferences }: PanelServices, changed: () => void): SiteMemory {
  let site = '';
  function choose(change: (chosen: SitePreferences) => Partial<SitePreferences>): void {
    store.setState(change);
    const { roles: chosenRoles, waivers, devHosts } = store.getState();
    if (site !== '') void preferences.save(site, { roles: chosenRoles, waivers, devHosts });
    changed();
  }
  async function load(wanted: string): Promise<void> {
    const stored = preferencesFrom(await preferences.load(wanted));
    if (wanted !== site) return;
    store.setState(stored);
    changed();
  }
  return {
    follow() {
      const current = siteOfPage(store.getState().facts.url);
      if (current === site) return;
      site = current;
      store.setState(noPreferences);
      if (site !== '') void load(site);
    },
    actions: {
      setRole: (name, role) => choose((chosen) => {
        const { [name]: _former, ...others } = chosen.roles;
        return { roles: role === null ? others : { ...others, [name]: role } };
      }),
      waive: (waiverGiven) => choose(({ waivers }) => ({ waivers: [...waivers.filter((each) => !sameFinding(waiverGiven)(each)), waiverGiven] })),
      unwaive: (finding) => choose(({ waivers }) => ({ waivers: waivers.filter((each) => !sameFinding(finding)(each)) })),
      setDevHosts: (devHosts) => choose(() => ({ devHosts })),
      forgetSite: () => choose(() => noPreferences),
    },
  };
}
