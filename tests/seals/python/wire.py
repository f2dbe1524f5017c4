"""What the readers share: the question's cookies and keys, and what was read as the payload's JSON with its markers."""
import datetime
import decimal
from http.cookies import SimpleCookie


def keys(question, field="secret"):
    return [one["value"] if one["encoding"] == "utf8" else bytes.fromhex(one["value"]) for one in question["secrets"] if one["field"] == field]


def only(question):
    return next(one for one in question["cookies"] if one["value"] is not None)


def header(question):
    return "; ".join(f"{one['name']}={one['value']}" for one in question["cookies"] if one["value"] is not None)


def unquoted(question):
    """The value as a framework sees it that reads with http.cookies."""
    return SimpleCookie(header(question))[only(question)["name"]].value


def digest_name(question):
    return question["facts"]["digest"].replace("-", "").lower()


def shown(value):
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shown(item) for item in value]
    if isinstance(value, tuple):
        return {"$tuple": [shown(item) for item in value]}
    if isinstance(value, int) and abs(value) >= 2**53:
        return {"$bigint": str(value)}
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    if isinstance(value, (datetime.date, datetime.datetime)):
        return {"$object": f"datetime.{type(value).__name__}", "value": value.isoformat()}
    if isinstance(value, decimal.Decimal):
        return {"$object": "decimal.Decimal", "value": str(value)}
    return value
