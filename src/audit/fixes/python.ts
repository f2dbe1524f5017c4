/** Fix lines of Flask and its extensions, Django and the small Python frameworks, checked against their own sources. */
import { everywhere, forms, none, sourceAt, type FrameworkFixes } from './define';

const newSecretKey = '# python -c "import secrets; print(secrets.token_hex(32))"';

/** Without it the cookie under its new name would survive the logout. */
function secureDeletion(library: string): string {
  return `class SecureResponse(Response):  # ${library} deletes without Secure, which browsers refuse for a __Host- name\n    delete_cookie = partialmethod(Response.delete_cookie, secure=True)\napp.response_class = SecureResponse`;
}

export const python: readonly FrameworkFixes[] = [
  {
    frameworks: ['Flask'],
    language: 'python',
    lines: {
      secure: forms('app.config["SESSION_COOKIE_SECURE"] = True', 'app.config["SESSION_COOKIE_SECURE"] = not app.debug'),
      httponly: everywhere('app.config["SESSION_COOKIE_HTTPONLY"] = True'),
      samesite: everywhere('app.config["SESSION_COOKIE_SAMESITE"] = "Lax"'),
      lifetime: everywhere('app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(hours=12)\nsession.permanent = True  # at login'),
      name: forms('app.config["SESSION_COOKIE_NAME"] = "__Host-session"', 'app.config["SESSION_COOKIE_NAME"] = "session" if app.debug else "__Host-session"'),
      secret: everywhere(`app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]  ${newSecretKey}\napp.config["SECRET_KEY_FALLBACKS"] = [os.environ["OLD_SECRET_KEY"]]`),
      rotation: everywhere('session.clear()  # at login, before the user is put in\nsession["user_id"] = user.id'),
      logout: everywhere('session.clear()  # at logout; the browser forgets it; a copy stays valid until PERMANENT_SESSION_LIFETIME'),
    },
    references: [sourceAt('pallets/flask', '3.1.3', 'src/flask/app.py'), sourceAt('pallets/flask', '3.1.3', 'src/flask/sessions.py')],
  },
  {
    frameworks: ['Flask-Session'],
    language: 'python',
    lines: {
      secure: forms('app.config["SESSION_COOKIE_SECURE"] = True', 'app.config["SESSION_COOKIE_SECURE"] = not app.debug'),
      httponly: everywhere('app.config["SESSION_COOKIE_HTTPONLY"] = True'),
      samesite: everywhere('app.config["SESSION_COOKIE_SAMESITE"] = "Lax"'),
      lifetime: everywhere('app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(hours=12)'),
      name: forms(`${secureDeletion('Flask-Session')}\napp.config["SESSION_COOKIE_NAME"] = "__Host-session"`, 'app.config["SESSION_COOKIE_NAME"] = "session"  # __Host- and its response class in production alone'),
      secret: everywhere(`app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]  ${newSecretKey}`),
      rotation: everywhere('app.session_interface.regenerate(session)  # at login; the old record is deleted'),
      logout: everywhere('session.clear()  # at logout; the record is deleted with the response, and the cookie with it'),
    },
    references: [sourceAt('pallets-eco/flask-session', '0.8.0', 'docs/security.rst'), sourceAt('pallets-eco/flask-session', '0.8.0', 'src/flask_session/base.py')],
  },
  {
    frameworks: ['Flask-Login'],
    language: 'python',
    lines: {
      secure: forms('app.config["REMEMBER_COOKIE_SECURE"] = True', 'app.config["REMEMBER_COOKIE_SECURE"] = not app.debug'),
      httponly: everywhere('app.config["REMEMBER_COOKIE_HTTPONLY"] = True'),
      samesite: everywhere('app.config["REMEMBER_COOKIE_SAMESITE"] = "Lax"'),
      lifetime: everywhere('app.config["REMEMBER_COOKIE_DURATION"] = timedelta(days=30)'),
      name: forms(`${secureDeletion('Flask-Login')}\napp.config["REMEMBER_COOKIE_NAME"] = "__Host-remember"`, 'app.config["REMEMBER_COOKIE_NAME"] = "remember_token"  # __Host- and its response class in production alone'),
      secret: everywhere(`app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]  ${newSecretKey}`),
      rotation: none('The remember cookie holds the user\'s id and a MAC of it: it is the same at every login. Where `get_id()` gives a random token that the server keeps, replacing the token ends the old cookies.'),
      logout: everywhere('logout_user()  # at logout; removes the remember cookie too'),
    },
    references: [sourceAt('maxcountryman/flask-login', '0.6.3', 'src/flask_login/config.py'), sourceAt('maxcountryman/flask-login', '0.6.3', 'src/flask_login/utils.py')],
  },
  {
    frameworks: ['Flask-WTF'],
    language: 'python',
    lines: {
      secure: none('The CSRF token stands in the page and in Flask\'s session, whose own settings count.'),
      httponly: none('The token stands in the page, where scripts are meant to read it.'),
      samesite: none('The CSRF token is no cookie of its own: Flask\'s session counts.'),
      lifetime: everywhere('app.config["WTF_CSRF_TIME_LIMIT"] = 3600  # seconds'),
      name: everywhere('app.config["WTF_CSRF_FIELD_NAME"] = "csrf_token"'),
      secret: everywhere(`app.config["WTF_CSRF_SECRET_KEY"] = os.environ["CSRF_SECRET_KEY"]  ${newSecretKey}`),
      rotation: everywhere('session.pop("csrf_token", None)  # at login: the next form gets a new one'),
      logout: everywhere('session.clear()  # at logout; the token goes with it'),
    },
    references: [sourceAt('pallets-eco/flask-wtf', 'f0999d4d4894', 'src/flask_wtf/csrf.py'), 'https://flask-wtf.readthedocs.io/en/1.3.x/config/'],
  },
  {
    frameworks: ['itsdangerous'],
    language: 'python',
    lines: {
      secure: none('The library signs values; the code that sets the cookie gives its attributes.'),
      httponly: none('The library signs values; the code that sets the cookie gives its attributes.'),
      samesite: none('The library signs values; the code that sets the cookie gives its attributes.'),
      lifetime: everywhere('URLSafeTimedSerializer(secret_key, salt="session").loads(value, max_age=43200)  # seconds'),
      name: none('The library signs values; the code that sets the cookie names it.'),
      secret: everywhere('URLSafeTimedSerializer([os.environ["OLD_SECRET_KEY"], os.environ["SECRET_KEY"]], salt="session")  # the last one signs'),
      rotation: none('A signed value has no identity that could change: put a token of the server into it and replace that at login.'),
      logout: none('A signed value stays valid until its `max_age`: only a token inside it that the server forgets ends it.'),
    },
    references: [sourceAt('pallets/itsdangerous', '2.2.0', 'src/itsdangerous/timed.py'), 'https://itsdangerous.palletsprojects.com/en/stable/concepts/'],
  },
  {
    frameworks: ['Django'],
    language: 'python',
    lines: {
      secure: forms('SESSION_COOKIE_SECURE = True\nCSRF_COOKIE_SECURE = True', 'SESSION_COOKIE_SECURE = not DEBUG\nCSRF_COOKIE_SECURE = not DEBUG'),
      httponly: everywhere('SESSION_COOKIE_HTTPONLY = True'),
      samesite: everywhere('SESSION_COOKIE_SAMESITE = "Lax"'),
      lifetime: everywhere('SESSION_COOKIE_AGE = 43200  # seconds'),
      name: forms('SESSION_COOKIE_NAME = "__Host-sessionid"', 'SESSION_COOKIE_NAME = "sessionid" if DEBUG else "__Host-sessionid"'),
      secret: everywhere('SECRET_KEY = os.environ["SECRET_KEY"]\nSECRET_KEY_FALLBACKS = [os.environ["OLD_SECRET_KEY"]]'),
      rotation: everywhere('request.session.cycle_key()  # at login; django.contrib.auth.login() does it itself'),
      logout: everywhere('request.session.flush()  # at logout; django.contrib.auth.logout() does it itself'),
    },
    references: [sourceAt('django/django', '1b3dc8ad9a28', 'django/conf/global_settings.py'), 'https://docs.djangoproject.com/en/5.2/topics/http/sessions/'],
  },
  {
    frameworks: ['Starlette'],
    language: 'python',
    lines: {
      secure: forms('app.add_middleware(SessionMiddleware, secret_key=SECRET_KEY, https_only=True)', 'app.add_middleware(SessionMiddleware, secret_key=SECRET_KEY, https_only=not settings.debug)'),
      httponly: none('SessionMiddleware always sets HttpOnly: another piece of code or a proxy sets this cookie.'),
      samesite: everywhere('app.add_middleware(SessionMiddleware, secret_key=SECRET_KEY, same_site="lax")'),
      lifetime: everywhere('app.add_middleware(SessionMiddleware, secret_key=SECRET_KEY, max_age=43200)'),
      name: forms('app.add_middleware(SessionMiddleware, secret_key=SECRET_KEY, session_cookie="__Host-session", https_only=True)', 'session_cookie="session" if settings.debug else "__Host-session"'),
      secret: everywhere(`app.add_middleware(SessionMiddleware, secret_key=os.environ["SECRET_KEY"])  ${newSecretKey}`),
      rotation: everywhere('request.session.clear()  # at login, before the user is put in\nrequest.session["user_id"] = user.id'),
      logout: everywhere('request.session.clear()  # at logout; the browser forgets it; a copy stays valid until max_age'),
    },
    references: [sourceAt('encode/starlette', 'c403f9f3d476', 'starlette/middleware/sessions.py'), 'https://www.starlette.io/middleware/#sessionmiddleware'],
  },
];
