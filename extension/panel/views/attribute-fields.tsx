/** The attributes of a drafted cookie as fields. */
import type { CookieDraft } from '../store/cookie-draft';

const sameSites = [['unset', 'not given'], ['lax', 'Lax'], ['strict', 'Strict'], ['none', 'None']] as const;

interface AttributeFieldsProps {
  readonly draft: CookieDraft;
  readonly onChange: (change: Partial<CookieDraft>) => void;
}

export function AttributeFields({ draft, onChange }: AttributeFieldsProps) {
  return (
    <fieldset className="attributes">
      <legend>Attributes</legend>
      <label><span>Path</span> <input value={draft.path} spellCheck={false} onChange={(event) => onChange({ path: event.target.value })} /></label>
      <label><span>Domain</span> <input value={draft.domain} spellCheck={false} onChange={(event) => onChange({ domain: event.target.value })} /></label>
      <label className="check"><input type="checkbox" checked={draft.withSubdomains} onChange={(event) => onChange({ withSubdomains: event.target.checked })} /> also sub-domains</label>
      <label><span>Expires</span> <select value={draft.expiry} onChange={(event) => onChange({ expiry: event.target.value === 'date' ? 'date' : 'session' })}>
        <option value="session">with the browser session</option>
        <option value="date">at a time</option>
      </select></label>
      {draft.expiry === 'date' && <label><span>Time (UTC)</span> <input type="datetime-local" step="1" value={draft.expiresAt} onChange={(event) => onChange({ expiresAt: event.target.value })} /></label>}
      <label><span>SameSite</span> <select value={draft.sameSite} onChange={(event) => onChange({ sameSite: sameSites.find(([value]) => value === event.target.value)?.[0] ?? 'unset' })}>
        {sameSites.map(([value, title]) => <option key={value} value={value}>{title}</option>)}
      </select></label>
      <label className="check"><input type="checkbox" checked={draft.secure} onChange={(event) => onChange({ secure: event.target.checked })} /> Secure</label>
      <label className="check"><input type="checkbox" checked={draft.httpOnly} onChange={(event) => onChange({ httpOnly: event.target.checked })} /> HttpOnly</label>
    </fieldset>
  );
}
