/** What a response body tells about a login: names of token fields, digests of their values, a password form. */
import { valueDigest } from '../crypto/value-digest';
import type { TrafficEntry } from './traffic';

type ResponseShape = NonNullable<TrafficEntry['responseShape']>;

const maxBody = 512 * 1024;
const tokenName = /^(?:access_?token|id_?token|refresh_?token|auth_?token|token|jwt|session_?token)$/i;
const userName = /^(?:user|username|current_?user|principal|account|profile)$/i;

function walk(value: unknown, path: string, found: { fields: string[]; digests: string[] }, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 5 || found.fields.length > 20) return;
  for (const [key, item] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (tokenName.test(key) && typeof item === 'string' && item.length >= 16) {
      found.fields.push(here);
      found.digests.push(valueDigest(item));
    } else if (userName.test(key) && item !== null) found.fields.push(here);
    walk(item, here, found, depth + 1);
  }
}

/** The shape of a response body; null where there is none to look at. */
export function responseShape(mime: string, text: string): ResponseShape | null {
  if (text === '' || text.length > maxBody) return null;
  if (/json/i.test(mime)) {
    const found = { fields: [] as string[], digests: [] as string[] };
    try {
      walk(JSON.parse(text), '', found, 0);
    } catch {
      return null;
    }
    return { tokenFields: found.fields, tokenDigests: found.digests, hasPasswordForm: false };
  }
  if (!/html/i.test(mime)) return null;
  return { tokenFields: [], tokenDigests: [], hasPasswordForm: /<input\b[^>]{0,300}\btype\s*=\s*["']?password/i.test(text) };
}
