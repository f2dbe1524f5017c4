/** What the background does when it is asked. */
import { cookieKey, messageOf, refusalOfCookie, type Cookie } from '../../src/index';
import { allCookies, removeCookie, setCookie, storeOf } from '../browser/cookies';
import { hasHost, openOptionsFor } from '../browser/permissions';
import { watchesRequests } from '../browser/requests';
import type { AnswerTo } from '../wire/protocol';
import type { Handlers } from '../wire/server';
import { beginSwap, endSwap, mendJar, putJar } from './jar-swap';

type Outcome = AnswerTo<'write'>;

function refused(code: string, message: string): Outcome {
  return { ok: false, code, message };
}

async function inJar(cookie: Cookie): Promise<Cookie | undefined> {
  const key = cookieKey(cookie);
  return (await allCookies(cookie.store)).find((each) => cookieKey(each) === key);
}

/** Writes and reads back: what the API answers does not tell whether the jar holds the cookie. */
async function write(cookie: Cookie): Promise<Outcome> {
  if (!(await hasHost(cookie.domain))) return refused('no-permission', `The permission for ${cookie.domain} is missing.`);
  // Firefox stores what it would refuse from a server: the rules are checked here.
  const problem = refusalOfCookie(cookie);
  if (problem !== null) return refused('invalid', `A browser refuses this cookie: ${problem}.`);
  try {
    await setCookie(cookie);
  } catch (error) {
    return refused('refused', `The browser refused the cookie: ${messageOf(error)}`);
  }
  const stored = await inJar(cookie);
  const past = cookie.expires !== 'session' && cookie.expires <= Date.now();
  if (past) return stored === undefined ? { ok: true } : refused('not-stored', 'The cookie is still in the jar.');
  return stored?.value === cookie.value ? { ok: true } : refused('not-stored', 'The browser took the cookie without an error, and the jar does not hold it.');
}

async function remove(cookie: Cookie): Promise<Outcome> {
  try {
    await removeCookie(cookie);
  } catch (error) {
    return refused('refused', `The browser refused to remove the cookie: ${messageOf(error)}`);
  }
  return (await inJar(cookie)) === undefined ? { ok: true } : refused('not-removed', 'The cookie is still in the jar.');
}

export const handlers: Handlers = {
  async jar({ tabId, hosts }) {
    const store = await storeOf(tabId);
    if (store === null) throw new Error('this tab has no cookie store that the extension may see');
    const permitted = await Promise.all(hosts.map(hasHost));
    return { cookies: await allCookies(store), store, missing: hosts.filter((_host, i) => permitted[i] === false), watchesRequests: await watchesRequests() };
  },
  write,
  remove,
  beginSwap,
  putJar,
  endSwap,
  mendJar,
  async openOptions({ host }) {
    await openOptionsFor(host);
    return null;
  },
};
