/** Edits of the jar: written cookie by cookie, read back, and taken back exactly. */
import type { StoreApi } from 'zustand/vanilla';
import { cookieKey, type Cookie, type CookieKey, type SealedCookie } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { draftedFamily, type CookieDraft } from './cookie-draft';
import type { PanelServices, PanelState } from './panel-state';
import { mayShowValues } from './reveal';

export type EditOutcome = { readonly ok: true; readonly note: string | null } | { readonly ok: false; readonly problem: string };

export interface EditActions {
  /** Seals where a payload was edited, writes and reads back. Nothing stays half written. */
  saveDraft(id: string, draft: CookieDraft): Promise<EditOutcome>;
  deleteCookie(id: string): Promise<EditOutcome>;
  /** Takes the latest edit back. */
  undoEdit(): Promise<EditOutcome>;
}

function refused(problem: string): EditOutcome {
  return { ok: false, problem };
}

/** The cookie of the jar and those that belong to it: chunks and signatures. */
export function familyOf({ cookie, companions }: PanelCookie, jar: readonly Cookie[]): Cookie[] {
  if (cookie === null) return [];
  return [cookie.name, ...companions].flatMap((name) => {
    const key = cookieKey({ ...cookie, name });
    return jar.find((each) => cookieKey(each) === key) ?? [];
  });
}

type World = { readonly store: StoreApi<PanelState>; readonly services: PanelServices };

function jarOf({ store }: World): readonly Cookie[] {
  return store.getState().facts.jar ?? [];
}

/** Makes the jar hold the cookies and lack the other keys; null where it worked. A chunked session is written in the order of its chunks. */
async function putCookies(world: World, cookies: readonly Cookie[], keys: readonly CookieKey[]): Promise<string | null> {
  const { tab } = world.services;
  const wanted = new Set(cookies.map(cookieKey));
  for (const key of keys) {
    if (wanted.has(key) || !jarOf(world).some((each) => cookieKey(each) === key)) continue;
    const outcome = await tab.removeCookie(key);
    if (!outcome.ok) return outcome.message;
  }
  for (const cookie of cookies) {
    const outcome = await tab.writeCookie(cookie);
    if (!outcome.ok) return outcome.message;
  }
  return null;
}

const attributes = ['secure', 'httpOnly', 'sameSite', 'hostOnly', 'expires'] as const;

/** What the browser keeps of an attribute; instants in whole seconds, as some browsers keep them. */
function kept(cookie: Cookie, name: (typeof attributes)[number]): string {
  const value = cookie[name];
  return String(typeof value === 'number' ? Math.round(value / 1000) : value);
}

/** Attributes that the browser kept otherwise than they were written; null where none is. */
function differenceNote(written: readonly Cookie[], jar: readonly Cookie[]): string | null {
  const differing = written.flatMap((cookie) => {
    const stored = jar.find((each) => cookieKey(each) === cookieKey(cookie));
    return stored === undefined ? [] : attributes.filter((name) => kept(stored, name) !== kept(cookie, name));
  });
  return differing.length === 0 ? null : `The browser keeps it with another ${[...new Set(differing)].join(', ')}.`;
}

async function apply(world: World, what: string, next: readonly Cookie[], former: readonly Cookie[]): Promise<EditOutcome> {
  const keys = [...new Set([...former, ...next].map(cookieKey))];
  const before = keys.flatMap((key) => jarOf(world).find((each) => cookieKey(each) === key) ?? []);
  const problem = await putCookies(world, next, keys);
  if (problem !== null) {
    const undone = await putCookies(world, before, keys);
    return refused(undone === null ? `${problem} The jar is as it was before.` : `${problem} The former cookies could not be put back: ${undone}`);
  }
  world.store.setState(({ edits }) => ({ edits: [...edits, { what, before, keys }] }));
  return { ok: true, note: differenceNote(next, jarOf(world)) };
}

interface Target {
  readonly shown: PanelCookie;
  readonly family: readonly Cookie[];
}

/** What may be edited; else why not. */
function targetOf({ store }: World, id: string): Target | string {
  const state = store.getState();
  if (!mayShowValues(state)) return 'Not a development host: unlock the site first.';
  const shown = state.report?.cookies.find((each) => each.id === id);
  const family = shown === undefined ? [] : familyOf(shown, state.facts.jar ?? []);
  return shown === undefined || family.length === 0 ? 'The cookie is no longer in the jar.' : { shown, family };
}

async function sealedFor({ services }: World, id: string, draft: CookieDraft): Promise<readonly SealedCookie[] | string> {
  if (draft.content !== 'payload') return [];
  const sealed = await services.analysis.reseal(id, draft.text, services.now());
  return sealed.ok ? sealed.cookies : sealed.problem;
}

export function editActions(world: World): EditActions {
  const { store } = world;
  return {
    async saveDraft(id, draft) {
      const target = targetOf(world, id);
      if (typeof target === 'string') return refused(target);
      const sealed = await sealedFor(world, id, draft);
      if (typeof sealed === 'string') return refused(sealed);
      const next = draftedFamily(target.family, draft, sealed);
      const outcome = await apply(world, `Edited ${target.shown.name}`, next, target.family);
      // Another path or domain makes it another cookie: the selection follows.
      if (outcome.ok && next[0] !== undefined && store.getState().selected === id) store.setState({ selected: cookieKey(next[0]) });
      return outcome;
    },
    async deleteCookie(id) {
      const target = targetOf(world, id);
      return typeof target === 'string' ? refused(target) : apply(world, `Deleted ${target.shown.name}`, [], target.family);
    },
    async undoEdit() {
      const latest = store.getState().edits.at(-1);
      if (latest === undefined) return refused('There is nothing to take back.');
      const problem = await putCookies(world, latest.before, latest.keys);
      if (problem !== null) return refused(problem);
      const { before } = latest;
      store.setState(({ edits }) => ({ edits: edits.slice(0, -1), ...(before[0] === undefined ? {} : { selected: cookieKey(before[0]) }) }));
      return { ok: true, note: differenceNote(before, jarOf(world)) };
    },
  };
}
