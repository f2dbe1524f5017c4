/** What the cookie is for, with the reason, and the way to say it better: remembered for this site. */
import type { ChangeEvent } from 'react';
import { roles } from '../store/site-preferences';
import type { PanelCookie } from '../analysis/panel-report';
import { usePanel, usePanelState } from '../store/panel-context';

const found = 'found';

export function RoleChoice({ cookie }: { readonly cookie: PanelCookie }) {
  const { actions } = usePanel();
  const chosen = usePanelState((state) => state.roles[cookie.name]);
  function onChange(event: ChangeEvent<HTMLSelectElement>): void {
    actions.setRole(cookie.name, roles.find((role) => role === event.target.value) ?? null);
  }
  return (
    <p className="role">
      <label>Role <select value={chosen ?? found} onChange={onChange}>
        <option value={found}>{chosen === undefined ? `${cookie.role} (found)` : 'as found'}</option>
        {roles.map((role) => <option key={role} value={role}>{role}</option>)}
      </select></label>{' '}
      <span className="quiet">{chosen === undefined ? `Because ${cookie.roleReason}.` : 'Chosen by hand, remembered for this site.'}</span>
    </p>
  );
}
