"""Beaker's sessions. pip install beaker==1.14.1 cryptography==50.0.2 pycryptodome==4.4.0, and again with beaker==1.11.0."""
import datetime
from importlib.metadata import version

from beaker.session import CookieSession, Session
from vectors import ISSUED, cookie_of, merge, rejected, secret, stop_clock, vector, verified

VERSION = version("beaker")
SID = ("Beaker", VERSION, "beaker-sid")
COOKIE = ("Beaker", VERSION, "beaker-cookie")
VALIDATE = "a-validate-key"
ENCRYPT = "an-encrypt-key"
OWN = {"payloadIsSubset": True, "issuedAt": ISSUED * 1000}


def minted(data, **options):
    request = {"cookie": ""}
    session = CookieSession(request, validate_key=VALIDATE, **options)
    session.update(data)
    session.save()
    return [cookie_of(request["cookie_out"])]


def keys(encrypt=True):
    return [secret(VALIDATE, "validateKey")] + ([secret(ENCRYPT, "encryptKey")] if encrypt else [])


stop_clock()
plain = {"user": "Zoë 🍪", "n": 7, "f": 2.5, "list": [1, None, True]}
made = []
for serializer in ("json", "pickle"):
    made.append(vector(COOKIE, f"beaker-{VERSION}-{serializer}", minted(plain, data_serializer=serializer), keys(False), verified(plain, **OWN), facts={"serializer": serializer}))
    for crypto in ("pycrypto", "cryptography"):
        for bits in (48, 96, 128, 256):
            name = f"beaker-{VERSION}-{serializer}-{crypto}-{bits}"
            cookies = minted(plain, data_serializer=serializer, encrypt_key=ENCRYPT, crypto_type=crypto, encrypt_nonce_bits=bits)
            made.append(vector(COOKIE, name, cookies, keys(), verified(plain, **OWN), facts={"serializer": serializer, "cryptoType": crypto, "nonceBits": bits}))
made += [
    vector(COOKIE, f"beaker-{VERSION}-pickled-date", minted({"since": datetime.date(2026, 1, 2), "raw": b"\xff"}), keys(False), verified({"raw": {"$bytes": "ff"}, "since": {"$object": "datetime.date", "value": "2026-01-02"}}, **OWN)),
    vector(COOKIE, f"beaker-{VERSION}-former-key", minted(plain, data_serializer="json"), [secret("new", "validateKey")] + keys(False), verified(plain, **OWN)),
    vector(COOKIE, f"beaker-{VERSION}-late", minted(plain, data_serializer="json", timeout=59), keys(False), rejected("expired", payload=plain, **OWN), settings={"maxAgeSeconds": 59}),
    vector(COOKIE, f"beaker-{VERSION}-wrong-encrypt-key", minted(plain, encrypt_key=ENCRYPT, crypto_type="cryptography"), [secret(VALIDATE, "validateKey"), secret("other", "encryptKey")], rejected("decrypt-failed")),
]


def server_side(**options):
    request = {"cookie": ""}
    session = Session(request, type="memory", use_cookies=True, **options)
    session.save()
    return session.id, [cookie_of(request["cookie_out"])]


sid, cookies = server_side(secret="a-sid-secret")
made.append(vector(SID, f"beaker-{VERSION}-sid", cookies, [secret("a-sid-secret")], verified({"sid": sid})))
made.append(vector(SID, f"beaker-{VERSION}-sid-former-key", cookies, [secret("new"), secret("a-sid-secret")], verified({"sid": sid})))
sid, cookies = server_side(secret="clé-🔑", key="sid")
made.append(vector(SID, f"beaker-{VERSION}-sid-unicode-secret", cookies, [secret("clé-🔑")], verified({"sid": sid})))
sid, cookies = server_side()
made.append(vector(SID, f"beaker-{VERSION}-sid-unsigned", cookies, [secret("a-sid-secret")], rejected("missing-signature")))
merge(made)
