/**
 * Puts other cookies into the jar for the length of a test, and the jar back afterwards: from a backup in storage, so that neither the
 * death of this background nor of whoever started the test loses a cookie.
 */
import * as v from 'valibot';
import { cookieKey, isInScope, jarDigest, type Cookie } from '../../src/index';
import { dropBackup, loadBackup, saveBackup } from '../browser/backup-storage';
import { allCookies, removeCookie, setCookie, storeOf } from '../browser/cookies';
import { cookie, scope, type AnswerTo, type Question } from '../wire/protocol';

const backupShape = v.object({ tabId: v.number(), store: v.string(), scope, cookies: v.array(cookie) });
type Backup = v.InferOutput<typeof backupShape>;

async function backup(): Promise<Backup | null> {
  const checked = v.safeParse(backupShape, await loadBackup());
  return checked.success ? checked.output : null;
}

async function present({ store, scope: own }: Pick<Backup, 'store' | 'scope'>): Promise<Cookie[]> {
  const nowMs = Date.now();
  return (await allCookies(store)).filter((each) => isInScope(each, own) && (each.expires === 'session' || each.expires > nowMs));
}

/** Removes what is not wanted, sets what differs: what is right already is left alone. */
async function makeJar(kept: Pick<Backup, 'store' | 'scope'>, wanted: readonly Cookie[]): Promise<void> {
  const keys = new Set(wanted.map(cookieKey));
  const now = new Map((await present(kept)).map((each) => [cookieKey(each), each]));
  for (const [key, each] of now) if (!keys.has(key)) await removeCookie(each);
  for (const each of wanted) if (jarDigest([each]) !== jarDigest(now.has(cookieKey(each)) ? [now.get(cookieKey(each)) ?? each] : [])) await setCookie(each);
}

export async function beginSwap({ tabId, scope: own }: Question<'beginSwap'>): Promise<null> {
  const earlier = await backup();
  if (earlier !== null && earlier.tabId !== tabId) throw new Error('a test is running in another tab');
  if (earlier !== null && !(await endSwap()).whole) throw new Error('the jar of an earlier test could not be put back as it was');
  const store = await storeOf(tabId);
  if (store === null) throw new Error('this tab has no cookie store that the extension may see');
  await saveBackup({ tabId, store, scope: own, cookies: await present({ store, scope: own }) });
  return null;
}

export async function putJar({ cookies }: Question<'putJar'>): Promise<null> {
  const kept = await backup();
  if (kept === null) throw new Error('no test is running');
  await makeJar(kept, cookies);
  return null;
}

/** The jar as it was; the backup goes only when the jar is whole. */
export async function endSwap(): Promise<AnswerTo<'endSwap'>> {
  const kept = await backup();
  if (kept === null) return { whole: true, before: jarDigest([]), after: jarDigest([]), differing: [] };
  const nowMs = Date.now();
  // What has expired meanwhile would be refused.
  const wanted = kept.cookies.filter(({ expires }) => expires === 'session' || expires > nowMs);
  await makeJar(kept, wanted);
  const now = await present(kept);
  const before = jarDigest(wanted);
  const after = jarDigest(now);
  const digests = new Map(now.map((each) => [cookieKey(each), jarDigest([each])]));
  const differing = wanted.filter((each) => digests.get(cookieKey(each)) !== jarDigest([each])).map(({ name }) => name);
  if (before === after) await dropBackup();
  return { whole: before === after, before, after, differing };
}

/** The tab whose test is under way, or was when it was cut off; null where the jar is whole. */
export async function swappingTab(): Promise<number | null> {
  return (await backup())?.tabId ?? null;
}

export async function mendJar({ tabId }: Question<'mendJar'>): Promise<AnswerTo<'mendJar'>> {
  return (await swappingTab()) === tabId ? endSwap() : null;
}
