"""Sessions of Starlette's SessionMiddleware. pip install "starlette==1.0.0" itsdangerous==2.2.0 httpx, and again with "starlette==0.20.4" itsdangerous==1.1.0."""
import asyncio
from importlib.metadata import version

import starlette.middleware.sessions as sessions
from vectors import ISSUED, cookie_of, merge, rejected, secret, stop_clock, vector, verified

VERSION = version("starlette")
MADE_BY = ("Starlette", VERSION, "starlette")
SECRET = "a-starlette-secret"


def minted(data, key=SECRET, **options):
    async def app(scope, receive, send):
        scope["session"].update(data)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sent = []

    async def run():
        async def send(message):
            sent.append(message)

        async def receive():
            return {"type": "http.request"}

        scope = {"type": "http", "headers": [], "method": "GET", "path": "/", "query_string": b""}
        await sessions.SessionMiddleware(app, key, **options)(scope, receive, send)

    asyncio.run(run())
    return [cookie_of(value.decode("latin1")) for name, value in sent[0]["headers"] if name == b"set-cookie"]


stop_clock()
payloads = {
    "nested": {"user": {"id": 7, "roles": ["admin", "staff"]}, "cart": [[1, 2.5], []], "none": None, "yes": True},
    "unicode": {"city": "Zürich 🍪", "quote": 'a "b", c: d', "del": "\x7f"},
    "numbers": {"float": 3.0, "tiny": 1e-7, "negative": -1, "zero": 0},
    "padding-1": {"a": "xx"},
    "padding-0": {"a": "xxxx"},
    "long": {"text": "y" * 2500},
}
made = [vector(MADE_BY, f"starlette-{VERSION}-{name}", minted(data), [secret(SECRET)], verified(data, issuedAt=ISSUED * 1000)) for name, data in payloads.items()]
made.append(vector(
    MADE_BY, f"starlette-{VERSION}-long-integer", minted({"id": 2**63}), [secret(SECRET)], verified({"id": {"$bigint": str(2**63)}}, issuedAt=ISSUED * 1000),
))
simple = minted({"user": "ada"})
made += [
    vector(MADE_BY, f"starlette-{VERSION}-former-key", simple, [secret("the-new-key"), secret(SECRET)], verified({"user": "ada"})),
    vector(MADE_BY, f"starlette-{VERSION}-unicode-secret", minted({"user": "ada"}, "clé-🔑"), [secret("clé-🔑")], verified({"user": "ada"})),
    vector(MADE_BY, f"starlette-{VERSION}-no-limit", minted({"user": "ada"}, max_age=None), [secret(SECRET)], verified({"user": "ada"}), settings={"maxAgeSeconds": None}, now=(ISSUED + 10**8) * 1000),
    vector(MADE_BY, f"starlette-{VERSION}-short-limit", simple, [secret(SECRET)], rejected("expired", payload={"user": "ada"}), settings={"maxAgeSeconds": 59}),
]
merge(made)
