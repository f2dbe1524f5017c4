"""Pyramid's sessions, AuthTkt tickets and WebOb's signed values. pip install pyramid==2.1 webob==1.8.11, and again with pyramid==1.10.8 webob==1.8.7."""
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")
from pyramid import session as sessions
from pyramid.authentication import AuthTicket, AuthTktCookieHelper
from pyramid.request import Request
from pyramid.response import Response
from vectors import ISSUED, cookie_of, merge, rejected, secret, stop_clock, vector, verified
from webob.cookies import SignedSerializer

VERSION = version("pyramid")
WEBOB = version("webob")
SESSION = ("Pyramid", VERSION, "pyramid-session")
TICKET = ("Pyramid", VERSION, "auth-tkt")
SIGNED = ("WebOb", WEBOB, "webob-signed")
SECRET = "a-pyramid-secret"


def minted(data, factory):
    request = Request.blank("/")
    session = factory(request)
    session.update(data)
    response = Response()
    for callback in request.response_callbacks:
        callback(request, response)
    return [cookie_of(line) for line in response.headers.getall("Set-Cookie")]


def signed(key=SECRET, **options):
    return sessions.SignedCookieSessionFactory(key, **options)


def of(state, **more):
    return verified({"renewed": ISSUED, "created": ISSUED, "state": state}, issuedAt=ISSUED * 1000, **more)


def ticket(userid, tokens=(), address=None, **options):
    helper = AuthTktCookieHelper(SECRET, include_ip=address is not None, wild_domain=False, **options)
    request = Request.blank("/")
    request.environ["REMOTE_ADDR"] = address or "10.1.2.3"
    return [cookie_of(value) for name, value in helper.remember(request, userid, tokens=tokens) if name == "Set-Cookie"][:1]


def issued(payload):
    return verified(payload, issuedAt=ISSUED * 1000)


stop_clock()
state = {"user": "Zoë 🍪", "n": 7, "f": 2.5, "list": [1, None, True], "nested": {"a": {}}}
made = [
    vector(SESSION, f"pyramid-{VERSION}-state", minted(state, signed()), [secret(SECRET)], of(state)),
    vector(SESSION, f"pyramid-{VERSION}-latin1-secret", minted({"a": 1}, signed("gehëim")), [secret("gehëim")], of({"a": 1})),
    vector(SESSION, f"pyramid-{VERSION}-unicode-secret", minted({"a": 1}, signed("clé-🔑")), [secret("clé-🔑")], of({"a": 1})),
    vector(SESSION, f"pyramid-{VERSION}-no-timeout", minted({"a": 1}, signed(timeout=None)), [secret(SECRET)], of({"a": 1}), settings={"maxAgeSeconds": None}, now=(ISSUED + 10**7) * 1000),
    vector(SESSION, f"pyramid-{VERSION}-other-name", minted({"a": 1}, signed(cookie_name="sid")), [secret(SECRET)], of({"a": 1})),
    vector(SESSION, f"pyramid-{VERSION}-former-key", minted({"a": 1}, signed()), [secret("new"), secret(SECRET)], of({"a": 1})),
]
for digest in ("sha256", "sha1", "sha384", "md5"):
    made.append(vector(SESSION, f"pyramid-{VERSION}-{digest}", minted({"a": 1}, signed(hashalg=digest)), [secret(SECRET)], of({"a": 1}), facts={"digest": digest}))
if hasattr(sessions, "UnencryptedCookieSessionFactoryConfig"):
    factory = sessions.UnencryptedCookieSessionFactoryConfig(SECRET)
    made.append(vector(SESSION, f"pyramid-{VERSION}-unencrypted-factory", minted(state, factory), [secret(SECRET)], of(state)))

made += [
    vector(TICKET, f"pyramid-{VERSION}-tkt-text", ticket("zoë"), [secret(SECRET)], issued({"userid": "zoë", "tokens": [], "userData": "userid_type:b64unicode"})),
    vector(TICKET, f"pyramid-{VERSION}-tkt-bytes", ticket(b"\xff\x00"), [secret(SECRET)], issued({"userid": {"$bytes": "ff00"}, "tokens": [], "userData": "userid_type:b64str"})),
    vector(TICKET, f"pyramid-{VERSION}-tkt-tokens", ticket(7, ("admin", "staff")), [secret(SECRET)], issued({"userid": 7, "tokens": ["admin", "staff"], "userData": "userid_type:int"})),
    vector(TICKET, f"pyramid-{VERSION}-tkt-long-integer", ticket(2**70), [secret(SECRET)], issued({"userid": {"$bigint": str(2**70)}, "tokens": [], "userData": "userid_type:int"})),
    vector(TICKET, f"pyramid-{VERSION}-tkt-address", ticket(7, address="192.168.7.9"), [secret(SECRET)], issued({"userid": 7, "tokens": [], "userData": "userid_type:int"}), settings={"remoteAddress": "192.168.7.9"}),
    vector(TICKET, f"pyramid-{VERSION}-tkt-address-6", ticket(7, address="2001:db8::7"), [secret(SECRET)], issued({"userid": 7, "tokens": [], "userData": "userid_type:int"}), settings={"remoteAddress": "2001:db8::7"}),
    vector(TICKET, f"pyramid-{VERSION}-tkt-other-address", ticket(7, address="192.168.7.9"), [secret(SECRET)], rejected("bad-signature")),
    vector(TICKET, f"pyramid-{VERSION}-tkt-unicode-secret", [{"name": "auth_tkt", "value": AuthTicket("clé-🔑", "ada", "0.0.0.0", hashalg="sha512").cookie_value()}], [secret("clé-🔑")], issued({"userid": "ada", "tokens": [], "userData": ""})),
    vector(TICKET, f"pyramid-{VERSION}-tkt-plain", [{"name": "ticket", "value": AuthTicket(SECRET, "ada lovelace/7", "0.0.0.0", tokens=("a",), user_data="x=1").cookie_value()}], [secret(SECRET)], issued({"userid": "ada lovelace/7", "tokens": ["a"], "userData": "x=1"}), note="Paste's and mod_auth_tkt's use: MD5, no type"),
]
for digest in ("sha1", "sha224", "sha384"):
    made.append(vector(TICKET, f"pyramid-{VERSION}-tkt-{digest}", ticket("abcdef01", hashalg=digest), [secret(SECRET)], issued({"userid": "abcdef01", "tokens": [], "userData": "userid_type:b64unicode"}), facts={"digest": digest}))


def serialized(value, salt, key=SECRET, **options):
    return [{"name": "prefs", "value": SignedSerializer(key, salt, **options).dumps(value).decode()}]


values = {"object": {"a": [1, 2.5], "ü": "🍪"}, "list": [1, "two"], "number": 42, "true": True, "null": None}
for name, value in values.items():
    made.append(vector(SIGNED, f"webob-{WEBOB}-{name}", serialized(value, "prefs"), [secret(SECRET)], verified(value), settings={"salt": "prefs"}))
for digest in ("sha256", "sha1", "md5"):
    made.append(vector(SIGNED, f"webob-{WEBOB}-{digest}", serialized({"a": 1}, "prefs", hashalg=digest), [secret(SECRET)], verified({"a": 1}), settings={"salt": "prefs"}, facts={"digest": digest}))
made += [
    vector(SIGNED, f"webob-{WEBOB}-latin1", serialized({"a": 1}, "sält", "gehëim"), [secret("gehëim")], verified({"a": 1}), settings={"salt": "sält"}),
    vector(SIGNED, f"webob-{WEBOB}-latin1-salt-unicode-secret", serialized({"a": 1}, "sält", "clé-🔑"), [secret("clé-🔑")], verified({"a": 1}), settings={"salt": "sält"}),
]
merge(made)
