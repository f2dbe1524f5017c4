/** A small application whose session is the cookie itself: cookie-session, signed, or iron-session, sealed. */
import express from 'express';
import cookieSession from 'cookie-session';
import { getIronSession } from 'iron-session';

const { PORT, KIND } = process.env;
const app = express();
app.use(express.urlencoded({ extended: true }));
if (KIND === 'cookie-session') app.use(cookieSession({ name: 'session', keys: ['cookie-session-dev-4711'], sameSite: 'lax' }));
else
  app.use(async (req, res, next) => {
    req.session = await getIronSession(req, res, { cookieName: 'shop', password: 'iron-dev-password-4711-iron-dev-password', cookieOptions: { secure: false, sameSite: 'lax' } });
    next();
  });

async function save(session) {
  if (KIND === 'iron-session') await session.save();
}

const form = '<form method=post action="/login"><input name=email><input type=password name=password></form>';
app.get('/', async (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1;
  await save(req.session);
  res.send('<!doctype html><link rel=icon href=data:,><h1>Shop</h1>');
});
app.get('/login', (_req, res) => res.send(`<!doctype html><link rel=icon href=data:,>${form}`));
app.post('/login', async (req, res) => {
  if (req.body.password !== 'wonderland-7') return res.status(422).send(form);
  req.session.passport = { user: 'alice' };
  await save(req.session);
  return res.redirect('/profile');
});
app.get('/profile', (req, res) => (req.session.passport ? res.send('<!doctype html><link rel=icon href=data:,><h1>alice</h1>') : res.redirect('/login')));
app.post('/logout', async (req, res) => {
  if (KIND === 'iron-session') req.session.destroy();
  else delete req.session.passport;
  res.redirect(303, '/login');
});
app.listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
