/** iron-session: the whole session encrypted in one cookie, opened with the password. */
import process from 'node:process';
import express from 'express';
import { getIronSession } from 'iron-session';
import { hardened, render } from '../pages.mjs';

const users = { alice: { id: 42, password: 'wonderland' } };
const app = express();

const settings = {
  password: process.env.SESSION_PASSWORD,
  cookieName: hardened ? '__Host-session' : 'session',
  ...(hardened ? { ttl: 30 * 60 } : {}),
};

app.disable('x-powered-by');
app.use(express.urlencoded({ extended: false }));
app.use(async (request, response, next) => {
  if (hardened) response.set('Cache-Control', 'no-store');
  request.session = await getIronSession(request, response, settings);
  next();
});

function page(name, { session: { username, colour, nickname } }, values = {}) {
  return render(name, { app: 'iron-session', user: username, colour: colour ?? 'not set', nickname, ...values });
}

app.get('/', (request, response) => response.send(page('home', request)));

app.all('/set', async (request, response) => {
  request.session.colour = request.body?.colour ?? request.query.colour ?? 'blue';
  await request.session.save();
  response.redirect('/');
});

app.get('/get', (request, response) => response.json({ colour: request.session.colour ?? null }));

app.get('/login', (request, response) => response.send(page('login', request)));

app.post('/login', async (request, response) => {
  const { username, password } = request.body;
  if (!Object.hasOwn(users, username) || users[username].password !== password) {
    response.status(401).send(page('login', request, { error: 'Wrong user name or password.' }));
    return;
  }
  // Nothing of the anonymous session is taken along.
  if (hardened) for (const key of Object.keys(request.session)) delete request.session[key];
  Object.assign(request.session, { userId: users[username].id, username });
  await request.session.save();
  response.redirect('/profile');
});

app.get('/profile', (request, response) => {
  if (request.session.userId === undefined) response.redirect('/login');
  else response.send(page('profile', request));
});

app.post('/profile', async (request, response) => {
  if (request.session.userId !== undefined) {
    request.session.nickname = request.body.nickname;
    await request.session.save();
  }
  response.redirect('/profile');
});

app[hardened ? 'post' : 'all']('/logout', (request, response) => {
  request.session.destroy();
  response.redirect('/');
});

app.listen(Number(process.env.PORT), '127.0.0.1');
