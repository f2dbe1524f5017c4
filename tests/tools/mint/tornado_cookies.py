"""Tornado's signed cookies and XSRF tokens. pip install tornado==6.6.1, and again with tornado==6.1."""
import base64
from importlib.metadata import version

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import Application, RequestHandler, create_signed_value
from vectors import ISSUED, cookie_of, merge, rejected, secret, stop_clock, vector, verified

VERSION = version("tornado")
MADE_BY = ("Tornado", VERSION, "tornado-signed-cookie")
SECRET = "a-tornado-cookie-secret"


class Connection:
    class context:
        remote_ip = "127.0.0.1"

    no_keep_alive = False

    def set_close_callback(self, callback):
        pass


def handler(**settings):
    request = HTTPServerRequest(method="GET", uri="/", headers=HTTPHeaders(), connection=Connection())
    return RequestHandler(Application([], **settings), request)


def minted(name, value, key=SECRET, sign_options=None, **settings):
    one = handler(cookie_secret=key, **settings)
    sign = getattr(one, "set_signed_cookie", None) or one.set_secure_cookie
    sign(name, value, **(sign_options or {}))
    return [cookie_of(morsel.OutputString()) for morsel in one._new_cookie.values()]


stop_clock()
issued = {"issuedAt": ISSUED * 1000}
made = [
    vector(MADE_BY, f"tornado-{VERSION}-json", minted("user", '{"id": 7, "name": "Zoë"}'), [secret(SECRET)], verified('{"id": 7, "name": "Zoë"}', **issued)),
    vector(MADE_BY, f"tornado-{VERSION}-empty", minted("user", ""), [secret(SECRET)], verified("", **issued)),
    vector(MADE_BY, f"tornado-{VERSION}-bytes", minted("blob", b"\xff\x00\x80"), [secret(SECRET)], verified({"$bytes": "ff0080"}, **issued)),
    vector(MADE_BY, f"tornado-{VERSION}-bar-in-value", minted("user", "a|b|c"), [secret(SECRET)], verified("a|b|c", **issued)),
    vector(MADE_BY, f"tornado-{VERSION}-key-versions", minted("user", "ada", {0: "zero", 12: "twelve"}, key_version=12), [secret("zero"), secret("twelve")], verified("ada", **issued), facts={"keyVersion": 12}),
    vector(MADE_BY, f"tornado-{VERSION}-unicode-secret", minted("user", "ada", "clé-🔑"), [secret("clé-🔑")], verified("ada", **issued)),
    vector(MADE_BY, f"tornado-{VERSION}-binary-secret", minted("user", "ada", b"\x00\xff\x10" * 10), [secret(b"\x00\xff\x10" * 10)], verified("ada", **issued)),
    vector(MADE_BY, f"tornado-{VERSION}-v1", minted("user", "ada", sign_options={"version": 1}), [secret(SECRET)], verified("ada", **issued)),
    vector(MADE_BY, f"tornado-{VERSION}-v1-padded", minted("login", "zoë!", sign_options={"version": 1}), [secret(SECRET)], verified("zoë!", **issued)),
    vector(MADE_BY, f"tornado-{VERSION}-old", minted("user", "ada"), [secret(SECRET)], rejected("expired", payload="ada", **issued), settings={"maxAgeSeconds": 59}),
    vector(MADE_BY, f"tornado-{VERSION}-future", minted("user", "ada"), [secret(SECRET)], verified("ada", **issued), now=(ISSUED - 86400) * 1000, note="version 2 does not look at times to come"),
]
v1 = create_signed_value(SECRET, "user", "ada", version=1).decode()
made.append(vector(MADE_BY, f"tornado-{VERSION}-v1-future", [{"name": "user", "value": v1}], [secret(SECRET)], rejected("not-yet-valid", payload="ada"), now=(ISSUED - 32 * 86400) * 1000))
moved = create_signed_value(SECRET, "user", "ada").decode()
made.append(vector(MADE_BY, f"tornado-{VERSION}-moved", [{"name": "admin", "value": moved}], [secret(SECRET)], rejected("wrong-name")))

xsrf = handler(xsrf_cookies=True)
token = xsrf.xsrf_token.decode()
mask, masked = (bytes.fromhex(part) for part in token.split("|")[1:3])
plain = bytes(byte ^ mask[i % 4] for i, byte in enumerate(masked)).hex()
made.append(vector(
    ("Tornado", VERSION, "tornado-xsrf"), f"tornado-{VERSION}-xsrf", [{"name": "_xsrf", "value": token}], [], {"status": "read", "payload": {"tokenHex": plain}, "issuedAt": ISSUED * 1000},
))
old = handler(xsrf_cookies=True, xsrf_cookie_version=1)
token = old.xsrf_token.decode()
made.append(vector(("Tornado", VERSION, "tornado-xsrf"), f"tornado-{VERSION}-xsrf-v1", [{"name": "_xsrf", "value": token}], [], {"status": "read", "payload": {"tokenHex": token}}))
merge(made)
