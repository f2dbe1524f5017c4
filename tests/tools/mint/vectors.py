"""What the minting scripts in Python share: a stopped clock, cookies out of Set-Cookie lines, and merging by id into tests/vectors."""
import json, pathlib, time

ISSUED = 1767225600
NOW = (ISSUED + 60) * 1000
FOLDER = pathlib.Path(__file__).resolve().parents[2] / "vectors"


def stop_clock(at=ISSUED):
    time.time = lambda: float(at)


def cookie_of(line):
    """Name and value of a Set-Cookie line, exactly as on the wire."""
    name, _, value = line.split(";", 1)[0].partition("=")
    return {"name": name.strip(), "value": value}


def secret(value, field="secret"):
    """Text as it stands in a configuration; bytes in hexadecimal."""
    if isinstance(value, bytes):
        return {"field": field, "value": value.hex(), "encoding": "hex"}
    return {"field": field, "value": value, "encoding": "utf8"}


def vector(made_by, id, cookies, secrets, expect, **more):
    """`made_by` is (framework, version, format); `more` may hold now, settings, facts, note."""
    framework, version, format = made_by
    return {
        "id": f"minted-{id}", "framework": framework, "version": version, "format": format, "now": more.pop("now", NOW),
        "cookies": cookies, "secrets": secrets, "settings": more.pop("settings", {}), "facts": more.pop("facts", {}), "expect": expect, **more,
    }


def verified(payload, **more):
    return {"status": "verified", "payload": payload, **more}


def rejected(reason, **more):
    return {"status": "rejected", "reason": reason, **more}


def merge(made):
    for format in sorted({one["format"] for one in made}):
        path = FOLDER / f"{format}.json"
        fresh = [one for one in made if one["format"] == format]
        ids = {one["id"] for one in fresh}
        kept = [one for one in json.loads(path.read_text()) if one["id"] not in ids]
        path.write_text(json.dumps(kept + fresh, indent=1, ensure_ascii=False) + "\n")
        print(f"{format}: {len(kept)} kept, {len(fresh)} minted")
