"""Django in one file: its own login, CSRF protection and sessions, in the database or in a signed cookie."""
import os
import sys
from pathlib import Path

import django
import django.core.wsgi
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import run
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html
from django.views.decorators.http import require_POST

sys.path.insert(0, str(Path(__file__).parent.parent))
from pages import hardened, render

engines = {"db": "django.contrib.sessions.backends.db", "signed-cookies": "django.contrib.sessions.backends.signed_cookies"}
middleware = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
hardened_settings = {
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_AGE": 1800,
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
    "CSRF_COOKIE_SECURE": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_AGE": None,
}

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    DEBUG=not hardened,
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=middleware,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(os.environ["SESSIONSCOPE_APP_FOLDER"]) / "db.sqlite3"}},
    SESSION_ENGINE=engines[os.environ["SESSIONSCOPE_APP_VARIANT"]],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    LOGIN_URL="/login",
    **(hardened_settings if hardened else {}),
)
django.setup()

from django.contrib.auth import authenticate, get_user_model, login, logout
from django.contrib.auth.decorators import login_required


def page(request, name, status=200, **values):
    csrf = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    user = request.user.get_username() or None
    response = HttpResponse(render(name, app="Django", user=user, csrf=csrf, **values), status=status)
    if hardened:
        response["Cache-Control"] = "no-store"
    return response


def home(request):
    return page(request, "home", colour=request.session.get("colour", "not set"))


def set_value(request):
    values = request.POST if request.method == "POST" else request.GET
    request.session["colour"] = values.get("colour", "blue")
    return redirect("/")


def get_value(request):
    return JsonResponse({"colour": request.session.get("colour")})


def log_in(request):
    if request.method != "POST":
        return page(request, "login")
    user = authenticate(request, username=request.POST.get("username"), password=request.POST.get("password"))
    if user is None:
        return page(request, "login", status=401, error="Wrong user name or password.")
    login(request, user)
    return redirect("/profile")


@login_required
def profile(request):
    if request.method == "POST":
        request.session["nickname"] = request.POST.get("nickname", "")
        return redirect("/profile")
    return page(request, "profile", nickname=request.session.get("nickname"))


def log_out(request):
    logout(request)
    return redirect("/")


urlpatterns = [
    path("", home),
    path("set", set_value),
    path("get", get_value),
    path("login", log_in),
    path("profile", profile),
    path("logout", require_POST(log_out) if hardened else log_out),
]

call_command("migrate", verbosity=0)
get_user_model().objects.create_user("alice", password="wonderland")
run("127.0.0.1", int(os.environ["PORT"]), django.core.wsgi.get_wsgi_application(), threading=True)
