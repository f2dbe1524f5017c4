"""A small Flask application: its session on the server (Flask-Session), or in the cookie with Flask-Login's remember-me."""
import os
import secrets
from flask import Flask, redirect, request, session

KIND = os.environ["KIND"]
app = Flask(__name__)
app.secret_key = "flask-dev-secret-4711"
if KIND.startswith("flask-session"):
    from cachelib.simple import SimpleCache
    from flask_session import Session

    app.config.update(SESSION_TYPE="cachelib", SESSION_CACHELIB=SimpleCache(), SESSION_USE_SIGNER=True, SESSION_PERMANENT=False)
    Session(app)
elif KIND == "flask-login":
    from flask_login import LoginManager, UserMixin, login_user, logout_user, current_user

    manager = LoginManager(app)

    class User(UserMixin):
        id = "alice"

    @manager.user_loader
    def load(_user_id):
        return User()


FORM = "<!doctype html><link rel=icon href=data:,><form method=post action=/login><input name=username><input type=password name=password></form>"


def who():
    if KIND == "flask-login":
        return "alice" if current_user.is_authenticated else None
    return session.get("user")


@app.before_request
def protect():
    if KIND == "flask-csrf":
        session.setdefault("csrf_token", secrets.token_hex(20))


@app.get("/")
def home():
    session["theme"] = "dark"
    return f"<!doctype html><link rel=icon href=data:,><h1>Hello {who() or 'visitor'}</h1>"


@app.get("/login")
def form():
    return FORM


@app.post("/login")
def login():
    if request.form["password"] != "wonderland-7":
        return FORM
    if KIND == "flask-login":
        login_user(User(), remember=os.environ.get("REMEMBER") != "0")
    else:
        if KIND == "flask-session-rotated":
            app.session_interface.regenerate(session)
        if KIND == "flask-csrf" and os.environ.get("CLEAR") == "1":
            session.clear()
        session["user"] = "alice"
    return redirect("/profile")


@app.get("/profile")
def profile():
    return "<!doctype html><link rel=icon href=data:,><h1>alice</h1>" if who() else redirect("/login")


@app.post("/logout")
def logout():
    if KIND == "flask-login":
        logout_user()
    elif os.environ.get("LOGOUT") == "pop":
        session.pop("user")
    else:
        session.clear()
    return redirect("/login")


app.run(host="127.0.0.1", port=int(os.environ["PORT"]))
