/** The attributes of a cookie as chips; a SameSite that the server did not give is shown as the fact it is. */
import type { Cookie } from '../../../src/index';

const sameSiteChips: Readonly<Record<Cookie['sameSite'], string>> = { strict: 'Strict', lax: 'Lax', none: 'None', unset: 'no SameSite' };

export function CookieFlags({ cookie }: { readonly cookie: Cookie | null }) {
  if (cookie === null) return <span className="quiet">headers only</span>;
  const unset = cookie.sameSite === 'unset';
  return (
    <>
      {cookie.httpOnly && <span className="chip">HttpOnly</span>}
      {cookie.secure && <span className="chip">Secure</span>}
      <span className={unset ? 'chip chip-unset' : 'chip'} title={unset ? 'The server gave no SameSite attribute: what then applies is the browser’s choice' : `SameSite=${sameSiteChips[cookie.sameSite]}`}>{sameSiteChips[cookie.sameSite]}</span>
      {cookie.partition !== null && <span className="chip" title={`In the partition of ${cookie.partition.topLevelSite}`}>Partitioned</span>}
    </>
  );
}
