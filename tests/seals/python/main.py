"""Answers, a JSON line for each on standard input, what Python's frameworks read in cookies: {"read": …} or {"refused": "why"}."""
import importlib.metadata
import json
import logging
import platform
import sys
import time
import warnings

warnings.simplefilter("ignore")
logging.disable()
answers, sys.stdout = sys.stdout, sys.stderr


class Clock:
    """The instant at which the frameworks read: set before any of them takes time.time for itself."""
    now = time.time()

    @classmethod
    def time(cls):
        return cls.now


time.time = Clock.time

import django_cookies
import flask_cookies
import other_cookies
from wire import keys, shown

READERS = {**flask_cookies.READERS, **django_cookies.READERS, **other_cookies.READERS}
LIBRARIES = ["Flask", "Flask-Session", "Flask-Login", "Flask-WTF", "itsdangerous", "Django", "starlette", "tornado", "bottle", "pyramid", "WebOb", "Beaker", "aiohttp-session", "litestar"]


def answer(question):
    """What the framework reads under the first key that it accepts: a list of several is a rotation of keys."""
    why = "nothing was read"
    for key in keys(question, "validateKey" if question["format"] == "beaker-cookie" else "secret"):
        try:
            read = READERS[question["format"]](question, key)
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            continue
        if read is not None:
            return {"read": shown(read)}
    return {"refused": why}


def say(value):
    print(json.dumps(value), file=answers, flush=True)


libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
say({"versions": f"{platform.python_version()} with {libraries}"})
for line in sys.stdin:
    question = json.loads(line)
    Clock.now = question["nowMs"] / 1000
    say(answer(question))
