"""A small Starlette application with its SessionMiddleware: the session is the cookie, signed and legible."""
import os

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

HEAD = "<!doctype html><link rel=icon href=data:,>"


async def home(request):
    request.session["cart"] = ["tea"]
    return HTMLResponse(HEAD + "<h1>Shop</h1>")


async def login(request):
    if request.method == "POST":
        form = await request.form()
        if form["password"] == "wonderland-7":
            request.session["user"] = form["username"]
            return RedirectResponse("/profile", 303)
    return HTMLResponse(HEAD + "<form method=post action=/login><input name=username><input type=password name=password></form>")


async def profile(request):
    return HTMLResponse(HEAD + "<h1>alice</h1>") if "user" in request.session else RedirectResponse("/login", 302)


async def logout(request):
    request.session.pop("user", None)
    return RedirectResponse("/", 303)


routes = [
    Route("/", home),
    Route("/login", login, methods=["GET", "POST"]),
    Route("/profile", profile),
    Route("/logout", logout, methods=["POST"]),
]
app = Starlette(routes=routes, middleware=[Middleware(SessionMiddleware, secret_key="starlette-dev-secret-4711", same_site="lax")])
uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning")
