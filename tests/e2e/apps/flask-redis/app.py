"""Flask-Session on Redis, signed ids under a key prefix; a variant regenerates the id at login, another never does."""
import os
import sys
from datetime import timedelta
from functools import partialmethod
from pathlib import Path

from flask import Flask, Response, redirect, request, session, url_for
from flask_session import Session
from redis import Redis
from werkzeug.security import check_password_hash, generate_password_hash

sys.path.insert(0, str(Path(__file__).parent.parent))
from pages import hardened, render


class SecureResponse(Response):
    delete_cookie = partialmethod(Response.delete_cookie, secure=True)


regenerates = os.environ["SESSIONSCOPE_APP_VARIANT"] == "regenerates"

app = Flask(__name__)
app.config.update(
    SECRET_KEY=os.environ["SECRET_KEY"],
    PERMANENT_SESSION_LIFETIME=timedelta(minutes=30),
    SESSION_TYPE="redis",
    SESSION_REDIS=Redis.from_url(os.environ["REDIS_URL"]),
    SESSION_USE_SIGNER=True,
    SESSION_KEY_PREFIX="myapp:",
)
if hardened:
    # Flask-Session 0.8.0 deletes its cookie without Secure, which browsers refuse for a __Host- name.
    app.response_class = SecureResponse
    app.config.update(
        SESSION_COOKIE_NAME="__Host-session",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
Session(app)

users = {"alice": {"id": 42, "password": generate_password_hash("wonderland")}}


def page(name, **values):
    return render(name, app="Flask-Session on Redis", user=session.get("username"), **values)


@app.after_request
def no_store(response):
    if hardened:
        response.headers["Cache-Control"] = "no-store"
    return response


@app.get("/")
def home():
    return page("home", colour=session.get("colour", "not set"))


@app.route("/set", methods=["GET", "POST"])
def set_value():
    session["colour"] = request.values.get("colour", "blue")
    return redirect(url_for("home"))


@app.get("/get")
def get_value():
    return {"colour": session.get("colour")}


@app.get("/login")
def login_form():
    return page("login")


@app.post("/login")
def login():
    username = request.form["username"]
    user = users.get(username)
    if user is None or not check_password_hash(user["password"], request.form["password"]):
        return page("login", error="Wrong user name or password."), 401
    session["user_id"] = user["id"]
    session["username"] = username
    if regenerates:
        app.session_interface.regenerate(session)
    return redirect(url_for("profile"))


@app.get("/profile")
def profile():
    if "user_id" not in session:
        return redirect(url_for("login_form"))
    return page("profile", nickname=session.get("nickname"))


@app.post("/profile")
def update_profile():
    if "user_id" in session:
        session["nickname"] = request.form["nickname"]
    return redirect(url_for("profile"))


@app.route("/logout", methods=["POST"] if hardened else ["GET", "POST"])
def logout():
    session.clear()
    return redirect(url_for("home"))


app.run(host="127.0.0.1", port=int(os.environ["PORT"]))
