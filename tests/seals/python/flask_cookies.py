"""What Flask and its extensions read."""
import hashlib
import json

import flask
import flask_session
import itsdangerous
from cachelib import SimpleCache
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSessionInterface
from flask_login.utils import decode_cookie
from wire import digest_name, header, only, unquoted


def digest_of(question):
    return getattr(hashlib, digest_name(question))


def app_for(question, key):
    app = flask.Flask("app")
    app.config.update(SECRET_KEY=key, SESSION_COOKIE_NAME=only(question)["name"])
    facts = question["facts"]
    if "derivation" in facts:
        made = {"salt": facts["salt"], "digest_method": staticmethod(digest_of(question)), "key_derivation": facts["derivation"]}
        app.session_interface = type("Interface", (SecureCookieSessionInterface,), made)()
    return app


def session_of(app, question):
    with app.test_request_context(headers={"Cookie": header(question)}):
        return dict(flask.session), getattr(flask.session, "sid", None)


def session(question, key):
    data, _ = session_of(app_for(question, key), question)
    # The payload is the tagged JSON of the wire: Flask's own serializer writes what Flask has read.
    return json.loads(TaggedJSONSerializer().dumps(data)) if data else None


def server_session(question, key):
    cache = SimpleCache()
    app = flask.Flask("app")
    app.config.update(SECRET_KEY=key, SESSION_COOKIE_NAME=only(question)["name"], SESSION_TYPE="cachelib", SESSION_CACHELIB=cache, SESSION_USE_SIGNER=True)
    flask_session.Session(app)
    cache.set(app.config.get("SESSION_KEY_PREFIX", "session:") + question["storedId"], {"user": "stored"})
    data, sid = session_of(app, question)
    return {"sid": sid} if data.get("user") == "stored" else None


def werkzeug_value(question):
    """Octal escapes are those of UTF-8 bytes."""
    return unquoted(question).encode("latin-1").decode()


def remember(question, key):
    for form in (key, key.encode() if isinstance(key, str) else key):
        with app_for(question, form).test_request_context():
            read = decode_cookie(werkzeug_value(question))
        if read is not None:
            return read
    return None


def csrf(question, key):
    # flask_wtf.csrf.validate_csrf without the session's half of the comparison.
    return itsdangerous.URLSafeTimedSerializer(key, salt="wtf-csrf-token").loads(only(question)["value"], max_age=3600)


def signed(question, key):
    facts = question["facts"]
    options = {"digest_method": digest_of(question), "key_derivation": facts["derivation"], "sep": facts["separator"]}
    value = werkzeug_value(question)
    for kind in (itsdangerous.TimestampSigner, itsdangerous.Signer):
        try:
            if facts["serializer"] == "text":
                return kind(key, salt=facts["salt"], **options).unsign(value.encode()).decode()
            serializer = {
                ("JSON", True): itsdangerous.TimedSerializer, ("JSON", False): itsdangerous.Serializer,
                ("URL-safe JSON", True): itsdangerous.URLSafeTimedSerializer, ("URL-safe JSON", False): itsdangerous.URLSafeSerializer,
            }[facts["serializer"], kind is itsdangerous.TimestampSigner]
            return serializer(key, salt=facts["salt"], signer_kwargs=options).loads(value)
        except itsdangerous.BadData:
            continue
    return None


READERS = {"flask": session, "flask-session": server_session, "flask-login-remember": remember, "flask-wtf-csrf": csrf, "itsdangerous": signed}
