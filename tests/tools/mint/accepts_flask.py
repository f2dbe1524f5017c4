"""Whether Flask and its extensions read what the seals of tests/tools/seal-vectors.ts hold: a line of JSON for each value on standard input.
pip install flask==3.1.3 flask-session==0.8.0 flask-login==0.6.3 flask-wtf==1.3.0 itsdangerous==2.2.0"""
import hashlib, json

import flask
import itsdangerous
from accepts import header, judge, only, unquoted
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SecureCookieSessionInterface
from flask_login.utils import decode_cookie


def digest_of(line):
    return getattr(hashlib, line["facts"]["digest"].replace("-", "").lower())


def app_for(line, key):
    app = flask.Flask("app")
    app.config.update(SECRET_KEY=key, SESSION_COOKIE_NAME=only(line)["name"])
    facts = line["facts"]
    if "derivation" in facts:
        made = {"salt": facts["salt"], "digest_method": staticmethod(digest_of(line)), "key_derivation": facts["derivation"]}
        app.session_interface = type("Interface", (SecureCookieSessionInterface,), made)()
    return app


def old_epoch(line):
    return "itsdangerous0.24" in line["id"] or line["version"] == "0.24"


def werkzeug_value(line):
    """Octal escapes are those of UTF-8 bytes."""
    return unquoted(line).encode("latin-1").decode()


def session(line, key):
    if old_epoch(line):
        return NotImplemented
    app = app_for(line, key)
    with app.test_request_context(headers={"Cookie": header(line)}):
        data = dict(flask.session)
    # What the wire says, from what Flask has read.

    return json.loads(TaggedJSONSerializer().dumps(data)) if data else None


def flask_session(line, key):
    signer = itsdangerous.Signer(key, salt="flask-session", key_derivation="hmac")
    return {"sid": signer.unsign(only(line)["value"]).decode()}


def remember(line, key):
    value = werkzeug_value(line)
    for form in (key, key.encode() if isinstance(key, str) else key):
        with app_for(line, form).test_request_context():
            read = decode_cookie(value)
        if read is not None:
            return read
    return None


def csrf(line, key):
    return itsdangerous.URLSafeTimedSerializer(key, salt="wtf-csrf-token").loads(only(line)["value"], max_age=3600)


def signed(line, key):
    if old_epoch(line):
        return NotImplemented
    facts = line["facts"]
    options = {"digest_method": digest_of(line), "key_derivation": facts["derivation"], "sep": facts["separator"]}
    value = werkzeug_value(line)
    for kind in (itsdangerous.TimestampSigner, itsdangerous.Signer):
        try:
            if facts["serializer"] == "text":
                read = kind(key, salt=facts["salt"], **options).unsign(value.encode()).decode()
            else:
                serializer = {
                    ("JSON", True): itsdangerous.TimedSerializer, ("JSON", False): itsdangerous.Serializer,
                    ("URL-safe JSON", True): itsdangerous.URLSafeTimedSerializer, ("URL-safe JSON", False): itsdangerous.URLSafeSerializer,
                }[facts["serializer"], kind is itsdangerous.TimestampSigner]
                read = serializer(key, salt=facts["salt"], signer_kwargs=options).loads(value)
        except itsdangerous.BadData:
            continue
        return read
    return None


if __name__ == "__main__":
    judge({"flask": session, "flask-session": flask_session, "flask-login-remember": remember, "flask-wtf-csrf": csrf, "itsdangerous": signed})
