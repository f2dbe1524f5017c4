/** What the words in an address speak of: ZAP's lists (`AuthConstants`), and the same words in other languages. */
import { remembered } from '../remembered';

function wordList(...words: readonly string[]): RegExp {
  return new RegExp(`(?:^|[/_.\\- ])(?:${words.join('|')})(?:[/_.?\\- ]|$)`, 'iu');
}

const login = wordList(
  'log-?in', 'log_in', 'log-?on', 'sign-?in', 'sign_in', 'sessions?', 'oauth2?', 'oidc', 'saml2?', 'sso', 'acs', 'auth', 'authenticate', 'authentication', 'authorize', 'tokens?', 'passwordless', 'magic(?:-?link)?', 'webauthn', 'passkeys?',
  'inloggen', 'aanmelden', 'anmelden', 'anmeldung', 'einloggen', 'connexion', 'se-connecter', 'connecter', 'iniciar-sesion', 'inicio-sesion', 'ingresar', 'acceder', 'entrar', 'iniciar-sessao', 'accedi', 'accesso',
  'zaloguj', 'logowanie', 'logga-in', 'inloggning', 'log-ind', 'logg-inn', 'kirjaudu', 'prihlaseni', 'prihlasit', 'prijava', 'bejelentkezes', 'autentificare', 'giris', 'dang-nhap', 'masuk',
  'войти', 'вход', 'увійти', 'ログイン', 'サインイン', '登录', '登入', '로그인', 'تسجيل-الدخول',
);
const logout = wordList(
  'log-?out', 'log_out', 'log-?off', 'sign-?out', 'sign_out', 'sign-?off', 'end-?session', 'invalidate-?session',
  'uitloggen', 'afmelden', 'abmelden', 'abmeldung', 'ausloggen', 'deconnexion', 'se-deconnecter', 'deconnecter', 'cerrar-sesion', 'salir', 'sair', 'terminar-sessao', 'esci', 'disconnetti', 'disconnessione',
  'wyloguj', 'logga-ut', 'log-ud', 'logg-ut', 'kirjaudu-ulos', 'odhlaseni', 'odhlasit', 'odjava', 'kijelentkezes', 'deconectare', 'cikis', 'dang-xuat', 'keluar',
  'выйти', 'выход', 'вийти', 'ログアウト', 'サインアウト', '退出', '登出', '注销', '로그아웃',
);
const signUp = wordList(
  'register', 'registration', 'sign-?up', 'sign_up', 'create-?account', 'new-?account', 'join', 'enroll',
  'registreren', 'registrieren', 'registrierung', 'inscription', 's-inscrire', 'registro', 'registrarse', 'registrar', 'crear-cuenta', 'cadastro', 'cadastrar', 'registrati', 'registrazione', 'rejestracja', 'registrera', 'kayit', 'dang-ky', 'daftar',
  'регистрация', '登録', '注册', '회원가입',
);
const aside = wordList('captcha', 'recaptcha', 'hcaptcha', 'turnstile', 'csrf', 'csrf-?token', 'xsrf', 'newsletter', 'subscribe', 'search', 'analytics', 'collect', 'telemetry', 'metrics', 'health', 'logs?(?![-_ ](?:in|on|out|off))', 'events');
const renewal = wordList('refresh', 'renew', 'keep-?alive', 'heartbeat', 'ping', 'touch', 'refresh-?token');
const recovery = wordList('forgot', 'forgotten', 'forgot-?password', 'recover', 'recovery', 'lost-?password', 'reset', 'reset-?password', 'password-?reset');
const secondFactor = wordList('mfa', '2fa', 'tfa', 'otp', 'totp', 'two-?factor', 'two-?step', 'second-?factor', 'challenge', 'verify', 'verification', 'verify-?code', 'one-?time');
const rights = wordList('password', 'passwd', 'change-?password', 'password-?change', 'sudo', 'confirm-?password', 'confirm', 'reauth', 're-?authenticate', 'elevate', 'role', 'switch-?role', 'step-?up', 'wachtwoord', 'passwort', 'mot-de-passe', 'contrasena', 'senha');

/** The path of an address in words: decoded, camel case taken apart, accents dropped. */
export const pathOf: (url: string) => string = remembered((url) => (URL.canParse(url) ? new URL(url).pathname : url));

const wordsIn = remembered((url) => {
  const path = pathOf(url);
  try {
    const plain = decodeURIComponent(path);
    return plain.replace(/([a-z])([A-Z])/g, '$1-$2').normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC');
  } catch {
    return path;
  }
});

const lists = { login, logout, signUp, aside, renewal, recovery, secondFactor, rights };

/** The lists of which an address has a word. */
const topicsOf = remembered((url): ReadonlySet<string> => {
  const words = wordsIn(url);
  return new Set(Object.entries(lists).flatMap(([topic, list]) => (list.test(words) ? [topic] : [])));
});

function speaksOf(url: string, topic: keyof typeof lists): boolean {
  return topicsOf(url).has(topic);
}

/** An address that speaks of something beside a session: a captcha, a search, a counter. */
export function isAsidePath(url: string): boolean {
  return speaksOf(url, 'aside');
}

export function isLoginPath(url: string): boolean {
  return speaksOf(url, 'login') && !speaksOf(url, 'logout') && !speaksOf(url, 'aside');
}

/** An address that a login page has: the word stands at its end, and not on the way to something behind the login. */
export function isLoginPagePath(url: string): boolean {
  const segments = pathOf(url).split('/').filter((segment) => segment !== '' && !/^(?:new|index(?:\.\w+)?|form|page)$/i.test(segment));
  return isLoginPath(url) && isLoginPath(`/${segments.at(-1) ?? ''}`);
}

export function isLogoutPath(url: string): boolean {
  return speaksOf(url, 'logout');
}

export function isSignUpPath(url: string): boolean {
  return speaksOf(url, 'signUp');
}

export function isRenewalPath(url: string): boolean {
  return speaksOf(url, 'renewal');
}

export function isRecoveryPath(url: string): boolean {
  return speaksOf(url, 'recovery');
}

export function isSecondFactorPath(url: string): boolean {
  return speaksOf(url, 'secondFactor') && !speaksOf(url, 'aside');
}

/** An address at which a signed-in user gives a password again. */
export function isRightsPath(url: string): boolean {
  return speaksOf(url, 'rights');
}

/** What an address asks for; to be read only. */
export const queryOf: (url: string) => Pick<URLSearchParams, 'has' | 'keys'> & Iterable<[string, string]> = remembered((url) => (URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams()));

/** A client's request for an authorization (RFC 6749 4.1.1): its long state is no proof of anybody, and it is no login page. */
export function isAuthorizationRequest(url: string): boolean {
  const query = queryOf(url);
  return query.has('client_id') && (query.has('response_type') || query.has('redirect_uri'));
}

/** `?error=…`, `/login/failed`: the address itself says that something went wrong. */
export function speaksOfFailure(url: string): boolean {
  if (/\/(?:errors?|fail(?:ed|ure)?|denied|invalid|unauthori[sz]ed|forbidden)\/?$/i.test(pathOf(url))) return true;
  return [...queryOf(url).keys()].some((name) => /^(?:errors?|error_?(?:code|message|description)|fail|failed|failure|invalid|denied|login_?error|auth_?error)$/i.test(name));
}
