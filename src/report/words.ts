/** The words of a report: how a state, a verdict and a time are called wherever a person reads them. */
import { isProvable } from '../decode/provable';
import type { DecodeResult } from '../decode/result';
import type { RejectReason } from '../formats/define';
import type { SessionEvent, VerdictName } from '../rotation/timeline';

const reasons: Readonly<Record<RejectReason, string>> = {
  'bad-signature': 'no given key fits the signature',
  'decrypt-failed': 'no given key decrypts it',
  expired: 'genuine, but expired',
  'not-yet-valid': 'genuine, but not valid yet',
  malformed: 'malformed',
  truncated: 'cut off',
  'missing-signature': 'its signature is missing',
  'wrong-name': 'genuine, but made for a cookie of another name',
  'alg-none': 'it declares that it is not signed',
  'alg-confusion': 'its algorithm does not go with the kind of key',
  empty: 'empty',
  policy: 'refused by the framework’s policy',
};

/** One line on how a cookie stands: what is proved, what is merely legible, what is refused and why. */
export function stateInWords(decoded: DecodeResult): string {
  switch (decoded.status) {
    case 'unrecognised':
      return 'not a known session format';
    case 'read':
      return isProvable(decoded) ? 'legible, not verified' : 'legible; nothing in it is signed: there is nothing to verify';
    case 'sealed':
      return 'encrypted, no key given';
    case 'verified':
      return `verified with ${decoded.opened.key.secret.label}`;
    case 'rejected':
      return `rejected: ${reasons[decoded.opened.reason]}`;
  }
}

export const verdictTitles: Readonly<Record<VerdictName, string>> = {
  rotated: 'Rotated',
  kept: 'Kept: fixation risk',
  issued: 'Issued at login',
  stateless: 'Stateless: no id to rotate',
  're-signed': 'Re-signed: same session, new bytes',
  'unclear-sealed': 'Unclear: encrypted, no key',
  cleared: 'Cleared',
  'survived-logout': 'Survived the logout',
  unclear: 'Unclear',
};

/**
 * Who changed a cookie where no recorded request did. Firefox does not report a request whose page is left before it has told of it, so
 * an answer is among those that may have.
 */
export const unrecordedCause = 'no recorded request: a script, another tab, or an answer that the browser did not report';

/** `POST http://localhost:3000/login`, the address as `shown`. */
export function requestInWords({ method, url }: Pick<SessionEvent, 'method' | 'url'>, shown = (address: string): string => address): string {
  return url === null ? 'no recorded request' : `${method ?? ''} ${shown(url)}`;
}

/** `2026-01-01 10:00:00 UTC`. */
export function instantInWords(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? 'an impossible time' : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
