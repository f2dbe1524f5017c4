"""Bottle's signed cookies. pip install bottle==0.13.4, and again with bottle==0.12.25."""
import hashlib
import warnings
from importlib.metadata import version

from bottle import BaseResponse
from vectors import cookie_of, merge, rejected, secret, vector, verified

warnings.simplefilter("ignore")
VERSION = version("bottle")
MADE_BY = ("Bottle", VERSION, "bottle-signed-cookie")
SECRET = "a-bottle-secret"


def minted(name, value, key=SECRET, **options):
    response = BaseResponse()
    response.set_cookie(name, value, secret=key, **options)
    return [cookie_of(line) for header, line in response.headerlist if header == "Set-Cookie"]


made = [
    vector(MADE_BY, f"bottle-{VERSION}-unicode", minted("account", "Zürich 🍪"), [secret(SECRET)], verified("Zürich 🍪")),
    vector(MADE_BY, f"bottle-{VERSION}-numbers", minted("account", {"n": 2**40, "f": 3.0, "neg": -5, "none": None, "yes": True}), [secret(SECRET)], verified({"n": 2**40, "f": 3.0, "neg": -5, "none": None, "yes": True})),
    vector(MADE_BY, f"bottle-{VERSION}-long-integer", minted("account", 2**70), [secret(SECRET)], verified({"$bigint": str(2**70)})),
    vector(MADE_BY, f"bottle-{VERSION}-tuple", minted("account", ("ada", 1)), [secret(SECRET)], verified({"$tuple": ["ada", 1]})),
    vector(MADE_BY, f"bottle-{VERSION}-bytes", minted("account", b"\xff\x00"), [secret(SECRET)], verified({"$bytes": "ff00"})),
    vector(MADE_BY, f"bottle-{VERSION}-former-key", minted("account", "ada"), [secret("new"), secret(SECRET)], verified("ada")),
]
moved = [{"name": "admin", "value": minted("account", "ada")[0]["value"]}]
made.append(vector(MADE_BY, f"bottle-{VERSION}-moved", moved, [secret(SECRET)], rejected("wrong-name")))
if VERSION >= "0.13":
    for digest in ("sha1", "sha512", "md5"):
        made.append(vector(MADE_BY, f"bottle-{VERSION}-{digest}", minted("account", "ada", digestmod=getattr(hashlib, digest)), [secret(SECRET)], verified("ada"), facts={"digest": digest}))
merge(made)
