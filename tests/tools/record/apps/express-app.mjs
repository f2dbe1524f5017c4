/** A small shop on express-session. What its login and its logout do to the session is told by two words in the environment. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import express from 'express';
import session from 'express-session';

const { PORT, LOGIN = 'regenerate', LOGOUT = 'clear', EXTRA = '' } = process.env;
const secret = 'keyboard-cat-dev-only-4711';
const jwtSecret = 'jwt-dev-secret-4711';
const app = express();
app.use(express.urlencoded({ extended: true }), express.json());
app.use(session({ secret, resave: false, saveUninitialized: EXTRA !== 'issued', cookie: { httpOnly: true, sameSite: 'lax', ...(EXTRA === 'expiring' ? { maxAge: 1500 } : {}) } }));

const users = { alice: 'wonderland-7', bob: 'builder-12' };
const links = new Map();

function page(title, body) {
  return `<!doctype html><link rel=icon href=data:,><title>${title}</title><h1>${title}</h1>${body}`;
}
const loginForm = '<form method=post action="/login"><input name=username><input type=password name=password><button>Log in</button></form>';

function jwt(user) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: user, iat: 1790000000, exp: 4102444800 })}`;
  return `${head}.${createHmac('sha256', jwtSecret).update(head).digest('base64url')}`;
}

/** Signs in as the application under test does it. */
function signIn(req, user, done) {
  const set = () => {
    req.session.user = user;
    req.session.save(done);
  };
  if (LOGIN === 'regenerate') req.session.regenerate(set);
  else set();
}

function signOut(req, res, done) {
  if (LOGOUT === 'keep' || LOGOUT === 'wrong-path') {
    delete req.session.user;
    // The cookie was set for `/`: a browser leaves it alone.
    if (LOGOUT === 'wrong-path') res.clearCookie('connect.sid', { path: '/account' });
    done();
  } else if (LOGOUT === 'regenerate') req.session.regenerate(done);
  else
    req.session.destroy(() => {
      if (LOGOUT === 'clear') res.clearCookie('connect.sid', { path: '/' });
      done();
    });
}

if (EXTRA === 'restless')
  app.use((req, res, next) => {
    const data = req.session.user;
    req.session.regenerate(() => {
      if (data !== undefined) req.session.user = data;
      req.session.seen = Date.now();
      next();
    });
  });

app.get('/', (req, res) => res.send(page('Shop', req.session.user ? `<p>Hello ${req.session.user}</p>` : '<p>Hello visitor</p>')));
app.get('/login', (_req, res) => res.send(page('Log in', loginForm)));
app.post('/login', (req, res) => {
  const { username, password } = req.body;
  if (users[username] !== password) return res.status(401).send(page('Log in', `<p>Wrong</p>${loginForm}`));
  if (EXTRA === 'mfa') {
    req.session.pending = username;
    return res.redirect('/login/mfa');
  }
  if (EXTRA === 'jwt') {
    res.cookie('token', jwt(username), { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 3_600_000 });
    return res.redirect('/profile');
  }
  if (EXTRA === 'chain') return signIn(req, username, () => res.redirect('/login/done'));
  if (EXTRA === 'page') return signIn(req, username, () => res.send(page('Welcome', `<p>Welcome ${username}</p>`)));
  if (EXTRA === 'popup') return signIn(req, username, () => res.send(page('Done', '<script>parent === window ? close() : parent.location.reload()</script>')));
  if (EXTRA === 'second-cookie') res.cookie('auth_token', jwt(username), { httpOnly: true, sameSite: 'lax', path: '/' });
  return signIn(req, username, () => res.redirect('/profile'));
});
app.get('/login/done', (_req, res) => res.redirect('/account/start'));
app.get('/account/start', (_req, res) => res.redirect('/profile'));
app.get('/login/mfa', (_req, res) => res.send(page('Code', '<form method=post action="/login/mfa"><input name=otp><button>Go on</button></form>')));
app.post('/login/mfa', (req, res) => {
  if (req.session.pending === undefined || req.body.otp !== '424242') return res.status(401).send(page('Code', 'Wrong'));
  return signIn(req, req.session.pending, () => res.redirect('/profile'));
});
const isIn = (req) => req.session.user !== undefined || (EXTRA === 'jwt' && req.headers.cookie?.includes('token=') === true);
app.get('/profile', (req, res) => (isIn(req) ? res.send(page('Profile', `<p>Signed in as ${req.session.user ?? 'alice'}</p>`)) : res.redirect('/login')));
app.all(['/logout', '/logout-all'], (req, res, next) => {
  if (EXTRA !== 'jwt') return next();
  res.clearCookie('token', { path: '/' });
  return res.redirect(303, '/');
});
app.all(['/logout', '/logout-all'], (req, res) => signOut(req, res, () => (req.headers.accept?.includes('text/html') ? res.redirect(303, '/') : res.sendStatus(204))));

app.get('/signup', (_req, res) => res.send(page('Sign up', '<form method=post action="/signup"><input name=username><input type=password name=password><input type=password name=password_confirm></form>')));
app.post('/signup', (req, res) => {
  users[req.body.username] = req.body.password;
  if (EXTRA === 'then-login') return res.redirect('/login');
  return signIn(req, req.body.username, () => res.redirect('/profile'));
});

app.post('/api/login', (req, res) => {
  const { username, password } = req.body.credentials ?? req.body;
  if (users[username] !== password) return EXTRA === 'soft-failure' ? res.json({ ok: false, message: 'wrong user or password' }) : res.status(401).json({ error: 'wrong' });
  if (EXTRA === 'bearer') return res.json({ access_token: jwt(username), token_type: 'Bearer' });
  if (EXTRA === 'silent') return signIn(req, username, () => res.sendStatus(204));
  return signIn(req, username, () => res.json({ ok: true }));
});
app.get('/api/me', (req, res) => {
  const bearer = req.headers.authorization?.startsWith('Bearer ');
  return req.session.user || bearer ? res.json({ name: req.session.user ?? 'alice' }) : res.status(401).json({ error: 'unauthorized' });
});
app.get('/api/slow', (_req, res) => setTimeout(() => res.json({ ok: true }), 600));

app.get('/oauth/start', (req, res) => {
  req.session.state = randomBytes(12).toString('hex');
  res.redirect(`http://127.0.0.1:${PORT}/idp/authorize?client_id=shop&response_type=code&state=${req.session.state}&redirect_uri=${encodeURIComponent(`http://localhost:${PORT}/oauth/callback`)}`);
});
app.get('/idp/authorize', (req, res) => res.redirect(`${req.query.redirect_uri}?code=${randomBytes(16).toString('hex')}&state=${req.query.state}`));
app.get('/oauth/callback', (req, res) => {
  if (req.query.state !== req.session.state) return res.status(403).send(page('No', 'state'));
  return signIn(req, 'alice', () => res.redirect('/profile'));
});

app.post('/magic', (req, res) => {
  const token = randomUUID().replaceAll('-', '') + randomUUID().replaceAll('-', '');
  links.set(token, req.body.email);
  res.send(page('Mail', `<a id=link href="/magic/${token}">the link in the mail</a>`));
});
app.get('/magic/:token', (req, res) => {
  if (!links.delete(req.params.token)) return res.status(403).send(page('No', 'used'));
  return signIn(req, 'alice', () => res.redirect('/profile'));
});

app.post('/webauthn/options', (_req, res) => res.json({ challenge: randomBytes(16).toString('base64url') }));
app.post('/webauthn/verify', (req, res) => (req.body.response?.clientDataJSON ? signIn(req, 'alice', () => res.json({ verified: true })) : res.status(400).json({ error: 'no' })));

app.post('/account/password', (req, res) => {
  if (!req.session.user) return res.redirect('/login');
  if (EXTRA !== 'rotating-change') return res.redirect(303, '/profile');
  const { user } = req.session;
  return req.session.regenerate(() => {
    req.session.user = user;
    req.session.save(() => res.redirect(303, '/profile'));
  });
});
app.post('/account/delete', (req, res) => (req.body.password === 'wonderland-7' ? res.redirect(303, '/profile') : res.status(403).send(page('No', 'Wrong password'))));
app.post('/forgot-password', (_req, res) => res.send(page('Sent', '<p>A mail is on its way.</p>')));
app.post('/reset-password/:token', (_req, res) => res.redirect(303, '/login'));
app.post('/contact', (_req, res) => res.redirect(303, '/'));
app.get('/embedded', (_req, res) => res.send(page('Shop', '<iframe src="/login"></iframe>')));
app.post('/captcha/verify', (_req, res) => {
  res.cookie('captcha_token', randomBytes(24).toString('hex'));
  res.json({ success: true });
});
app.post('/newsletter/signup', (_req, res) => res.redirect(303, '/'));
app.get('/search', (_req, res) => {
  res.cookie('SERVERID', 's1');
  res.send(page('Search', '<p>Nothing</p>'));
});
app.get('/collect.js', (_req, res) => res.type('js').send("document.cookie='_ga=GA1.1.123456789.1790000000; path=/'"));

app.listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
