"""A small shop on Django: its own login, or one written by hand that never cycles the key; sessions in memory or in a signed cookie."""
import json
import os

import django
import django.core.wsgi
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import run
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path

LOGIN = os.environ.get("LOGIN", "django")
settings.configure(
    SECRET_KEY="django-insecure-dev-4711-abcdefghijklmnopqrstuvwxyz",
    DEBUG=True,
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "file:shop?mode=memory&cache=shared"}},
    SESSION_ENGINE=f"django.contrib.sessions.backends.{os.environ.get('ENGINE', 'cache')}",
    SESSION_COOKIE_AGE=int(os.environ.get("AGE", "1209600")),
    SESSION_SAVE_EVERY_REQUEST=os.environ.get("EVERY") == "1",
    LOGIN_URL="/login",
)
django.setup()

from django.contrib.auth import authenticate, get_user_model, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required

FORM = "<form method=post action=/login><input name=username><input type=password name=password></form>"


def page(text, status=200):
    return HttpResponse(f"<!doctype html><link rel=icon href=data:,>{text}", status=status)


def sign_in(request, user):
    if LOGIN == "manual":
        request.session["user_id"] = user.pk
    else:
        login(request, user)


def is_in(request):
    return "user_id" in request.session if LOGIN == "manual" else request.user.is_authenticated


def home(request):
    request.session["theme"] = "dark"
    return page(f"<h1>Shop</h1>{'Hello alice' if is_in(request) else 'Hello visitor'}")


def log_in(request):
    if request.method == "GET":
        return page(FORM)
    user = authenticate(request, username=request.POST["username"], password=request.POST["password"])
    if user is None:
        return page(f"<p>Please enter a correct username and password.</p>{FORM}")
    sign_in(request, user)
    return redirect(request.GET.get("next", "/profile"))


def api_login(request):
    body = json.loads(request.body)
    user = authenticate(request, username=body["username"], password=body["password"])
    if user is None:
        return JsonResponse({"detail": "Invalid credentials."}, status=400)
    sign_in(request, user)
    return HttpResponse(status=204)


def api_me(request):
    return JsonResponse({"username": "alice"}) if is_in(request) else JsonResponse({"detail": "Authentication credentials were not provided."}, status=403)


def profile(request):
    return page("<h1>Profile of alice</h1>") if is_in(request) else redirect("/login?next=/profile")


def log_out(request):
    if LOGIN == "manual":
        del request.session["user_id"]
    else:
        logout(request)
    return redirect("/")


@login_required
def change_password(request):
    if request.method == "GET":
        return page("<form method=post><input type=password name=old_password><input type=password name=new_password1><input type=password name=new_password2></form>")
    request.user.set_password(request.POST["new_password1"])
    request.user.save()
    update_session_auth_hash(request, request.user)
    return redirect("/profile")


def sign_up(request):
    if request.method == "GET":
        return page("<form method=post><input name=username><input type=password name=password1><input type=password name=password2></form>")
    get_user_model().objects.create_user(request.POST["username"], password=request.POST["password1"])
    return redirect("/login")


def form_only(request):
    return redirect("/")


urlpatterns = [
    path("", home), path("login", log_in), path("profile", profile), path("logout", log_out), path("api/login", api_login), path("api/me", api_me),
    path("password_change", change_password), path("signup", sign_up), path("password_reset", form_only), path("contact", form_only),
    path("account/delete", form_only), path("collect.js", lambda _request: HttpResponse("", content_type="text/javascript")),
]
call_command("migrate", verbosity=0)
get_user_model().objects.create_user("alice", password="wonderland-7")
get_user_model().objects.create_user("bob", password="builder-12")
run("127.0.0.1", int(os.environ["PORT"]), django.core.wsgi.get_wsgi_application(), threading=False)
