"""The pages that all sample applications show, for those in Python."""
import os
import re
from html import escape
from pathlib import Path

folder = Path(__file__).parent / "pages"
titles = {"home": "Home", "login": "Log in", "profile": "Profile"}
hardened = os.environ["SESSIONSCOPE_APP_CONFIG"] == "hardened"


def fill(name, values):
    text = (folder / f"{name}.html").read_text()
    return re.sub(r"{{(\w+)}}", lambda found: values.get(found[1], ""), text)


def render(name, app, user=None, error=None, csrf="", **values):
    """One page as HTML. `csrf` is HTML, everything else is text."""
    shown = {key: escape(str(value)) for key, value in values.items() if value is not None}
    shown |= {
        "csrf": csrf,
        "user": escape(user or ""),
        "status": escape(f"Logged in as {user}." if user else "Not logged in."),
        "alert": f'<p role="alert">{escape(error)}</p>' if error else "",
    }
    nav = "nav-guest" if user is None else "nav-user-hardened" if hardened else "nav-user"
    return fill("shell", {"app": escape(app), "title": titles[name], "nav": fill(nav, shown), "content": fill(name, shown)})
