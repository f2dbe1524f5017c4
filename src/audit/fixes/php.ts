/** Fix lines of PHP and its frameworks, checked against their own sources. */
import { everywhere, forms, none, sourceAt, type FrameworkFixes } from './define';

const wordPressAttribute = 'WordPress calls setcookie() with positions only. It has no setting and no filter for this attribute: the filter `send_auth_cookies` stops its own cookies, and a plugin has to set them instead.';

export const php: readonly FrameworkFixes[] = [
  {
    frameworks: ['Laravel'],
    language: 'ini',
    lines: {
      secure: forms('SESSION_SECURE_COOKIE=true', '# leave SESSION_SECURE_COOKIE out of the local .env'),
      httponly: everywhere('SESSION_HTTP_ONLY=true'),
      samesite: everywhere('SESSION_SAME_SITE=lax'),
      lifetime: everywhere('SESSION_LIFETIME=120  # minutes'),
      name: forms('SESSION_COOKIE=__Host-app', '# leave SESSION_COOKIE out of the local .env'),
      secret: everywhere('APP_KEY=base64:…  # php artisan key:generate\nAPP_PREVIOUS_KEYS=base64:…'),
      rotation: everywhere('$request->session()->regenerate();  // at login; SessionGuard does it itself'),
      logout: everywhere('Auth::logout(); $request->session()->invalidate(); $request->session()->regenerateToken();  // at logout'),
    },
    references: [sourceAt('laravel/framework', 'v13.26.1', 'config/session.php'), sourceAt('laravel/framework', 'v13.26.1', 'src/Illuminate/Auth/SessionGuard.php')],
  },
  {
    frameworks: ['PHP'],
    language: 'php',
    lines: {
      secure: forms("session_start(['cookie_secure' => true]);", "session_start(['cookie_secure' => !empty($_SERVER['HTTPS'])]);"),
      httponly: everywhere("session_start(['cookie_httponly' => true]);"),
      samesite: everywhere("session_start(['cookie_samesite' => 'Lax']);"),
      lifetime: everywhere("session_start(['cookie_lifetime' => 43200, 'gc_maxlifetime' => 43200]);"),
      name: forms("session_name('__Host-sid');", "session_name(empty($_SERVER['HTTPS']) ? 'sid' : '__Host-sid');"),
      secret: none('The id is random and not signed: there is no secret.'),
      rotation: everywhere("session_start(['use_strict_mode' => true]);\nsession_regenerate_id(true);  // at login"),
      logout: everywhere("$_SESSION = []; session_destroy(); setcookie(session_name(), '', ['expires' => 1] + array_diff_key(session_get_cookie_params(), ['lifetime' => 0]));  // at logout"),
    },
    references: [sourceAt('php/php-src', '2225aeead46a', 'ext/session/session.c'), 'https://www.php.net/manual/en/features.session.security.management.php'],
  },
  {
    frameworks: ['Symfony'],
    language: 'yaml',
    lines: {
      secure: forms('framework: { session: { cookie_secure: true } }', 'framework: { session: { cookie_secure: auto } }'),
      httponly: everywhere('framework: { session: { cookie_httponly: true } }'),
      samesite: everywhere('framework: { session: { cookie_samesite: lax } }'),
      lifetime: everywhere('framework: { session: { cookie_lifetime: 43200, gc_maxlifetime: 43200 } }'),
      name: forms('framework: { session: { name: __Host-app, cookie_secure: true } }', 'when@dev: { framework: { session: { name: app, cookie_secure: auto } } }'),
      secret: everywhere("framework: { secret: '%env(APP_SECRET)%' }"),
      rotation: everywhere('security: { session_fixation_strategy: migrate }'),
      logout: everywhere('security: { firewalls: { main: { logout: { invalidate_session: true, delete_cookies: [REMEMBERME] } } } }'),
    },
    references: [sourceAt('symfony/symfony', 'v7.1.5', 'src/Symfony/Bundle/FrameworkBundle/DependencyInjection/Configuration.php'), sourceAt('symfony/symfony', 'v7.1.5', 'src/Symfony/Bundle/SecurityBundle/DependencyInjection/MainConfiguration.php')],
  },
  {
    frameworks: ['WordPress'],
    language: 'php',
    lines: {
      secure: forms("define('FORCE_SSL_ADMIN', true);\nadd_filter('secure_logged_in_cookie', '__return_true');", "define('FORCE_SSL_ADMIN', wp_get_environment_type() === 'production');"),
      httponly: none('WordPress always sets HttpOnly on its login cookies: another piece of code or a proxy sets this one.'),
      samesite: none(wordPressAttribute),
      lifetime: everywhere("add_filter('auth_cookie_expiration', fn () => 12 * HOUR_IN_SECONDS);"),
      name: none('A `__Host-` name wants Path=/, and the login cookies of WordPress are set for the paths of the administration and of the plugins. The constants AUTH_COOKIE, SECURE_AUTH_COOKIE and LOGGED_IN_COOKIE give other names.'),
      secret: everywhere('// wp-config.php: new values for the eight keys and salts, from https://api.wordpress.org/secret-key/1.1/salt/; everybody is logged out'),
      rotation: none('Each login makes a new token (WP_Session_Tokens): there is nothing to switch on. Code that calls wp_set_auth_cookie() itself must not hand over a token.'),
      logout: everywhere('wp_logout();  // at logout; destroys the token and clears the cookies\nwp_destroy_all_sessions();  // everywhere at once'),
    },
    references: [sourceAt('WordPress/wordpress-develop', 'd364fc0d6818', 'src/wp-includes/pluggable.php'), sourceAt('WordPress/wordpress-develop', 'a25f3cc703fc', 'src/wp-includes/default-constants.php')],
  },
  {
    frameworks: ['Yii2'],
    language: 'php',
    lines: {
      secure: forms("'session' => ['cookieParams' => ['secure' => true, 'httponly' => true, 'samesite' => 'Lax']],\n'user' => ['identityCookie' => ['name' => '_identity', 'httpOnly' => true, 'secure' => true]],", "'session' => ['cookieParams' => ['secure' => !YII_DEBUG, 'httponly' => true, 'samesite' => 'Lax']],"),
      httponly: everywhere("'session' => ['cookieParams' => ['httponly' => true]],\n'user' => ['identityCookie' => ['name' => '_identity', 'httpOnly' => true]],\n'request' => ['csrfCookie' => ['httpOnly' => true]],"),
      samesite: everywhere("'session' => ['cookieParams' => ['httponly' => true, 'samesite' => yii\\web\\Cookie::SAME_SITE_LAX]],\n'user' => ['identityCookie' => ['name' => '_identity', 'sameSite' => yii\\web\\Cookie::SAME_SITE_LAX]],"),
      lifetime: everywhere("'user' => ['authTimeout' => 1800, 'absoluteAuthTimeout' => 43200],\nYii::$app->user->login($identity, 2592000);  // the second argument: how long the identity cookie lives"),
      name: forms("'session' => ['name' => '__Host-sid', 'cookieParams' => ['secure' => true, 'path' => '/']],\n'user' => ['identityCookie' => ['name' => '__Host-identity', 'secure' => true]],", "'session' => ['name' => YII_DEBUG ? 'sid' : '__Host-sid'],"),
      secret: everywhere("'request' => ['cookieValidationKey' => getenv('COOKIE_VALIDATION_KEY')],  // Yii::$app->security->generateRandomString()"),
      rotation: everywhere('Yii::$app->user->login($identity);  // switchIdentity() regenerates the id and deletes the old session'),
      logout: everywhere('Yii::$app->user->logout();  // at logout; destroys the session and removes the identity cookie; a new auth key of the user ends its copies'),
    },
    references: [sourceAt('yiisoft/yii2', '45e679d7ce99', 'framework/web/User.php'), sourceAt('yiisoft/yii2', '45e679d7ce99', 'framework/web/Cookie.php')],
  },
  {
    frameworks: ['CakePHP'],
    language: 'php',
    lines: {
      secure: forms("Cookie::setDefaults(['secure' => true]);  // Application::bootstrap()\n'Session' => ['ini' => ['session.cookie_secure' => true]],", "Cookie::setDefaults(['secure' => !Configure::read('debug')]);"),
      httponly: everywhere("Cookie::setDefaults(['httponly' => true]);\n'Session' => ['ini' => ['session.cookie_httponly' => true]],"),
      samesite: everywhere("Cookie::setDefaults(['samesite' => CookieInterface::SAMESITE_LAX]);\n'Session' => ['ini' => ['session.cookie_samesite' => 'Lax']],"),
      lifetime: everywhere("'Session' => ['defaults' => 'php', 'timeout' => 720],  // minutes\nCookie::create('name', $value, ['expires' => new DateTime('+12 hours')])"),
      name: forms("'Session' => ['cookie' => '__Host-sid', 'ini' => ['session.cookie_secure' => true]],", "'Session' => ['cookie' => $debug ? 'sid' : '__Host-sid'],"),
      secret: everywhere("$queue->add(new EncryptedCookieMiddleware(['name'], env('COOKIE_KEY')));  // 32 characters or more; another middleware for the former key"),
      rotation: everywhere('$request->getSession()->renew();  // at login; the Authentication plugin does it itself'),
      logout: everywhere("$request->getSession()->destroy();  // at logout\n$response = $response->withExpiredCookie(new Cookie('name', secure: true));"),
    },
    references: [sourceAt('cakephp/cakephp', '5.1.1', 'src/Http/Session.php'), sourceAt('cakephp/cakephp', '5.1.1', 'src/Http/Middleware/EncryptedCookieMiddleware.php')],
  },
];
