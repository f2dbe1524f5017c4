"""Whether the real frameworks read what the seals of tests/tools/seal-vectors.ts hold: a line of JSON for each value on standard input.
pip install starlette==1.0.0 tornado==6.6.1 bottle==0.13.4 pyramid==2.1 webob==1.8.11 beaker==1.14.1 pycryptodome==4.4.0 aiohttp-session==2.12.1 pynacl==1.6.2 litestar==2.25.0"""
import asyncio, collections, datetime, decimal, hashlib, importlib.metadata, json, sys, time, warnings
from http.cookies import SimpleCookie

warnings.simplefilter("ignore")


def python(value):
    """The payload as Python holds it; what else there is has no plain form."""
    if isinstance(value, list):
        return [python(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"$bigint"}:
        return int(value["$bigint"])
    if set(value) == {"$bytes"}:
        return bytes.fromhex(value["$bytes"])
    if set(value) == {"$tuple"}:
        return tuple(python(value["$tuple"]))
    if value.get("$object") == "datetime.date":
        return datetime.date.fromisoformat(value["value"])
    if value.get("$object") == "datetime.datetime":
        return datetime.datetime.fromisoformat(value["value"])
    if value.get("$object") == "decimal.Decimal":
        return decimal.Decimal(value["value"])
    return {key: python(item) for key, item in value.items()}


def key_of(secret):
    value = secret["value"]
    return value if secret["encoding"] == "utf8" else bytes.fromhex(value)


def keys(line, field="secret"):
    return [key_of(one) for one in line["secrets"] if one["field"] == field]


def only(line):
    return next(one for one in line["cookies"] if one["value"] is not None)


def header(line):
    return "; ".join(f"{one['name']}={one['value']}" for one in line["cookies"] if one["value"] is not None)


def unquoted(line):
    """The value as a framework sees it that reads with http.cookies."""
    jar = SimpleCookie(header(line))
    return jar[only(line)["name"]].value


def starlette(line, key):
    from starlette.middleware.sessions import SessionMiddleware
    seen = {}

    async def app(scope, receive, send):
        seen.update(scope["session"])

    scope = {"type": "http", "headers": [(b"cookie", header(line).encode())], "method": "GET", "path": "/", "query_string": b""}
    asyncio.run(SessionMiddleware(app, key, session_cookie=only(line)["name"], max_age=None if "maxAgeSeconds" in line["settings"] else 1209600)(scope, None, None))
    return seen


def tornado(line, key):
    from tornado.web import decode_signed_value, get_signature_key_version
    value = unquoted(line)
    version = get_signature_key_version(value)
    read = decode_signed_value({version: key} if version else key, only(line)["name"], value)
    if read is None:
        return None
    try:
        return read.decode()
    except UnicodeDecodeError:
        return read


def bottle(line, key):
    from bottle import LocalRequest
    name = only(line)["name"]
    request = LocalRequest({"HTTP_COOKIE": header(line)})
    digest = line["facts"]["digest"].replace("-", "").lower()
    if importlib.metadata.version("bottle") < "0.13":
        return request.get_cookie(name, secret=key) if digest == "md5" else NotImplemented
    return request.get_cookie(name, secret=key, digestmod=getattr(hashlib, digest))


def pyramid(line, key):
    from pyramid import session as sessions
    from pyramid.request import Request
    facts = line["facts"]
    request = Request.blank("/", headers={"Cookie": header(line)})
    common = {"cookie_name": only(line)["name"], "timeout": None}
    if "salt" not in facts:
        if not hasattr(sessions, "UnencryptedCookieSessionFactoryConfig"):
            return NotImplemented
        session = sessions.UnencryptedCookieSessionFactoryConfig(key, **common)(request)
    else:
        if facts["serializer"] != "JSON" and not hasattr(sessions, "PickleSerializer"):
            return NotImplemented
        serializer = sessions.JSONSerializer() if facts["serializer"] == "JSON" else sessions.PickleSerializer()
        digest = facts["digest"].replace("-", "").lower()
        session = sessions.SignedCookieSessionFactory(key, salt=facts["salt"], hashalg=digest, serializer=serializer, **common)(request)
    assert session.renewed == line["nowMs"] // 1000
    return {"renewed": line["payload"]["renewed"], "created": session.created, "state": dict(session)}


def webob(line, key):
    from webob.cookies import SignedSerializer
    return SignedSerializer(key, line["facts"]["salt"], hashalg=line["facts"]["digest"].replace("-", "").lower()).loads(only(line)["value"].encode())


def auth_tkt(line, key):
    from pyramid.authentication import AuthTktCookieHelper, parse_ticket
    from pyramid.request import Request
    digest = line["facts"]["digest"].replace("-", "").lower()
    address = line["settings"].get("remoteAddress")
    request = Request.blank("/", headers={"Cookie": header(line)})
    request.environ["REMOTE_ADDR"] = address or "10.0.0.1"
    found = AuthTktCookieHelper(key, cookie_name=only(line)["name"], include_ip=address is not None, hashalg=digest).identify(request)
    return found and {"userid": found["userid"], "tokens": [one for one in found["tokens"] if one], "userData": found["userdata"]}


def beaker_sid(line, key):
    from beaker.session import Session
    return {"sid": Session({"cookie": header(line)}, type="memory", secret=key, key=only(line)["name"], use_cookies=True).id}


def beaker_cookie(line, key):
    from beaker.session import CookieSession
    facts, options = line["facts"], {}
    if "cipher" in facts:
        value = only(line)["value"].strip('"')[40:]
        nonce = value[:24] if value[22:24] == "==" else value[: value.find("=") + 1] if "=" in value[:60] else None
        bits = {24: 128, 44: 256}.get(len(nonce or ""))
        sizes = [bits] if bits else [48, 96]
        options = {"encrypt_key": keys(line, "encryptKey")[0], "crypto_type": "pycrypto" if facts["cipher"].endswith("CTR") else "cryptography"}
    else:
        sizes = [128]
    serializer = "json" if facts["serializer"] == "JSON" else "pickle"
    for size in sizes:
        try:
            session = CookieSession({"cookie": header(line)}, validate_key=key, key=only(line)["name"], data_serializer=serializer, encrypt_nonce_bits=size, **options)
            return {**session.accessed_dict, "_accessed_time": line["payload"]["_accessed_time"]}
        except Exception:
            continue
    return None


def aiohttp(line, key, storage_of):
    from aiohttp.test_utils import make_mocked_request
    storage = storage_of(key, only(line)["name"])
    session = asyncio.run(storage.load_session(make_mocked_request("GET", "/", headers={"Cookie": header(line)})))
    return None if session.new else {"created": session.created, "session": dict(session)}


def fernet(line, key):
    from aiohttp_session.cookie_storage import EncryptedCookieStorage
    if isinstance(key, str) and len(key) == 32:
        key = key.encode()
    return aiohttp(line, key, lambda key, name: EncryptedCookieStorage(key, cookie_name=name))


def nacl(line, key):
    from aiohttp_session.nacl_storage import NaClCookieStorage
    return aiohttp(line, key.encode() if isinstance(key, str) else key, lambda key, name: NaClCookieStorage(key, cookie_name=name))


def litestar(line, key):
    from litestar.middleware.session.client_side import ClientSideSessionBackend, CookieBackendConfig
    jar = SimpleCookie(header(line))
    backend = ClientSideSessionBackend(CookieBackendConfig(secret=key.encode() if isinstance(key, str) else key))
    return backend.load_data([jar[name].value.encode() for name in sorted(jar)])


READERS = {
    "starlette": starlette, "tornado-signed-cookie": tornado, "bottle-signed-cookie": bottle, "pyramid-session": pyramid, "webob-signed": webob, "auth-tkt": auth_tkt,
    "beaker-sid": beaker_sid, "beaker-cookie": beaker_cookie, "aiohttp-session-fernet": fernet, "aiohttp-session-nacl": nacl, "litestar": litestar,
}


def judge(readers):
    counts = collections.Counter()
    for text in sys.stdin:
        line = json.loads(text)
        expected = python(line["payload"])
        now = line["nowMs"] / 1000
        time.time = lambda: now
        read = None
        for key in keys(line, "validateKey" if line["format"] == "beaker-cookie" else "secret"):
            try:
                read = readers[line["format"]](line, key)
            except Exception as error:
                read = error
            if read == expected or read is NotImplemented:
                break
        verdict = "not of this version" if read is NotImplemented else "accepted" if read == expected else "refused"
        counts[line["format"], verdict] += 1
        if verdict == "refused":
            print(f"{line['id']}: wanted {str(expected)[:200]}, read {str(read)[:200]}")
    for (format, verdict), count in sorted(counts.items()):
        print(f"{format}: {count} {verdict}")
    sys.exit(any(verdict == "refused" for _, verdict in counts))


if __name__ == "__main__":
    judge(READERS)
