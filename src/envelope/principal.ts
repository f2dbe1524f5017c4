/** Who is logged in, as far as a session's payload tells: the keys under which frameworks and applications keep their user. */
import { isRecord, type Value } from '../codec/value';

/** Keys that hold the user's id or name itself, the frameworks' own first. */
const plainKeys = [
  '_user_id', // Flask-Login
  '_auth_user_id', // Django
  'user_token', // phx.gen.auth
  'user_id', 'userId', 'userid', 'uid', 'username', 'userName', 'user_name', 'login', 'account_id', 'accountId', 'member_id', 'sub', 'email',
];
/** Keys that hold an object about the user. */
const nestedKeys = ['user', 'passport', 'account', 'auth', 'currentUser', 'current_user', 'credentials', 'identity'];
const idKeys = ['id', '_id', 'uid', 'user_id', 'userId', 'sub', 'username', 'login', 'email', 'name', 'user'];
/** Warden (`warden.user.user.key`) and Laravel's guards (`login_web_<sha1>`). */
const patterned = /^(?:warden\.user\.[\w-]+\.key|login_[\w-]+_[0-9a-f]{40})$/;
/** Objects in which some frameworks wrap the application's own keys. */
const wrappers = ['session', 'data', 'state', '_data', '_store', 'persistent', 'value'];

function scalar(value: Value | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number') return String(value);
  return isRecord(value) && typeof value['$bigint'] === 'string' ? value['$bigint'] : null;
}

function userIn(value: Value | undefined): string | null {
  if (value === undefined || value === null || typeof value === 'boolean') return null;
  const plain = scalar(value);
  if (plain !== null) return plain;
  if (Array.isArray(value)) return userIn(value[0] as Value | undefined);
  if (!isRecord(value)) return null;
  for (const key of idKeys) {
    const found = userIn(value[key]);
    if (found !== null) return found;
  }
  return scalar(value['$bytes']);
}

/**
 * The principal of a payload as text, or null where none can be told: an absent principal does not prove that nobody is logged in.
 */
export function principalIn(payload: Value): string | null {
  return find(payload, 0);
}

function find(payload: Value, depth: number): string | null {
  if (!isRecord(payload) || depth > 3) return null;
  for (const key of plainKeys) {
    const found = userIn(payload[key]);
    if (found !== null) return found;
  }
  const guard = Object.keys(payload).find((key) => patterned.test(key));
  const nested = [...(guard === undefined ? [] : [guard]), ...nestedKeys];
  for (const key of nested) {
    const found = userIn(payload[key]);
    if (found !== null) return found;
  }
  for (const key of wrappers) {
    const found = find(payload[key] ?? null, depth + 1);
    if (found !== null) return found;
  }
  return null;
}
