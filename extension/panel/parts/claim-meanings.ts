/** What the keys of known frameworks and tokens mean, where a developer meets them in a payload. */
import { instantInWords, type Value } from '../../../src/index';

const meanings: Readonly<Record<string, string>> = {
  // Flask, Flask-Login, Flask-WTF (login_manager.py, sessions.py, csrf.py)
  _user_id: 'the user who is logged in (Flask-Login)', _fresh: 'logged in with a password in this session (Flask-Login)', _id: 'hash of IP address and user agent (Flask-Login)',
  _permanent: 'outlives the browser session (Flask)', _flashes: 'messages for the next page (Flask)', _remember: 'what to do with the remember cookie (Flask-Login)', _remember_seconds: 'lifetime of the remember cookie (Flask-Login)',
  csrf_token: 'CSRF token', _csrf_token: 'CSRF token', _csrf: 'CSRF token', _xsrf: 'CSRF token', csrfSecret: 'secret of the CSRF tokens',
  // Django (contrib/auth/__init__.py, contrib/messages, middleware/csrf.py)
  _auth_user_id: 'the user who is logged in (Django)', _auth_user_backend: 'the backend that checked the password (Django)', _auth_user_hash: 'ends the session when the password changes (Django)',
  _session_expiry: 'own lifetime of this session (Django)', _csrftoken: 'CSRF token (Django)', _messages: 'messages for the next page (Django)', _password_reset_token: 'a password reset is under way (Django)',
  // Express and its kind
  passport: 'the login (Passport)', cookie: 'attributes of the session cookie (express-session)', flash: 'messages for the next page', returnTo: 'where to go after the login', grant: 'an OAuth login (Grant)',
  // Rails, Rack, Devise
  session_id: 'session id', flashes: 'messages for the next page', 'warden.user.user.key': 'the user who is logged in (Devise): class, id and part of the password hash', 'warden.user.user.session': 'the login’s own data (Devise)',
  user_return_to: 'where to go after the login (Devise)', '_rails.purpose': 'what the message is for (Rails)',
  // Laravel, Symfony
  _token: 'CSRF token (Laravel)', _previous: 'the page before (Laravel)', _flash: 'messages for the next page (Laravel)', _sf2_attributes: 'the session’s own values (Symfony)', _sf2_meta: 'times and lifetime (Symfony)', _security_main: 'the login, as a serialised token (Symfony)',
  // Phoenix
  user_token: 'the user who is logged in (phx.gen.auth)', live_socket_id: 'address for disconnecting live views (Phoenix)', phoenix_flash: 'messages for the next page (Phoenix)',
  // JSON Web Tokens (RFC 7519, OpenID Connect)
  sub: 'subject', iss: 'issuer', aud: 'audience', jti: 'token id', azp: 'authorised party', scope: 'what it allows', nonce: 'ties the token to one login', sid: 'session id', amr: 'how the person proved themselves', acr: 'how strong the login was', at_hash: 'hash of the access token',
};

/** Seconds since 1970, by the name of the claim. */
const secondClaims: Readonly<Record<string, string>> = { exp: 'expires', iat: 'issued', nbf: 'not valid before', auth_time: 'logged in', updated_at: 'updated' };
const seconds = new Set(['_last_activity', 'last_activity', 'created_at', 'expires_at', '_expires', 'expiry']);
/** Milliseconds. */
const milliseconds = new Set(['_expire', 'expires', 'expiresAt', 'createdAt', 'updatedAt', 'issuedAt', 'lastAccessed']);

export interface ClaimMeaning {
  readonly text: string;
  /** Epoch milliseconds where the claim is an instant. */
  readonly epochMs: number | null;
}

/** An instant between 2001 and 2100 in the unit. */
function instantFrom(value: Value, unitMs: number): number | null {
  const epochMs = typeof value === 'number' ? value * unitMs : Number.NaN;
  return epochMs > 978_307_200_000 && epochMs < 4_102_444_800_000 ? epochMs : null;
}

export function meaningOf(name: string, value: Value): ClaimMeaning | null {
  const claim = Object.hasOwn(secondClaims, name) ? secondClaims[name] : undefined;
  const epochMs = claim !== undefined || seconds.has(name) ? instantFrom(value, 1000) : milliseconds.has(name) ? instantFrom(value, 1) : null;
  if (epochMs !== null) return { text: `${claim === undefined ? '' : `${claim} `}${instantInWords(epochMs)}`, epochMs };
  if (/^login_\w+_[0-9a-f]{40}$/.test(name)) return { text: 'the user who is logged in (Laravel)', epochMs: null };
  if (/^warden\.user\.\w+\.key$/.test(name)) return { text: meanings['warden.user.user.key'] ?? '', epochMs: null };
  const text = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
  return text === undefined ? null : { text, epochMs: null };
}
