/** The pages that all sample applications show, for those in JavaScript. */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const titles = { home: 'Home', login: 'Log in', profile: 'Profile' };
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const hardened = process.env.SESSIONSCOPE_APP_CONFIG === 'hardened';

function escaped(value) {
  return String(value).replace(/[&<>"']/g, (char) => escapes[char]);
}

function fill(name, values) {
  const text = readFileSync(new URL(`pages/${name}.html`, import.meta.url), 'utf8');
  return text.replace(/{{(\w+)}}/g, (_all, key) => values[key] ?? '');
}

/** One page as HTML; the values are text. */
export function render(name, { app, user, error, ...values }) {
  const shown = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, escaped(value ?? '')]));
  shown.user = escaped(user ?? '');
  shown.status = user === undefined ? 'Not logged in.' : `Logged in as ${escaped(user)}.`;
  shown.alert = error === undefined ? '' : `<p role="alert">${escaped(error)}</p>`;
  const nav = user === undefined ? 'nav-guest' : hardened ? 'nav-user-hardened' : 'nav-user';
  return fill('shell', { app: escaped(app), title: titles[name], nav: fill(nav, shown), content: fill(name, shown) });
}
