/**
 * Real applications under the audit, each as its framework comes and hardened: exactly these findings, and no others. Above each
 * default stands what the framework's documentation says of it.
 */
import { expect, it } from 'vitest';
import type { AppConfig, AppName } from '../e2e/apps/catalogue';
import { launchApp } from '../e2e/apps/launch';
import { reportOn } from '../rules/rule-table';
import { visit } from './visit';

/** `rule here production`. */
type Row = readonly [name: AppName, variant: string, config: AppConfig, findings: readonly string[]];

const noSecure = 'missing-secure info high';
const noSameSite = 'missing-samesite medium medium';
const noPrefix = 'missing-prefix info low';
const noExpiry = 'missing-expiry info info';
const known = 'known-secret high critical';
const cacheable = 'cacheable-session-response medium medium';
const sha1 = 'sha1-digest info info';
const ownName = 'default-cookie-name info info';
const anonymous = 'needless-anonymous-session info info';

const rows: readonly Row[] = [
  // Flask, "Configuration Handling": SESSION_COOKIE_SECURE False, SESSION_COOKIE_SAMESITE None, HttpOnly True. It leaves Cache-Control to the application.
  ['flask', 'cookie', 'default', [known, cacheable, noSameSite, noSecure, noPrefix, sha1]],
  ['flask', 'cookie', 'hardened', [sha1]],
  ['flask-redis', 'regenerates', 'default', [known, cacheable, noSameSite, noSecure, noPrefix, sha1]],
  // Flask-Session 0.8.0, base.py: `delete_cookie(key, domain, path)`, refused for a __Host- name; the application's responses add Secure.
  ['flask-redis', 'regenerates', 'hardened', [sha1]],
  // express-session README: `{ path: '/', httpOnly: true, secure: false, maxAge: null }`, no sameSite, name connect.sid, saveUninitialized true.
  ['express', 'regenerates', 'default', [known, cacheable, noSameSite, noSecure, noPrefix, ownName, noExpiry, anonymous]],
  ['express', 'regenerates', 'hardened', []],
  // Django settings reference: SESSION_COOKIE_SECURE False, HTTPONLY True, SAMESITE Lax, AGE 1209600: two weeks, exactly the limit.
  ['django', 'db', 'default', [noSecure, noPrefix]],
  ['django', 'db', 'hardened', []],
  ['django', 'signed-cookies', 'default', ['placeholder-secret medium high', noSecure, noPrefix]],
  ['django', 'signed-cookies', 'hardened', []],
  // cookie-session README: httpOnly true, secure as the connection is, no sameSite, ends with the browser session.
  ['cookie-session', 'cookie', 'default', [known, noSameSite, noSecure, noPrefix, noExpiry]],
  ['cookie-session', 'cookie', 'hardened', []],
  // iron-session README: httpOnly, secure, sameSite lax, 14 days.
  ['iron-session', 'cookie', 'default', [known, noPrefix]],
  ['iron-session', 'cookie', 'hardened', []],
  // Rack::Session::Cookie: HttpOnly on; no secure, no same_site, no expire_after.
  ['rack', 'regenerates', 'default', [known, noSameSite, noSecure, noPrefix, ownName, noExpiry, sha1]],
  ['rack', 'regenerates', 'hardened', [sha1]],
  // PHP manual, session configuration: cookie_secure 0, cookie_httponly 0, cookie_samesite "", cookie_lifetime 0. session_cache_limiter nocache sends no-store.
  ['php', 'regenerates', 'default', ['missing-httponly high high', noSameSite, noSecure, noPrefix, ownName, noExpiry, anonymous]],
  ['php', 'regenerates', 'hardened', []],
  // Rails guides, "Configuring Rails Applications": cookies_same_site_protection :lax since 6.1, force_ssl only where it is set. ActionDispatch's CookieStore:
  // `expire_after` only where it is set, the secret made for each application. Rack gives HttpOnly, Rails `private`; the cookie is named after the application.
  ['rails', 'regenerates', 'default', [noSecure, noPrefix, noExpiry]],
  ['rails', 'regenerates', 'hardened', []],
  // The anti-forgery token of the first page's form makes the session.
  ['rails', 'cache-store', 'default', [noSecure, noPrefix, noExpiry, anonymous]],
  ['rails', 'cache-store', 'hardened', []],
  // laravel/laravel config/session.php: http_only true, same_site lax, lifetime 120, secure and the cookie's name left to the .env; key:generate makes the key.
  // XSRF-TOKEN is there for scripts ("CSRF Protection", X-XSRF-TOKEN): no finding.
  // StartSession makes a session for every visitor.
  ['laravel', 'regenerates', 'default', [noSecure, noPrefix, ownName, anonymous]],
  ['laravel', 'regenerates', 'hardened', [anonymous]],
];

it.each(rows)('%s, %s, %s', async (name, variant, config, expected) => {
  const app = await launchApp(name, { variant, config });
  try {
    const entries = await visit(app);
    const secrets = app.secret !== null && app.isSigned ? [{ value: app.secret }] : [];
    const report = await reportOn({ url: `${app.url}/profile`, now: Date.now(), har: { log: { entries } }, secrets });
    expect(report.timeline.events.map(({ kind }) => kind)).toEqual(['login']);
    const found = report.findings.map(({ rule, severity, production }) => `${rule} ${severity} ${production}`);
    expect(found.toSorted()).toEqual(expected.toSorted());
  } finally {
    await app.stop();
  }
});
