/** express-session on its memory store; a variant regenerates the id at login as its README says, another never does. */
import process from 'node:process';
import express from 'express';
import session from 'express-session';
import { hardened, render } from '../pages.mjs';

const regenerates = process.env.SESSIONSCOPE_APP_VARIANT === 'regenerates';
const users = { alice: { id: 42, password: 'wonderland' } };
const app = express();

const thirtyMinutesMs = 30 * 60_000;
const hardenedSettings = { name: '__Host-session', proxy: true, cookie: { secure: true, httpOnly: true, sameSite: 'lax', maxAge: thirtyMinutesMs } };

if (hardened) {
  app.use((request, response, next) => {
    // Browsers take localhost for safe, express-session does not: this stands for the proxy that ends TLS in production.
    request.headers['x-forwarded-proto'] = 'https';
    response.set('Cache-Control', 'no-store');
    next();
  });
}
app.disable('x-powered-by');
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: !hardened, ...(hardened ? hardenedSettings : {}) }));

function page(name, { session: { username, colour, nickname } }, values = {}) {
  return render(name, { app: 'express-session', user: username, colour: colour ?? 'not set', nickname, ...values });
}

app.get('/', (request, response) => response.send(page('home', request)));

app.all('/set', (request, response) => {
  request.session.colour = request.body?.colour ?? request.query.colour ?? 'blue';
  response.redirect('/');
});

app.get('/get', (request, response) => response.json({ colour: request.session.colour ?? null }));

app.get('/login', (request, response) => response.send(page('login', request)));

app.post('/login', (request, response, next) => {
  const { username, password } = request.body;
  if (!Object.hasOwn(users, username) || users[username].password !== password) {
    response.status(401).send(page('login', request, { error: 'Wrong user name or password.' }));
    return;
  }
  const enter = (error) => {
    if (error) return next(error);
    request.session.userId = users[username].id;
    request.session.username = username;
    return response.redirect('/profile');
  };
  if (regenerates) request.session.regenerate(enter);
  else enter();
});

app.get('/profile', (request, response) => {
  if (request.session.userId === undefined) response.redirect('/login');
  else response.send(page('profile', request));
});

app.post('/profile', (request, response) => {
  if (request.session.userId !== undefined) request.session.nickname = request.body.nickname;
  response.redirect('/profile');
});

app[hardened ? 'post' : 'all']('/logout', (request, response, next) => {
  request.session.destroy((error) => (error ? next(error) : response.redirect('/')));
});

app.listen(Number(process.env.PORT), '127.0.0.1');
