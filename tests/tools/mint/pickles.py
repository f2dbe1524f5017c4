"""Pickles of what sessions hold, in every protocol, for tests/unit/pickle.test.ts (CPython 3.11)."""
import collections, datetime, decimal, json, pickle, uuid, zoneinfo

UTC = datetime.timezone.utc
SHARED = ["a"]
VALUES = {
    "plain": {"n": None, "t": True, "f": False, "i": 1, "b": 255, "h": 65535, "neg": -7, "text": "Zürich 🍪", "list": [1, "x"], "empty": {}},
    "numbers": [2**53 + 1, -(2**70), 2**31, -(2**31), 1.5, 3.0, -0.0, 1e22, 0],
    "not-finite": [float("inf"), float("-inf")],
    "tuples": [(), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)],
    "bytes": [b"", b"abc", b"\xff\x00"],
    "bytearray": bytearray(b"\x01\x02"),
    "sets": [{"only"}, frozenset({7}), set()],
    "dates": [datetime.datetime(2026, 1, 1, 8, 30), datetime.datetime(2026, 1, 1, 8, 30, 1, 5, tzinfo=UTC), datetime.date(2026, 12, 31), datetime.time(23, 59, 58)],
    "offset": datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))),
    "zone": datetime.datetime(2026, 1, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin")),
    "deltas": [datetime.timedelta(days=31), datetime.timedelta(seconds=-1), datetime.timedelta(hours=2, microseconds=5)],
    "uuid": uuid.UUID("0b7a3f0c-5a0e-4a0e-9b57-0d7a1a2b3c4d"),
    "decimal": decimal.Decimal("19.90"),
    "ordered": collections.OrderedDict([("b", 1), ("a", 2)]),
    "keys": {1: "one", (1, 2): "pair", None: "none"},
    "shared": [SHARED, SHARED],
    "long-text": "x" * 300,
    "long-list": list(range(1001)),
    "function": json.dumps,
    "object": pickle.PickleError("boom", 42),
}

print("[\n" + ",\n".join(
    json.dumps({"name": name, "protocol": protocol, "hex": pickle.dumps(value, protocol).hex()})
    for name, value in VALUES.items() for protocol in range(6) if name != "long-list" or protocol in (0, 2, 4)
) + "\n]")
