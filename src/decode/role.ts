/** What a cookie is for, with the reason: its format first, then its exact name, then a pattern in its name. */
import { isRecord } from '../codec/value';
import type { Role } from '../formats/define';
import { baseName } from './recognise';
import type { DecodeResult } from './result';

export interface RoleVerdict {
  readonly role: Role;
  /** In a few words. */
  readonly reason: string;
  /** True where only a word in the name speaks for it. */
  readonly isGuess: boolean;
}

export interface RoleQuestion {
  readonly name: string;
  readonly value: string;
  readonly decoded: DecodeResult;
  /** What the person chose; null: nothing. */
  readonly override: Role | null;
}

/** Exact default names of frameworks and services, compared without name prefixes. */
const names: readonly [role: Role, known: readonly (string | RegExp)[]][] = [
  ['session', [
    'connect.sid', 'PHPSESSID', 'JSESSIONID', 'sessionid', 'session', 'SESSION', 'session_id', 'sessionId', 'sails.sid', 'koa.sess', 'koa:sess', 'rack.session', 'ci_session', 'laravel_session',
    'ASP.NET_SessionId', '.AspNetCore.Session', 'beaker.session.id', 'AIOHTTP_SESSION', 'mojolicious', 'plack_session', 'dancer.session', 'astro-session', 'auth_session', 'beegosessionID',
    'kemal_sessid', '_session_id', 'webpy_session_id', 'CAKEPHP', 'FedAuth', 'PLAY_SESSION', 'nuxt-session', 'keystonejs-session', /^_\w{1,60}_(?:session|key)$/, /^[a-z0-9_-]{1,60}[_-]session$/,
    /^(?:next-auth|authjs|better-auth)\.session[-_]token(?:\.\d+)?$/, 'appSession', '__session', /^ASPSESSIONID[A-Z]+$/, 'sid',
  ]],
  ['auth-token', ['access_token', 'id_token', 'refresh_token', 'auth_token', 'authToken', 'jwt', 'payload-token', 'auth_tkt', '.AspNetCore.Cookies', '.AspNetCore.Identity.Application', '.ASPXAUTH', /^_oauth2_proxy(?:_\d+)?$/, /^sb-[\w-]+-auth-token(?:\.\d+)?$/, /^wordpress_(?:logged_in_|sec_)?[0-9a-f]{32}$/]],
  ['remember-me', ['remember_token', 'REMEMBERME', 'remember-me', 'rememberMe', 'CookieAuth', '_identity', /^remember_(?:web|admin|user)_[0-9a-f]{40}$/, /^remember_\w+_token$/]],
  ['csrf', ['csrftoken', 'csrf_token', 'XSRF-TOKEN', '_csrf', '_xsrf', 'xsrf-token', /^(?:next-auth|authjs)\.csrf-token$/, /^\.AspNetCore\.Antiforgery\./, 'psifi.x-csrf-token', '_streamlit_xsrf']],
  ['oauth-transient', [/^(?:next-auth|authjs)\.(?:state|nonce|pkce\.code_verifier|callback-url|challenge)$/, /^\.AspNetCore\.(?:Correlation|OpenIdConnect\.Nonce)\./, '_oauth2_proxy_csrf', /^__txn_/]],
  ['flash', ['messages', 'PLAY_FLASH', '.AspNetCore.Mvc.CookieTempDataProvider', 'flash']],
  ['locale', ['locale', 'lang', 'language', 'django_language', 'i18n', 'NEXT_LOCALE', 'i18next', 'tz', 'timezone', '.AspNetCore.Culture']],
  ['theme', ['theme', 'color-scheme', 'color_scheme', 'dark_mode', 'darkmode', 'prefs']],
  ['load-balancer', ['AWSALB', 'AWSALBCORS', 'AWSALBTG', 'AWSELB', 'ARRAffinity', 'ARRAffinitySameSite', 'SERVERID', 'ROUTEID', 'GCLB', /^BIGipServer/, 'INGRESSCOOKIE', '__cf_bm', '__cflb', 'cf_clearance', '_cfuvid', /^AWSALBT?G?CORS$/, /^AWSALBTGCORS$/, /^visid_incap_/, /^incap_ses_/, /^nlbi_/, 'JSERVERID', 'X-Oracle-BMC-LBS-Route', /^TS[0-9a-f]{6,8}$/, 'ak_bmsc', 'bm_sv', 'bm_sz', '_abck']],
  ['analytics', ['_ga', '_gid', '_gat', /^_ga_/, /^_gat_/, '_fbp', '_fbc', '_gcl_au', /^_hj/, /^mp_\w+_mixpanel$/, /^ajs_/, /^amplitude/, /^intercom-/, /^_pk_/, '_clck', '_clsk', 'OptanonConsent', 'CookieConsent', 'cookieyes-consent', '_uetsid', '_uetvid', /^ph_\w+_posthog$/, /^AMP_/, /^ab\.storage\./, /^optimizely/i, /^_vwo_/, /^_vis_opt_/, '_dd_s', 'hubspotutk', /^__hs(?:tc|sc|src)$/, /^_sp_(?:id|ses)/, /^drift_/, /^__utm[a-z]+$/, '_ym_uid', '_ym_d', '_ttp', '_tt_enable_cookie', '_scid', '_pin_unauth', 'li_gc', 'bcookie', 'MUID', 'NID', '_rdt_uuid', /^rl_/, /^_cio/, 'OptanonAlertBoxClosed', 'CookieControl', /^cmplz_/, 'euconsent-v2', 'usprivacy', 'gdpr']],
];

/** Default names that say nothing by themselves, and are a session's where the value is of the format that goes with them (actix-session). */
const namesOfFormats: ReadonlyMap<string, string> = new Map([['rust-cookie-private', 'id'], ['rust-cookie-signed', 'id']]);

function byExactName(name: string): RoleVerdict | null {
  for (const [role, known] of names)
    if (known.some((item) => (typeof item === 'string' ? item === name : item.test(name)))) return { role, reason: `the name ${name} is a known ${role} cookie`, isGuess: false };
  return null;
}

function byPattern(name: string, value: string): RoleVerdict {
  const guess = (role: Role, reason: string): RoleVerdict => ({ role, reason, isGuess: true });
  if (/csrf|xsrf/i.test(name)) return guess('csrf', 'csrf in its name');
  if (/state|nonce|pkce|code_verifier/i.test(name)) return guess('oauth-transient', 'named like a step of an OAuth login');
  if (/remember/i.test(name) && value.length >= 10) return guess('remember-me', 'remember in its name');
  const word = /sess|sid|auth|token|login|jwt/i.exec(name)?.[0];
  if (word === undefined || value.length < 10) return guess('unknown', 'neither its value nor its name tells');
  return guess(/auth|token|jwt/i.test(name) && !/sess|sid/i.test(name) ? 'auth-token' : 'session', `${word} in its name, and a long value`);
}

/**
 * The role of a cookie. The name of a step of an OAuth login tells, then a decoded format where it has a role of its own; a general signer (itsdangerous, JWT …) leaves the
 * question to the name. Length and randomness alone never make a session.
 */
export function roleOf({ name, value, decoded, override }: RoleQuestion): RoleVerdict {
  if (override !== null) return { role: override, reason: 'chosen by hand', isGuess: false };
  const plain = baseName(name);
  const named = byExactName(plain);
  // One encryption or signature serves all cookies of a framework: a name that is no login's tells more than the format.
  if (named !== null && !isLoginRole(named.role)) return named;
  if (decoded.status !== 'unrecognised' && decoded.meta.role !== 'unknown')
    return { role: decoded.meta.role, reason: `its format is ${decoded.meta.title}`, isGuess: false };
  if (decoded.status !== 'unrecognised' && namesOfFormats.get(decoded.meta.id) === plain) return { role: 'session', reason: `its format is ${decoded.meta.title}, and ${plain} its default name`, isGuess: false };
  const pattern = byPattern(plain, value);
  if (named === null && (pattern.role === 'csrf' || pattern.role === 'oauth-transient')) return pattern;
  const claim = loginClaimIn(decoded);
  if (claim !== null) return { role: 'auth-token', reason: `it is a JWT that names a user (${claim})`, isGuess: false };
  return named ?? pattern;
}

/** The claim of a JSON Web Token that says who is logged in; null for none. */
function loginClaimIn(decoded: DecodeResult): string | null {
  if (decoded.status === 'unrecognised' || decoded.meta.id !== 'jwt' || !isRecord(decoded.payload?.value)) return null;
  return Object.keys(decoded.payload.value).find((claim) => /^(?:sub|user|user_?id|uid|user_?name|email|preferred_username)$/i.test(claim)) ?? null;
}

/** Roles that log a person in. */
export function isLoginRole(role: Role): boolean {
  return role === 'session' || role === 'auth-token' || role === 'remember-me';
}

/** What a recording shows of a cookie that neither its format nor its name explains. */
export interface CookieConduct {
  readonly isSetAtLogin: boolean;
  readonly isRemovedAtLogout: boolean;
}

/** A cookie that comes with a login and goes with the logout is a session, whatever it is called; other roles stay as they are. */
export function roleByConduct(verdict: RoleVerdict, { isSetAtLogin, isRemovedAtLogout }: CookieConduct): RoleVerdict {
  if (verdict.role !== 'unknown' || !verdict.isGuess || !isSetAtLogin || !isRemovedAtLogout) return verdict;
  return { role: 'session', reason: 'a login set it and a logout removed it', isGuess: true };
}
