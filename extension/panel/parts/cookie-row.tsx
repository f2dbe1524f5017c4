/** One row of the cookie table. */
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Finding } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { useChangeMark } from './change-mark';
import { CookieFlags } from './cookie-flags';
import { payloadSummary } from './payload-summary';
import { RelativeTime } from './relative-time';
import { FindingCount } from './severity';
import { StateBadge } from './state-badge';

/** Name, domain and path: what tells a cookie from its namesakes. */
function placeOf({ name, cookie }: PanelCookie): string {
  return cookie === null ? name : `${cookie.name} ${cookie.domain} ${cookie.path}${cookie.partition === null ? '' : ' partitioned'}`;
}

export function Expiry({ cookie }: Pick<PanelCookie, 'cookie'>) {
  if (cookie === null) return null;
  return cookie.expires === 'session' ? <span title="Ends with the browser">session</span> : <RelativeTime epochMs={cookie.expires} />;
}

interface CookieRowProps {
  readonly cookie: PanelCookie;
  readonly findings: readonly Finding[];
  /** What tells it from its namesakes. */
  readonly distinction: string;
  readonly masked: boolean;
  readonly rowIndex: number;
  readonly level: 1 | 2;
  readonly isSelected: boolean;
  /** True for the one row that Tab reaches. */
  readonly isStop: boolean;
  readonly onSelect: () => void;
  readonly onOpen: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function CookieRow({ cookie, findings, distinction, masked, rowIndex, level, isSelected, isStop, onSelect, onOpen, onKeyDown }: CookieRowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  const changed = useChangeMark(JSON.stringify([cookie.decoded.value, cookie.decoded.status, cookie.cookie]));
  useEffect(() => {
    if (isStop && isSelected && row.current?.closest('table')?.contains(document.activeElement) === true) row.current.focus();
  }, [isStop, isSelected]);
  return (
    <tr ref={row} data-cookie={placeOf(cookie)} data-changed={changed || undefined} aria-rowindex={rowIndex} aria-level={level} aria-selected={isSelected} tabIndex={isStop ? 0 : -1}
      onClick={onSelect} onFocus={() => !isSelected && onSelect()} onDoubleClick={onOpen} onKeyDown={onKeyDown}>
      <td><StateBadge status={cookie.decoded.status} /></td>
      <td className="name" title={cookie.cookie === null ? undefined : `${cookie.cookie.domain}${cookie.cookie.path}`}>{cookie.name === '' ? '(no name)' : cookie.name}{distinction !== '' && <span className="quiet"> {distinction}</span>}</td>
      <td title={cookie.roleReason}>{cookie.decoded.meta?.title ?? 'Not a known session format'} <span className="quiet">{cookie.role}</span></td>
      <td className="mono">{masked ? <span className="quiet">masked</span> : payloadSummary(cookie)}</td>
      <td><Expiry cookie={cookie.cookie} /></td>
      <td><CookieFlags cookie={cookie.cookie} /></td>
      <td><FindingCount findings={findings} /></td>
    </tr>
  );
}
