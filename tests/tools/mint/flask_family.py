"""Vectors of Flask 3.1.3, Flask-Session 0.8.0, Flask-Login 0.6.3, Flask-WTF 1.3.0 and itsdangerous 2.2.0 for tests/vectors."""
import base64, datetime, hashlib, json, time, uuid, zlib

from vectors import merge

NOW = 1767225600
time.time = lambda: NOW

import flask
import itsdangerous
from flask.sessions import SecureCookieSessionInterface
from flask_login.utils import encode_cookie
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

SECRET = "dev-secret-not-for-production"
made = []


def vector(id, framework, version, format, cookie, expect, secrets=((SECRET, "utf8"),), settings=None, facts=None, now=NOW + 60):
    made.append({
        "id": id, "framework": framework, "version": version, "format": format, "now": now * 1000,
        "cookies": [{"name": cookie[0], "value": cookie[1]}],
        "secrets": [{"field": "secret", "value": value, "encoding": encoding} for value, encoding in secrets],
        "settings": settings or {}, "facts": facts or {}, "expect": expect,
    })


def set_cookie(response, name):
    line = next(line for line in response.headers.getlist("Set-Cookie") if line.startswith(name + "="))
    return name, line[len(name) + 1:].split(";")[0]


def flask_cookie(data, secret=SECRET, fallbacks=None, name="session", **interface):
    app = flask.Flask("app")
    app.config.update(SECRET_KEY=secret, SESSION_COOKIE_NAME=name, SECRET_KEY_FALLBACKS=fallbacks)
    kind = type("Interface", (SecureCookieSessionInterface,), {key: staticmethod(value) if callable(value) else value for key, value in interface.items()})
    app.session_interface = kind()

    @app.route("/")
    def index():
        flask.session.update(data)
        return ""

    cookie = set_cookie(app.test_client().get("/"), name)
    return cookie


def wire_json(cookie):
    """The tagged JSON as it stands on the wire."""
    raw = cookie[1].rsplit(".", 2)[0]
    packed = base64.urlsafe_b64decode((raw[1:] if raw.startswith(".") else raw) + "==")
    return json.loads(zlib.decompress(packed) if raw.startswith(".") else packed)


def flask_vector(id, cookie, **rest):
    payload = wire_json(cookie)
    vector(f"flask-3.1.3-minted-{id}", "Flask", "3.1.3", "flask", cookie, {"status": "verified", "payload": payload, "issuedAt": NOW * 1000}, **rest)


for digest in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    for derivation in ("hmac", "concat", "django-concat", "none"):
        cookie = flask_cookie({"user_id": 42, "d": digest}, digest_method=getattr(hashlib, digest), key_derivation=derivation)
        flask_vector(f"{digest}-{derivation}", cookie, facts={"digest": digest, "keyDerivation": derivation})
TAGS = {
    "tuple": (1, "a", (2.5,)), "bytes": b"\xff\x00", "text bytes": b"abc", "markup": Markup("<b>hi</b>"), "uuid": uuid.UUID("0b7a3f0c-5a0e-4a0e-9b57-0d7a1a2b3c4d"),
    "datetime": datetime.datetime(2026, 1, 1, 8, 30, tzinfo=datetime.timezone.utc), "dict": {" t": [1]}, "nested": [{" u": "x"}, [()]],
}
flask_vector("tags", flask_cookie(TAGS))
flask_vector("permanent-flashes", flask_cookie({"_permanent": True, "_flashes": [("message", "Gespeichert – ✓"), ("error", "no")]}))
flask_vector("login-keys", flask_cookie({"_user_id": "42", "_fresh": True, "_id": "ab" * 64}))
flask_vector("large", flask_cookie({"rows": [{"n": n, "text": "row"} for n in range(200)]}))
flask_vector("empty-containers", flask_cookie({"a": {}, "b": [], "c": "", "d": None}))
flask_vector("unicode-secret", flask_cookie({"a": 1}, secret="schlüssel-ключ-🔑"), secrets=(("schlüssel-ключ-🔑", "utf8"),))
flask_vector("bytes-secret", flask_cookie({"a": 1}, secret=bytes(range(200, 232))), secrets=((bytes(range(200, 232)).hex(), "hex"),))
flask_vector("app-name", flask_cookie({"user_id": 7}, name="shop"))
flask_vector("app-name-flask-keys", flask_cookie({"_fresh": False}, name="shop"))
flask_vector("own-salt", flask_cookie({"a": 1}, salt="my-app-session"), settings={"salt": "my-app-session"})
flask_vector("rotated", flask_cookie({"a": 1}, secret="old-key"), secrets=(("new-key", "utf8"), ("older-key", "utf8"), ("old-key", "utf8")))
cookie = flask_cookie({"a": 1})
vector("flask-3.1.3-minted-last-second", "Flask", "3.1.3", "flask", cookie, {"status": "verified", "payload": {"a": 1}}, now=NOW + 2678400)
vector("flask-3.1.3-minted-first-second-late", "Flask", "3.1.3", "flask", cookie, {"status": "rejected", "reason": "expired", "payload": {"a": 1}}, now=NOW + 2678401)
vector("flask-3.1.3-minted-future", "Flask", "3.1.3", "flask", cookie, {"status": "rejected", "reason": "not-yet-valid", "payload": {"a": 1}}, now=NOW - 1)

# Flask-Session: the signer and the ids.
for length in (16, 32, 64):
    sid = base64.urlsafe_b64encode(hashlib.sha512(b"id").digest()[:length]).rstrip(b"=").decode()
    signer = itsdangerous.Signer(SECRET, salt="flask-session", key_derivation="hmac")
    vector(f"flask-session-0.8.0-minted-id-{length}", "Flask-Session", "0.8.0", "flask-session", ("session", signer.sign(sid).decode()), {"status": "verified", "payload": {"sid": sid}})
vector("flask-session-0.8.0-minted-airflow", "Flask-Session", "0.8.0", "flask-session", ("airflow_session", signer.sign(str(uuid.UUID("7f41476f-312e-4bbb-a199-d6609794d9ef"))).decode()), {"status": "verified"})

# Flask-Login.
for id, user, secret, secrets in (
    ("unicode-id", "zoë|42", SECRET, ((SECRET, "utf8"),)),
    ("empty-id", "", SECRET, ((SECRET, "utf8"),)),
    ("mail", "ada@example.org", SECRET, ((SECRET, "utf8"),)),
    ("latin1-secret", "42", "schlüssel", (("schlüssel", "utf8"),)),
    ("bytes-secret", "42", "schlüssel".encode(), (("schlüssel", "utf8"),)),
):
    app = flask.Flask("app")
    app.config["SECRET_KEY"] = secret

    @app.route("/")
    def index():
        response = flask.make_response("")
        response.set_cookie("remember_token", encode_cookie(user))
        return response

    vector(f"flask-login-0.6.3-minted-{id}", "Flask-Login", "0.6.3", "flask-login-remember", set_cookie(app.test_client().get("/"), "remember_token"), {"status": "verified", "payload": user}, secrets=secrets)

# Flask-WTF, in a cookie of the application's own.
app = flask.Flask("app")
app.config["SECRET_KEY"] = SECRET
with app.test_request_context():
    token = generate_csrf()
    raw = flask.session["csrf_token"]
for name in ("csrf_token", "XSRF-TOKEN", "my_token"):
    vector(f"flask-wtf-1.3.0-minted-{name.lower()}", "Flask-WTF", "1.3.0", "flask-wtf-csrf", (name, token), {"status": "verified", "payload": raw, "issuedAt": NOW * 1000})
vector("flask-wtf-1.3.0-minted-last-second", "Flask-WTF", "1.3.0", "flask-wtf-csrf", ("csrf_token", token), {"status": "verified", "payload": raw}, now=NOW + 3600)

# itsdangerous by itself.
SERIALIZERS = {"json": itsdangerous.Serializer, "timed": itsdangerous.TimedSerializer, "urlsafe": itsdangerous.URLSafeSerializer, "urlsafe-timed": itsdangerous.URLSafeTimedSerializer}
VALUES = {"dict": {"id": 5, "name": "Zoë"}, "list": [1, 2.5, None], "string": "user@example.org", "large": {"text": "x" * 500}, "number": 42, "true": True}


def its(id, text, payload, timed, **rest):
    expect = {"status": "verified", "payload": payload, **({"issuedAt": NOW * 1000} if timed else {})}
    vector(f"itsdangerous-2.2.0-minted-{id}", "itsdangerous", "2.2.0", "itsdangerous", ("token", text.decode() if isinstance(text, bytes) else text), expect, **rest)


for kind, serializer in SERIALIZERS.items():
    for name, value in VALUES.items():
        its(f"{kind}-{name}", serializer(SECRET).dumps(value), value, "timed" in kind)
    its(f"{kind}-own-salt", serializer(SECRET, salt="activate-account").dumps({"id": 5}), {"id": 5}, "timed" in kind, settings={"salt": "activate-account"})
    for digest in ("md5", "sha224", "sha256", "sha384", "sha512"):
        its(f"{kind}-{digest}", serializer(SECRET, signer_kwargs={"digest_method": getattr(hashlib, digest)}).dumps({"id": 5}), {"id": 5}, "timed" in kind, facts={"digest": digest})
    for derivation in ("concat", "hmac", "none"):
        its(f"{kind}-{derivation}", serializer(SECRET, signer_kwargs={"key_derivation": derivation}).dumps({"id": 5}), {"id": 5}, "timed" in kind, facts={"keyDerivation": derivation})
for kind, signer in {"signer": itsdangerous.Signer, "timestamp": itsdangerous.TimestampSigner}.items():
    for name, value in {"word": "hello", "mail": "ada@example.org", "dots": "a.b.c", "number": "42", "json-look": '{"a":1}', "base64-look": "eyJhIjoxfQ", "empty": "", "unicode": "zoë", "uuid": "0b7a3f0c-5a0e-4a0e-9b57-0d7a1a2b3c4d"}.items():
        its(f"{kind}-{name}", signer(SECRET).sign(value), value, kind == "timestamp")
    for separator in (":", "!", "~", "::"):
        its(f"{kind}-separator-{separator.replace(':', 'colon')}", signer(SECRET, sep=separator).sign("hello"), "hello", kind == "timestamp", settings={"separator": separator})
its("rotated", itsdangerous.URLSafeSerializer(["key-2024", "key-2025"]).dumps({"id": 5}), {"id": 5}, False, secrets=(("key-2026", "utf8"), ("key-2025", "utf8")))
its("limited", itsdangerous.URLSafeTimedSerializer(SECRET).dumps("x@example.org"), "x@example.org", True, settings={"maxAgeSeconds": 60})
its("any-age-future", itsdangerous.URLSafeTimedSerializer(SECRET).dumps("x@example.org"), "x@example.org", True, now=NOW - 5)

merge(made)
