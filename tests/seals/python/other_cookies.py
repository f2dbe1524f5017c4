"""What Starlette, Tornado, Bottle, Pyramid, WebOb, Beaker, aiohttp-session and Litestar read."""
import asyncio
import hashlib
from http.cookies import SimpleCookie

from aiohttp.test_utils import make_mocked_request
from aiohttp_session.cookie_storage import EncryptedCookieStorage
from aiohttp_session.nacl_storage import NaClCookieStorage
from beaker.session import CookieSession, Session
from bottle import LocalRequest
from litestar.middleware.session.client_side import ClientSideSessionBackend, CookieBackendConfig
from pyramid import session as pyramid_sessions
from pyramid.authentication import AuthTktCookieHelper
from pyramid.request import Request
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Route
from tornado.web import decode_signed_value, get_signature_key_version
from webob.cookies import SignedSerializer
from wire import digest_name, header, keys, only, unquoted


def starlette(question, key):
    seen = {}

    async def page(request):
        seen.update(request.session)
        return JSONResponse({})

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_message):
        pass

    max_age = None if "maxAgeSeconds" in question["settings"] else 1209600
    app = Starlette(routes=[Route("/", page)], middleware=[Middleware(SessionMiddleware, secret_key=key, session_cookie=only(question)["name"], max_age=max_age)])
    scope = {"type": "http", "headers": [(b"cookie", header(question).encode())], "method": "GET", "path": "/", "query_string": b""}
    asyncio.run(app(scope, receive, send))
    return seen or None


def tornado(question, key):
    value = unquoted(question)
    version = get_signature_key_version(value)
    read = decode_signed_value({version: key} if version else key, only(question)["name"], value)
    if read is None:
        return None
    try:
        return read.decode()
    except UnicodeDecodeError:
        return read


def bottle(question, key):
    return LocalRequest({"HTTP_COOKIE": header(question)}).get_cookie(only(question)["name"], secret=key, digestmod=getattr(hashlib, digest_name(question)))


def pyramid(question, key):
    facts = question["facts"]
    serializer = pyramid_sessions.JSONSerializer() if facts["serializer"] == "JSON" else pyramid_sessions.PickleSerializer()
    factory = pyramid_sessions.SignedCookieSessionFactory(key, salt=facts["salt"], hashalg=digest_name(question), serializer=serializer, cookie_name=only(question)["name"], timeout=None)
    session = factory(Request.blank("/", headers={"Cookie": header(question)}))
    return {"renewed": session.renewed, "created": session.created, "state": dict(session)} if not session.new else None


def webob(question, key):
    return SignedSerializer(key, question["facts"]["salt"], hashalg=digest_name(question)).loads(only(question)["value"].encode())


def auth_tkt(question, key):
    address = question["settings"].get("remoteAddress")
    request = Request.blank("/", headers={"Cookie": header(question)})
    request.environ["REMOTE_ADDR"] = address or "10.0.0.1"
    found = AuthTktCookieHelper(key, cookie_name=only(question)["name"], include_ip=address is not None, hashalg=digest_name(question)).identify(request)
    return found and {"userid": found["userid"], "tokens": [one for one in found["tokens"] if one], "userData": found["userdata"]}


def beaker_sid(question, key):
    """An id is read when it opens the session that is stored under it."""
    options = {"type": "memory", "namespace_args": {}, "key": only(question)["name"], "use_cookies": True}
    stored = Session({}, id=question["storedId"], **options)
    stored["user"] = "stored"
    stored.save()
    session = Session({"cookie": header(question)}, secret=key, **options)
    return {"sid": session.id} if session.get("user") == "stored" else None


def beaker_cookie(question, key):
    facts, options, sizes = question["facts"], {}, [128]
    if "cipher" in facts:
        # The nonce's length is configuration: the wire shows it where the nonce is padded.
        value = only(question)["value"].strip('"')[40:]
        nonce = value[:24] if value[22:24] == "==" else value[: value.find("=") + 1] if "=" in value[:60] else ""
        bits = {24: 128, 44: 256}.get(len(nonce))
        sizes = [bits] if bits else [48, 96]
        options = {"encrypt_key": keys(question, "encryptKey")[0], "crypto_type": "pycrypto" if facts["cipher"].endswith("CTR") else "cryptography"}
    options["data_serializer"] = "json" if facts["serializer"] == "JSON" else "pickle"
    for size in sizes:
        try:
            session = CookieSession({"cookie": header(question)}, validate_key=key, key=only(question)["name"], encrypt_nonce_bits=size, **options)
        except Exception:
            continue
        if not session.is_new:
            return dict(session.accessed_dict)
    return None


def aiohttp(question, storage):
    session = asyncio.run(storage.load_session(make_mocked_request("GET", "/", headers={"Cookie": header(question)})))
    return None if session.new else {"created": session.created, "session": dict(session)}


def fernet(question, key):
    key = key.encode() if isinstance(key, str) and len(key) == 32 else key
    return aiohttp(question, EncryptedCookieStorage(key, cookie_name=only(question)["name"]))


def nacl(question, key):
    return aiohttp(question, NaClCookieStorage(key.encode() if isinstance(key, str) else key, cookie_name=only(question)["name"]))


def litestar(question, key):
    jar = SimpleCookie(header(question))
    backend = ClientSideSessionBackend(CookieBackendConfig(secret=key.encode() if isinstance(key, str) else key))
    return backend.load_data([jar[name].value.encode() for name in sorted(jar)]) or None


READERS = {
    "starlette": starlette, "tornado-signed-cookie": tornado, "bottle-signed-cookie": bottle, "pyramid-session": pyramid, "webob-signed": webob, "auth-tkt": auth_tkt,
    "beaker-sid": beaker_sid, "beaker-cookie": beaker_cookie, "aiohttp-session-fernet": fernet, "aiohttp-session-nacl": nacl, "litestar": litestar,
}
