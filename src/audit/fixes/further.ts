/** Fix lines of frameworks whose cookies are recognised by a shared layout, checked against their own sources. */
import { everywhere, forms, type FrameworkFixes } from './define';

export const further: readonly FrameworkFixes[] = [
  {
    frameworks: ['Spring'],
    language: 'properties',
    lines: {
      secure: forms('server.servlet.session.cookie.secure=true', 'server.servlet.session.cookie.secure=false  # in application-dev.properties'),
      httponly: everywhere('server.servlet.session.cookie.http-only=true'),
      samesite: everywhere('server.servlet.session.cookie.same-site=lax'),
      lifetime: everywhere('server.servlet.session.timeout=30m'),
      name: forms('server.servlet.session.cookie.name=__Host-SESSION\nserver.servlet.session.cookie.path=/', 'server.servlet.session.cookie.name=SESSION  # in application-dev.properties'),
      rotation: everywhere('http.sessionManagement(s -> s.sessionFixation(f -> f.changeSessionId()));'),
      logout: everywhere('http.logout(l -> l.invalidateHttpSession(true).deleteCookies("JSESSIONID", "SESSION"));'),
    },
    references: ['spring-projects/spring-boot Session.java', 'spring-projects/spring-security SessionManagementConfigurer.java'],
  },
  {
    frameworks: ['WordPress'],
    language: 'php',
    lines: {
      secure: forms("define('FORCE_SSL_ADMIN', true);", "define('FORCE_SSL_ADMIN', wp_get_environment_type() === 'production');"),
      lifetime: everywhere("add_filter('auth_cookie_expiration', fn () => 12 * HOUR_IN_SECONDS);"),
      secret: everywhere('// the eight keys and salts in wp-config.php: api.wordpress.org/secret-key/1.1/salt/'),
      logout: everywhere('wp_logout();  // at logout'),
    },
    references: ['WordPress/WordPress wp-includes/pluggable.php', 'WordPress/WordPress wp-includes/default-constants.php'],
  },
  {
    frameworks: ['cookie (Rust)'],
    language: 'rust',
    lines: {
      secure: forms('.cookie_secure(true)  // actix-session; tower-sessions: .with_secure(true)', '.cookie_secure(!dev)'),
      httponly: everywhere('.cookie_http_only(true)  // actix-session; tower-sessions: .with_http_only(true)'),
      samesite: everywhere('.cookie_same_site(SameSite::Lax)  // actix-session; tower-sessions: .with_same_site(SameSite::Lax)'),
      lifetime: everywhere('.session_lifecycle(PersistentSession::default().session_ttl(Duration::hours(12)))'),
      name: forms('.cookie_name("__Host-id".into())', '.cookie_name(if dev { "id" } else { "__Host-id" }.into())'),
      secret: everywhere('Key::from(&secret)  // 64 random bytes'),
      rotation: everywhere('session.renew();  // at login; tower-sessions: session.cycle_id().await?'),
      logout: everywhere('session.purge();  // at logout; tower-sessions: session.flush().await?'),
    },
    references: ['actix/actix-extras actix-session/src/config.rs', 'maxcountryman/tower-sessions src/service.rs'],
  },
  {
    frameworks: ['aiohttp-session'],
    language: 'python',
    lines: {
      secure: forms('EncryptedCookieStorage(fernet_key, secure=True)', 'EncryptedCookieStorage(fernet_key, secure=not dev)'),
      httponly: everywhere('EncryptedCookieStorage(fernet_key, httponly=True)'),
      samesite: everywhere('EncryptedCookieStorage(fernet_key, samesite="Lax")'),
      lifetime: everywhere('EncryptedCookieStorage(fernet_key, max_age=43200)'),
      name: forms('EncryptedCookieStorage(fernet_key, cookie_name="__Host-session", secure=True, path="/")', 'EncryptedCookieStorage(fernet_key, cookie_name="session" if dev else "__Host-session", secure=not dev)'),
      secret: everywhere('EncryptedCookieStorage(fernet.Fernet(os.environ["FERNET_KEY"]))  # not SimpleCookieStorage, which signs nothing'),
      rotation: everywhere('session = await new_session(request)  # at login'),
      logout: everywhere('(await get_session(request)).invalidate()  # at logout'),
    },
    references: ['aio-libs/aiohttp-session aiohttp_session/__init__.py', 'aio-libs/aiohttp-session aiohttp_session/cookie_storage.py'],
  },
];
