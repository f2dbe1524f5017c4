/** cookie-session: the whole session as JSON in a cookie, its signature in a second one. */
import process from 'node:process';
import cookieSession from 'cookie-session';
import express from 'express';
import { hardened, render } from '../pages.mjs';

const users = { alice: { id: 42, password: 'wonderland' } };
const app = express();

const hardenedSettings = { name: '__Host-session', secure: true, httpOnly: true, sameSite: 'lax', maxAge: 30 * 60_000 };

if (hardened) {
  app.set('trust proxy', true);
  app.use((request, response, next) => {
    // Browsers take localhost for safe, the library does not: this stands for the proxy that ends TLS in production.
    request.headers['x-forwarded-proto'] = 'https';
    response.set('Cache-Control', 'no-store');
    next();
  });
}
app.disable('x-powered-by');
app.use(express.urlencoded({ extended: false }));
app.use(cookieSession({ secret: process.env.SESSION_SECRET, ...(hardened ? hardenedSettings : {}) }));

function page(name, { session: { username, colour, nickname } }, values = {}) {
  return render(name, { app: 'cookie-session', user: username, colour: colour ?? 'not set', nickname, ...values });
}

app.get('/', (request, response) => response.send(page('home', request)));

app.all('/set', (request, response) => {
  request.session.colour = request.body?.colour ?? request.query.colour ?? 'blue';
  response.redirect('/');
});

app.get('/get', (request, response) => response.json({ colour: request.session.colour ?? null }));

app.get('/login', (request, response) => response.send(page('login', request)));

app.post('/login', (request, response) => {
  const { username, password } = request.body;
  if (!Object.hasOwn(users, username) || users[username].password !== password) {
    response.status(401).send(page('login', request, { error: 'Wrong user name or password.' }));
    return;
  }
  request.session = { userId: users[username].id, username };
  response.redirect('/profile');
});

app.get('/profile', (request, response) => {
  if (request.session.userId === undefined) response.redirect('/login');
  else response.send(page('profile', request));
});

app.post('/profile', (request, response) => {
  if (request.session.userId !== undefined) request.session.nickname = request.body.nickname;
  response.redirect('/profile');
});

app[hardened ? 'post' : 'all']('/logout', (request, response) => {
  request.session = null;
  response.redirect('/');
});

app.listen(Number(process.env.PORT), '127.0.0.1');
