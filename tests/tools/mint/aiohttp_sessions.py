"""aiohttp-session in its cookie storages. pip install aiohttp-session==2.12.1 cryptography==50.0.2 pynacl==1.6.2, and again with aiohttp-session==2.11.0."""
import asyncio
import base64
import json
from importlib.metadata import version

from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from aiohttp_session import SESSION_KEY, Session, SimpleCookieStorage
from aiohttp_session.cookie_storage import EncryptedCookieStorage
from aiohttp_session.nacl_storage import NaClCookieStorage
from vectors import ISSUED, cookie_of, merge, rejected, secret, stop_clock, vector, verified

VERSION = version("aiohttp-session")
KEY = bytes(range(200, 232))


def minted(storage, data):
    async def run():
        response = web.Response()
        session = Session(None, data=None, new=True, max_age=storage.max_age)
        session.update(data)
        await storage.save_session(make_mocked_request("GET", "/"), response, session)
        return [cookie_of(morsel.OutputString()) for morsel in response.cookies.values()]

    return asyncio.run(run())


def of(data, **more):
    return verified({"created": ISSUED, "session": data}, issuedAt=ISSUED * 1000, **more)


def made_by(kind):
    return ("aiohttp-session", VERSION, f"aiohttp-session-{kind}")


stop_clock()
data = {"user": "Zoë 🍪", "f": 3.0, "list": [1, None, True], "nested": {"a, b": ": "}}
text_key = "Thirty  two  length  bytes  key."
made = [
    vector(made_by("fernet"), f"aiohttp-session-{VERSION}-data", minted(EncryptedCookieStorage(KEY), data), [secret(KEY)], of(data)),
    vector(made_by("fernet"), f"aiohttp-session-{VERSION}-text-key", minted(EncryptedCookieStorage(text_key.encode()), data), [secret(text_key)], of(data)),
    vector(made_by("fernet"), f"aiohttp-session-{VERSION}-base64-key", minted(EncryptedCookieStorage(base64.urlsafe_b64encode(KEY).decode()), data), [secret(base64.urlsafe_b64encode(KEY).decode())], of(data)),
    vector(made_by("fernet"), f"aiohttp-session-{VERSION}-former-key", minted(EncryptedCookieStorage(KEY), data), [secret(bytes(32)), secret(KEY)], of(data)),
    vector(made_by("fernet"), f"aiohttp-session-{VERSION}-compact", minted(EncryptedCookieStorage(KEY, encoder=lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)), data), [secret(KEY)], of(data)),
    vector(made_by("fernet"), f"aiohttp-session-{VERSION}-future", minted(EncryptedCookieStorage(KEY, max_age=600), data), [secret(KEY)], rejected("not-yet-valid"), settings={"maxAgeSeconds": 600}, now=(ISSUED - 61) * 1000, note="the clock may be 60 seconds late"),
    vector(made_by("fernet"), f"aiohttp-session-{VERSION}-skew", minted(EncryptedCookieStorage(KEY, max_age=600), data), [secret(KEY)], of(data), settings={"maxAgeSeconds": 600}, now=(ISSUED - 60) * 1000),
    vector(made_by("nacl"), f"aiohttp-session-{VERSION}-nacl-data", minted(NaClCookieStorage(KEY), data), [secret(KEY)], of(data)),
    vector(made_by("nacl"), f"aiohttp-session-{VERSION}-nacl-text-key", minted(NaClCookieStorage(text_key.encode()), data), [secret(text_key)], of(data)),
    vector(made_by("nacl"), f"aiohttp-session-{VERSION}-nacl-other-name", minted(NaClCookieStorage(KEY, cookie_name="sid"), data), [secret(KEY)], of(data)),
    vector(made_by("nacl"), f"aiohttp-session-{VERSION}-nacl-wrong-key", minted(NaClCookieStorage(KEY), data), [secret(bytes(32))], rejected("decrypt-failed")),
    vector(made_by("nacl"), f"aiohttp-session-{VERSION}-nacl-late", minted(NaClCookieStorage(KEY, max_age=59), data), [secret(KEY)], rejected("expired", payload={"created": ISSUED, "session": data}), settings={"maxAgeSeconds": 59}),
    vector(made_by("plain"), f"aiohttp-session-{VERSION}-plain-data", minted(SimpleCookieStorage(), data), [], {"status": "read", "payload": {"created": ISSUED, "session": data}, "issuedAt": ISSUED * 1000}),
]
merge(made)
