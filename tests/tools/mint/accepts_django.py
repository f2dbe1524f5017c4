"""Whether Django reads what the seals of tests/tools/seal-vectors.ts hold: a line of JSON for each value on standard input.
pip install django==5.2.8, or an older one: it judges the vectors of its own version only."""
import json, zlib

import django
from accepts import judge, only, unquoted
from django.conf import settings

settings.configure(SECRET_KEY="set for each value", INSTALLED_APPS=["django.contrib.sessions", "django.contrib.messages"], USE_TZ=True)
django.setup()
from django.contrib.messages.storage.cookie import CookieStorage, MessageEncoder
from django.core import signing
from django.http import HttpRequest, parse_cookie

VERSION = ".".join(django.get_version().split(".")[:2])


def request_with(line):
    request = HttpRequest()
    request.COOKIES = parse_cookie(f"{only(line)['name']}={only(line)['value']}")
    return request


def of_this_version(read):
    def reader(line, key):
        if not line["version"].startswith(VERSION + "."):
            return NotImplemented
        settings.SECRET_KEY = key
        return read(line, key)
    return reader


def session(line, key):
    from django.contrib.sessions.backends.signed_cookies import SessionStore
    settings.SESSION_SERIALIZER = f"django.contrib.sessions.serializers.{'Pickle' if line['facts']['serializer'] == 'pickle' else 'JSON'}Serializer"
    return SessionStore(unquoted(line)).load() or None


def cookie(line, key):
    return request_with(line).get_signed_cookie(only(line)["name"], salt=line["settings"].get("salt", ""))


def messages(line, key):
    found, complete = CookieStorage(request_with(line))._get()
    # The list as the wire has it: Django's own encoder writes what it has read.
    return found and json.loads(MessageEncoder().encode(found)) + ([] if complete else [CookieStorage.not_finished])


def signed(line, key):
    facts = line["facts"]
    algorithm = facts["digest"].replace("-", "").lower()
    options = {"salt": facts["salt"], "sep": facts["separator"], **({"algorithm": algorithm} if django.VERSION >= (3, 1) else {})}
    if django.VERSION >= (4, 2):
        options["key"] = key
    for kind in (signing.TimestampSigner, signing.Signer):
        try:
            signer = kind(**options)
            text = signer.unsign(unquoted(line))
        except (signing.BadSignature, ValueError):  # ValueError: no timestamp
            continue
        if facts["serializer"] == "text":
            return text
        packed = signing.b64_decode(text.lstrip(".").encode())
        return signing.JSONSerializer().loads(zlib.decompress(packed) if text.startswith(".") else packed)
    return None


if __name__ == "__main__":
    judge({name: of_this_version(read) for name, read in {
        "django-signed-session": session, "django-signed-cookie": cookie, "django-messages": messages, "django-signing": signed,
    }.items()})
