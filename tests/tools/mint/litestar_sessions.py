"""Litestar's client-side sessions. pip install litestar==2.25.0 cryptography==50.0.2."""
import random
from importlib.metadata import version

from litestar.middleware.session.client_side import ClientSideSessionBackend, CookieBackendConfig
from vectors import ISSUED, cookie_of, merge, rejected, secret, stop_clock, vector, verified

VERSION = version("litestar")
MADE_BY = ("Litestar", VERSION, "litestar")
KEY = bytes(range(64, 96))


def minted(data, secret_key=KEY, **options):
    backend = ClientSideSessionBackend(CookieBackendConfig(secret=secret_key, **options))
    return [cookie_of(cookie.to_header(header="").strip()) for cookie in backend._create_session_cookies(backend.dump_data(data))]


stop_clock()
random.seed(7)
expires = {"expiresAt": (ISSUED + 1209600) * 1000}
data = {"user": "Zoë 🍪", "f": 3.0, "list": [1, None, True], "nested": {"a": {}}}
noise = "".join(random.choice("abcdefghijklmnop") for _ in range(11 * 3100))
made = [
    vector(MADE_BY, f"litestar-{VERSION}-data", minted(data), [secret(KEY)], verified(data, **expires)),
    vector(MADE_BY, f"litestar-{VERSION}-aes192", minted(data, KEY[:24]), [secret(KEY[:24])], verified(data, **expires)),
    vector(MADE_BY, f"litestar-{VERSION}-text-key", minted(data, b"a sixteen b. key"), [secret("a sixteen b. key")], verified(data, **expires)),
    vector(MADE_BY, f"litestar-{VERSION}-former-key", minted(data), [secret(bytes(32)), secret(KEY)], verified(data, **expires)),
    vector(MADE_BY, f"litestar-{VERSION}-other-name", minted(data, key="sid"), [secret(KEY)], verified(data, **expires)),
    vector(MADE_BY, f"litestar-{VERSION}-ten-chunks", minted({"noise": noise[: 9 * 3000]}), [secret(KEY)], verified({"noise": noise[: 9 * 3000]}, **expires)),
    vector(MADE_BY, f"litestar-{VERSION}-twelve-chunks", minted({"noise": noise}), [secret(KEY)], rejected("policy"), note="the reader joins session-10 before session-2"),
    vector(MADE_BY, f"litestar-{VERSION}-last-second", minted(data, max_age=61), [secret(KEY)], verified(data)),
]
lost = minted({"noise": noise[:9000]})
made.append(vector(MADE_BY, f"litestar-{VERSION}-lost-chunk", lost[:1] + lost[2:], [secret(KEY)], rejected("truncated", statusAlso=["unrecognised"])))
merge(made)
