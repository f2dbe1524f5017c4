/** A cookie's value at one moment: what it says, whose session it is, and what of it can be compared. */
import type { Value } from '../codec/value';
import { isRecord } from '../codec/value';
import type { WireCookie } from '../cookie/wire-cookie';
import { valueDigest } from '../crypto/value-digest';
import type { DecodeResult } from '../decode/result';
import { roleOf } from '../decode/role';
import { principalIn } from '../envelope/principal';
import type { Role } from '../formats/define';
import type { Moment } from './timeline';

/** How two moments of a cookie can be compared. */
export type Comparable =
  /** A session id, in the clear or decoded: `Moment.identity`. */
  | 'id'
  /** The cookie is the session and holds no id. */
  | 'payload'
  /** Encrypted, and no key fits. */
  | 'sealed';

export interface CookieMoment extends Moment {
  readonly name: string;
  readonly value: string;
  readonly role: Role;
  readonly formatId: string | null;
  readonly comparable: Comparable;
  /** True where a key proved the value, or there is nothing to prove. */
  readonly proved: boolean;
}

function sidIn(payload: Value): string | null {
  const sid = isRecord(payload) ? payload['sid'] : null;
  return typeof sid === 'string' ? sid : null;
}

interface Identified {
  readonly comparable: Comparable;
  readonly identity: string | null;
}

function identified(wire: WireCookie, decoded: DecodeResult): Identified {
  // A value of no known format under a session's name is taken for the id itself: nothing else of it can be compared.
  if (decoded.status === 'unrecognised') return { comparable: 'id', identity: wire.value };
  const { format, meta, payload } = decoded;
  const isClosed = decoded.status === 'sealed' || (payload === null && decoded.status === 'rejected');
  if (isClosed) return { comparable: 'sealed', identity: null };
  const id = payload === null ? null : (format.identity?.(payload.value) ?? (meta.holds === 'id' ? sidIn(payload.value) : null));
  if (id !== null) return { comparable: 'id', identity: id };
  return meta.holds === 'id' ? { comparable: 'id', identity: wire.value } : { comparable: 'payload', identity: null };
}

/** Describes a value; `decoded` is what the engine said of it, expiry not judged. */
export function momentOf(wire: WireCookie, decoded: DecodeResult): CookieMoment {
  const { comparable, identity } = identified(wire, decoded);
  const payload = decoded.status === 'unrecognised' ? null : decoded.payload;
  const principal = decoded.status === 'unrecognised' || payload === null ? null : (decoded.format.principal?.(payload.value) ?? principalIn(payload.value));
  return {
    name: wire.name,
    value: [wire.value, ...wire.companions.map(({ value }) => value)].join('\n'),
    role: roleOf({ name: wire.name, value: wire.value, decoded, override: null }).role,
    formatId: decoded.status === 'unrecognised' ? null : decoded.meta.id,
    comparable,
    proved: decoded.status === 'verified',
    digest: valueDigest(wire.value),
    payload,
    identity: identity === null ? null : valueDigest(identity),
    principal,
  };
}
