//! The shop on axum-login with tower-sessions, and on actix-session, for recordings. PORT, and KIND: axum-login or actix.
//! Both do what their own documents show; axum-login cycles the id by itself.
use actix_session::{storage::CookieSessionStore, Session, SessionMiddleware};
use actix_web::{cookie::Key, web, App, HttpResponse, HttpServer};
use axum::{
    extract::Form,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
    Router,
};
use axum_login::{AuthManagerLayerBuilder, AuthSession, AuthUser, AuthnBackend, UserId};
use serde::Deserialize;
use tower_sessions::{MemoryStore, SessionManagerLayer};

const FORM: &str = "<!doctype html><link rel=icon href=data:,><h1>Shop</h1><form method=post action='/login'><input name=username><input type=password name=password><button>Log in</button></form>";

fn page(text: &str) -> String {
    format!("<!doctype html><link rel=icon href=data:,><h1>Shop</h1>{text}")
}

#[derive(Clone, Deserialize)]
struct Credentials {
    username: String,
    password: String,
}

impl Credentials {
    fn are_known(&self) -> bool {
        self.username == "alice" && self.password == "wonderland-7"
    }
}

#[derive(Clone, Debug)]
struct User;

impl AuthUser for User {
    type Id = String;

    fn id(&self) -> String {
        "alice".into()
    }

    fn session_auth_hash(&self) -> &[u8] {
        b"hash-of-alice"
    }
}

#[derive(Clone)]
struct Backend;

impl AuthnBackend for Backend {
    type User = User;
    type Credentials = Credentials;
    type Error = std::convert::Infallible;

    async fn authenticate(&self, given: Credentials) -> Result<Option<User>, Self::Error> {
        Ok(given.are_known().then_some(User))
    }

    async fn get_user(&self, _id: &UserId<Self>) -> Result<Option<User>, Self::Error> {
        Ok(Some(User))
    }
}

type Auth = AuthSession<Backend>;

async fn cart(session: tower_sessions::Session) -> Html<String> {
    let visits: u32 = session.get("visits").await.unwrap().unwrap_or(0);
    session.insert("visits", visits + 1).await.unwrap();
    Html(page("Hello"))
}

async fn log_in(mut auth: Auth, Form(given): Form<Credentials>) -> Response {
    match auth.authenticate(given).await.unwrap() {
        Some(user) => {
            auth.login(&user).await.unwrap();
            Redirect::to("/profile").into_response()
        }
        None => (StatusCode::UNAUTHORIZED, Html(FORM)).into_response(),
    }
}

async fn profile(auth: Auth) -> Response {
    if auth.user.is_some() { Html(page("alice")).into_response() } else { Redirect::to("/login").into_response() }
}

async fn log_out(mut auth: Auth) -> Redirect {
    auth.logout().await.unwrap();
    Redirect::to("/")
}

async fn axum_shop(port: u16) {
    let sessions = SessionManagerLayer::new(MemoryStore::default()).with_secure(false);
    let app = Router::new()
        .route("/", get(cart))
        .route("/login", get(|| async { Html(FORM) }).post(log_in))
        .route("/profile", get(profile))
        .route("/logout", post(log_out))
        .layer(AuthManagerLayerBuilder::new(Backend, sessions).build());
    axum::serve(tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap(), app).await.unwrap();
}

fn html(text: String) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html").body(text)
}

fn to(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header(("Location", address)).finish()
}

async fn actix_cart(session: Session) -> HttpResponse {
    let visits: u32 = session.get("visits").unwrap().unwrap_or(0);
    session.insert("visits", visits + 1).unwrap();
    html(page("Hello"))
}

async fn actix_log_in(session: Session, web::Form(given): web::Form<Credentials>) -> HttpResponse {
    if !given.are_known() {
        return HttpResponse::Unauthorized().content_type("text/html").body(FORM);
    }
    session.renew();
    session.insert("user_id", "alice").unwrap();
    to("/profile")
}

async fn actix_profile(session: Session) -> HttpResponse {
    if session.get::<String>("user_id").unwrap().is_some() { html(page("alice")) } else { to("/login") }
}

async fn actix_log_out(session: Session) -> HttpResponse {
    session.purge();
    to("/")
}

async fn actix_shop(port: u16) {
    let key = Key::from(&[0x47; 64]);
    HttpServer::new(move || {
        App::new()
            .wrap(SessionMiddleware::builder(CookieSessionStore::default(), key.clone()).cookie_secure(false).build())
            .route("/", web::get().to(actix_cart))
            .route("/login", web::get().to(|| async { html(FORM.into()) }))
            .route("/login", web::post().to(actix_log_in))
            .route("/profile", web::get().to(actix_profile))
            .route("/logout", web::post().to(actix_log_out))
    })
    .workers(1)
    .bind(("127.0.0.1", port))
    .unwrap()
    .run()
    .await
    .unwrap();
}

fn main() {
    let port: u16 = std::env::var("PORT").unwrap().parse().unwrap();
    match std::env::var("KIND").as_deref() {
        Ok("actix") => actix_web::rt::System::new().block_on(actix_shop(port)),
        _ => tokio::runtime::Runtime::new().unwrap().block_on(axum_shop(port)),
    }
}
