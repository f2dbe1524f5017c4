"""What Django reads."""
import json
import zlib

import django
from django.conf import settings

settings.configure(SECRET_KEY="set for each value", INSTALLED_APPS=["django.contrib.sessions", "django.contrib.messages"], USE_TZ=True)
django.setup()
from django.contrib.messages.storage.cookie import CookieStorage, MessageEncoder
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core import signing
from django.http import HttpRequest, parse_cookie
from wire import digest_name, only, unquoted


def request_with(question):
    request = HttpRequest()
    request.COOKIES = parse_cookie(f"{only(question)['name']}={only(question)['value']}")
    return request


def under(read):
    def reader(question, key):
        settings.SECRET_KEY = key
        return read(question, key)
    return reader


def session(question, _key):
    settings.SESSION_SERIALIZER = f"django.contrib.sessions.serializers.{'Pickle' if question['facts']['serializer'] == 'pickle' else 'JSON'}Serializer"
    return SessionStore(unquoted(question)).load() or None


def cookie(question, _key):
    return request_with(question).get_signed_cookie(only(question)["name"], salt=question["settings"].get("salt", ""))


def messages(question, _key):
    found, complete = CookieStorage(request_with(question))._get()
    # The list as the wire has it: Django's own encoder writes what Django has read.
    return (json.loads(MessageEncoder().encode(found)) + ([] if complete else [CookieStorage.not_finished])) if found else None


def signed(question, key):
    facts = question["facts"]
    for kind in (signing.TimestampSigner, signing.Signer):
        try:
            signer = kind(key=key, salt=facts["salt"], sep=facts["separator"], algorithm=digest_name(question))
            text = signer.unsign(unquoted(question))
        except (signing.BadSignature, ValueError):  # ValueError: no timestamp
            continue
        if facts["serializer"] == "text":
            return text
        packed = signing.b64_decode(text.lstrip(".").encode())
        return signing.JSONSerializer().loads(zlib.decompress(packed) if text.startswith(".") else packed)
    return None


READERS = {
    name: under(read)
    for name, read in {"django-signed-session": session, "django-signed-cookie": cookie, "django-messages": messages, "django-signing": signed}.items()
}
