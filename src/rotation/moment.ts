/** A cookie's value at one moment: what it says, whose session it is, and what of it can be compared. */
import type { Value } from '../codec/value';
import { isRecord } from '../codec/value';
import type { WireCookie } from '../cookie/wire-cookie';
import { valueDigest } from '../crypto/value-digest';
import type { DecodeResult } from '../decode/result';
import { roleOf } from '../decode/role';
import { principalIn } from '../envelope/principal';
import type { Role } from '../formats/define';
import { opaqueId } from './opaque-id';
import type { Moment } from './timeline';

/** How two moments of a cookie can be compared. */
export type Comparable =
  /** A session id, in the clear or decoded: `Moment.identity`. */
  | 'id'
  /** The cookie is the session and holds no id. */
  | 'payload'
  /** Encrypted, and no key fits; or of no known format, and too long or too mixed to be an id alone. */
  | 'sealed';

export interface CookieMoment extends Moment {
  readonly name: string;
  readonly value: string;
  readonly role: Role;
  readonly formatId: string | null;
  /** `meta.framework` of its format; null for none. */
  readonly framework: string | null;
  readonly comparable: Comparable;
  /** True where nothing but a word in its name makes it a session. */
  readonly isGuess: boolean;
  /** True where the value is encrypted: its bytes differ at every sealing although nothing in it does. */
  readonly isEncrypted: boolean;
  /** True where a key proved the value, or there is nothing to prove. */
  readonly proved: boolean;
  /** Digest of the token's own id (`jti`): each token has another, so only its sameness tells something. */
  readonly tokenId: string | null;
  /** Further cookies of the same name at other paths or domains, which a server may read instead. */
  readonly twins: readonly CookieMoment[];
}

/** Keys under which payloads hold the id of a session, the surest first. */
const idKeys = ['session_id', 'sessionId', 'session_key', 'sid', 'sessid', 'SESSION_ID'];

function idIn(payload: Value): string | null {
  if (!isRecord(payload)) return null;
  const found = idKeys.map((key) => payload[key]).find((value) => (typeof value === 'string' && value.length >= 8) || typeof value === 'number');
  return found === undefined ? null : String(found as string | number);
}

interface Identified {
  readonly comparable: Comparable;
  readonly identity: string | null;
}

function identified(wire: WireCookie, decoded: DecodeResult): Identified {
  if (decoded.status === 'unrecognised') {
    const id = opaqueId(wire.value);
    return id === null ? { comparable: 'sealed', identity: null } : { comparable: 'id', identity: id };
  }
  const { format, meta, payload } = decoded;
  const isClosed = decoded.status === 'sealed' || (payload === null && decoded.status === 'rejected');
  if (isClosed && meta.holds !== 'id') return { comparable: 'sealed', identity: null };
  const id = payload === null ? null : (format.identity?.(payload.value) ?? idIn(payload.value));
  if (id !== null) return { comparable: 'id', identity: id };
  if (meta.holds === 'id') return isClosed ? { comparable: 'sealed', identity: null } : { comparable: 'id', identity: wire.value };
  return { comparable: 'payload', identity: null };
}

/** Describes a value; `decoded` is what the engine said of it, expiry not judged; `chosen` the role that the person gave it. */
export function momentOf(wire: WireCookie, decoded: DecodeResult, chosen: Role | null): CookieMoment {
  const role = roleOf({ name: wire.name, value: wire.value, decoded, override: chosen });
  const { comparable, identity } = identified(wire, decoded);
  const payload = decoded.status === 'unrecognised' ? null : decoded.payload;
  const jti = payload !== null && isRecord(payload.value) ? payload.value['jti'] : null;
  const principal = decoded.status === 'unrecognised' || payload === null ? null : (decoded.format.principal?.(payload.value) ?? principalIn(payload.value));
  return {
    name: wire.name,
    value: [wire.value, ...wire.companions.map(({ value }) => value)].join('\n'),
    role: role.role,
    formatId: decoded.status === 'unrecognised' ? null : decoded.meta.id,
    framework: decoded.status === 'unrecognised' ? null : decoded.meta.framework,
    comparable,
    isGuess: role.isGuess,
    isEncrypted: decoded.status !== 'unrecognised' && decoded.layers.some(({ kind }) => kind === 'cipher'),
    proved: decoded.status === 'verified',
    digest: valueDigest(wire.value),
    payload,
    identity: identity === null ? null : valueDigest(identity),
    principal,
    tokenId: typeof jti === 'string' ? valueDigest(jti) : null,
    twins: [],
  };
}
