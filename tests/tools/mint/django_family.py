"""Vectors of the installed Django (2.2 to 5.2) for tests/vectors: signed sessions, signed cookies, messages, signed values, stored rows."""
import datetime, decimal, time

from vectors import merge

NOW = 1767225600
time.time = lambda: NOW

import django
from django.conf import settings

SECRET = "django-insecure-dev-0123456789abcdefghijklmnopqrstuvwxyz+="
settings.configure(SECRET_KEY=SECRET, INSTALLED_APPS=["django.contrib.sessions", "django.contrib.messages"], USE_TZ=True, DEFAULT_CHARSET="utf-8",
                   DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})
django.setup()
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

VERSION = django.get_version()
made = []


def vector(id, format, cookie, expect, secrets=((SECRET, "utf8"),), settings=None, facts=None, now=NOW + 60, **more):
    made.append({
        "id": f"django-{VERSION}-minted-{id}", "framework": "Django", "version": VERSION, "format": format, "now": now * 1000,
        "cookies": [{"name": cookie[0], "value": cookie[1]}],
        "secrets": [{"field": "secret", "value": value, "encoding": encoding} for value, encoding in secrets],
        "settings": settings or {}, "facts": facts or {}, "expect": expect, **more,
    })


def verified(payload, timed=True):
    return {"status": "verified", "payload": payload, **({"issuedAt": NOW * 1000} if timed else {})}


def wire(response, name):
    return name, response.cookies[name].OutputString().split("=", 1)[1].split(";")[0]


def session(data, serializer="json", name="sessionid"):
    from importlib import import_module
    if serializer == "pickle":
        settings.SESSION_SERIALIZER = "django.contrib.sessions.serializers.PickleSerializer"
    else:
        settings.SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
    store = import_module("django.contrib.sessions.backends.signed_cookies").SessionStore()
    store.update(data)
    store.save()
    response = HttpResponse()
    response.set_cookie(name, store.session_key)
    return wire(response, name)


LOGIN = {"_auth_user_id": "42", "_auth_user_backend": "django.contrib.auth.backends.ModelBackend", "_auth_user_hash": "ab" * 32}
vector("session-login", "django-signed-session", session(LOGIN), verified(LOGIN))
vector("session-own-name", "django-signed-session", session(LOGIN, name="shop"), verified(LOGIN))
vector("session-own-name-plain", "django-signed-session", session({"cart": [1, 2]}, name="shop"), verified({"cart": [1, 2]}))
vector("session-large", "django-signed-session", session({"rows": ["row"] * 300}), verified({"rows": ["row"] * 300}))
vector("session-unicode", "django-signed-session", session({"city": "Zürich 🍪", "f": 1.5, "n": None}), verified({"city": "Zürich 🍪", "f": 1.5, "n": None}))
vector("session-last-second", "django-signed-session", session(LOGIN), verified(LOGIN), now=NOW + 1209600)
vector("session-rotated", "django-signed-session", session(LOGIN), verified(LOGIN), secrets=(("new-key", "utf8"), (SECRET, "utf8")))
if django.VERSION < (5, 0):
    plain = {"user_id": 42, "name": "Zoë", "roles": ["a", "b"], "f": 1.0, "big": 7, "none": None, "deep": {"x": {"y": True}}}
    vector("session-pickle", "django-signed-session", session(plain, "pickle"), verified(plain), facts={"serializer": "pickle"})
    data = {"seen": datetime.datetime(2026, 1, 1, 8, 30, tzinfo=datetime.timezone.utc), "price": decimal.Decimal("19.90"), "raw": b"\xff", "pair": (1, 2)}
    shown = {
        "seen": {"$object": "datetime.datetime", "value": "2026-01-01T08:30:00+00:00"}, "price": {"$object": "decimal.Decimal", "value": "19.90"},
        "raw": {"$bytes": "ff"}, "pair": {"$tuple": [1, 2]},
    }
    vector("session-pickle-objects", "django-signed-session", session(data, "pickle"), verified(shown), facts={"serializer": "pickle"})

for id, name, value, salt in (
    ("plain", "theme", "dark", ""), ("unicode", "city", "Zürich", ""), ("salted", "uid", "42", "v1"), ("colons", "where", "a:b:c", ""),
    ("json", "prefs", '{"a": 1}', ""), ("base64-json", "packed", "eyJhIjoxfQ", ""), ("empty", "none", "", ""), ("long", "text", "x" * 400, "päper"),
):
    response = HttpResponse()
    response.set_signed_cookie(name, value, salt=salt)
    vector(f"cookie-{id}", "django-signed-cookie", wire(response, name), verified(value), settings={"salt": salt} if salt else {})


class Request:
    COOKIES = {}
    META = {}


def messages(*given):
    storage = CookieStorage(Request())
    for level, text, tags in given:
        storage.add(level, text, tags)
    response = HttpResponse()
    storage.update(response)
    return wire(response, "messages")


vector("messages-one", "django-messages", messages((constants.SUCCESS, "Saved!", "")), {"status": "verified"})
vector("messages-many", "django-messages", messages((constants.SUCCESS, "Gespeichert – ✓", ""), (constants.ERROR, mark_safe("<b>no</b>"), "big"), (constants.INFO, "x" * 200, "")), {"status": "verified"})
for count in range(3, 200, 40):
    vector(f"messages-cut-{count}", "django-messages", messages(*[(constants.INFO, f"message {n} about something", "") for n in range(count)]), {"status": "verified"})

vector("dumps", "django-signing", ("token", signing.dumps({"id": 5, "name": "Zoë"})), verified({"id": 5, "name": "Zoë"}))
vector("dumps-compressed", "django-signing", ("token", signing.dumps({"text": "x" * 300}, compress=True)), verified({"text": "x" * 300}))
vector("dumps-not-compressed", "django-signing", ("token", signing.dumps({"text": "x" * 300})), verified({"text": "x" * 300}))
vector("dumps-mail", "django-signing", ("token", signing.dumps("ada@example.org", salt="registration")), verified("ada@example.org"), settings={"salt": "registration"})
vector("dumps-limited", "django-signing", ("token", signing.dumps([1])), {"status": "rejected", "reason": "expired", "payload": [1]}, settings={"maxAgeSeconds": 59})
vector("signer", "django-signing", ("token", signing.Signer().sign("hello")), verified("hello", False))
vector("signer-mail", "django-signing", ("token", signing.Signer().sign("ada@example.org")), verified("ada@example.org", False))
vector("signer-salt", "django-signing", ("token", signing.Signer(salt="extra").sign("hello")), verified("hello", False), settings={"salt": "extra"})
vector("signer-separator", "django-signing", ("token", signing.Signer(sep="!").sign("hello")), verified("hello", False), settings={"separator": "!"})
vector("signer-separator-long", "django-signing", ("token", signing.Signer(sep="::").sign("hello")), verified("hello", False), settings={"separator": "::"})
vector("timestamp", "django-signing", ("token", signing.TimestampSigner().sign("hello")), verified("hello"))
vector("timestamp-number", "django-signing", ("token", signing.TimestampSigner(salt="s").sign("42")), verified("42"), settings={"salt": "s"})
if django.VERSION >= (3, 1):
    for algorithm in ("md5", "sha1", "sha224", "sha384", "sha512"):
        vector(f"signer-{algorithm}", "django-signing", ("token", signing.Signer(algorithm=algorithm).sign("hello")), verified("hello", False))
if django.VERSION >= (3, 2):
    vector("sign-object", "django-signing", ("token", signing.Signer().sign_object({"a": 1})), verified({"a": 1}, False))
    vector("timed-sign-object", "django-signing", ("token", signing.TimestampSigner(salt="s").sign_object({"a": 1})), verified({"a": 1}), settings={"salt": "s"})


def row(id, data, serializer="json"):
    settings.SESSION_SERIALIZER = f"django.contrib.sessions.serializers.{'Pickle' if serializer == 'pickle' else 'JSON'}Serializer"
    from django.contrib.sessions.backends.db import SessionStore
    store = SessionStore()
    value = store.encode(data)
    sid = "bj9z6q14gbv32bcaevsrzlk75b2wv1at"
    vector(f"row-{id}", "django-session-id", ("sessionid", sid), {"status": "read", "payload": {"sid": sid}}, secrets=(), facts={"secretNotForCookie": SECRET}, store={"column": "session_data", "value": value, "content": data})


row("login", LOGIN)
row("large", {"rows": ["row"] * 100})
if django.VERSION < (5, 0):
    row("pickle", {"user_id": 42, "roles": ["a"]}, "pickle")
merge(made)
