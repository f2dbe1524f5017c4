/** A payload in one line for the table: what tells of the user first, what every session of the framework holds last. */
import type { PanelCookie } from '../analysis/panel-report';
import { isRecord } from './payload-nodes';

const maxCharacters = 200;
/** Keys of frameworks that say little about this very session. */
const housekeeping = new Set(['_permanent', '_fresh', '_id', '_flashes', 'csrf_token', '_csrf_token', '_token', '_previous', '_flash', '_auth_user_backend', '_auth_user_hash', 'cookie']);

function isHousekeeping([key]: readonly [string, unknown]): number {
  return housekeeping.has(key) ? 1 : 0;
}

export function payloadSummary({ decoded }: PanelCookie): string {
  const value = decoded.payload?.value;
  if (value === undefined) return decoded.status === 'sealed' ? 'encrypted: needs a key' : '';
  if (!isRecord(value)) return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, maxCharacters);
  const entries = Object.entries(value).toSorted((a, b) => isHousekeeping(a) - isHousekeeping(b));
  if (entries.length === 0) return 'empty';
  return entries.map(([name, each]) => `${name}: ${JSON.stringify(each)}`).join(' · ').slice(0, maxCharacters);
}
