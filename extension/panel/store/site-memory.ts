/** Follows the page from site to site: what was chosen for a site is loaded with it and stored with each change. */
import type { StoreApi } from 'zustand/vanilla';
import type { Role, Waiver } from '../../../src/index';
import type { PanelServices, PanelState } from './panel-state';
import { noPreferences, preferencesFrom, type ChosenLimits, type SitePreferences } from './site-preferences';

export interface PreferenceActions {
  /** Null: the role that the analysis finds. */
  setRole(name: string, role: Role | null): void;
  /** Takes the place of an earlier waiver of the same finding. */
  waive(waiver: Waiver): void;
  unwaive(waiver: Pick<Waiver, 'rule' | 'cookie'>): void;
  setDevHosts(hosts: readonly string[]): void;
  setLimits(limits: ChosenLimits): void;
  /** Forgets all that was chosen for this site. */
  forgetSite(): void;
}

/** The site of a page: localhost:5000 and localhost:8000 are two applications. */
export function siteOfPage(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : '';
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
    const { roles, waivers, devHosts, limits } = store.getState();
    if (site !== '') void preferences.save(site, { roles, waivers, devHosts, limits });
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
      setLimits: (limits) => choose(() => ({ limits })),
      forgetSite: () => choose(() => noPreferences),
    },
  };
}
