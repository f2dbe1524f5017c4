/**
 * Which of a page's cookies carry the login: found by asking for the page with fewer and fewer of them, not by their names.
 * Source: Calzavara, Tolomei, Bugliesi, Orlando, "Quite a Mess in My Cookie Jar!" (WWW 2014), whose ground truth is made in this way.
 */
import { likeness, shown, tellsApart, type Conclusion, type Controls, type Likeness, type PageAnswer } from './proof';

/** A cookie with its chunks and its signature: they come and go together. */
export type CookieFamily = readonly string[];

export interface LoginCookieConclusion extends Conclusion {
  /** Sets of cookies, by the names of their first ones, each of which is enough to be logged in; none where nothing was settled. */
  readonly sets: readonly (readonly string[])[];
}

/** Asks for the page with these families, and with whatever holds no cookie of any. */
export type AskWith = (families: readonly CookieFamily[], what: string) => Promise<PageAnswer>;

/** A login that works in more ways than these is not taken apart further. */
const mostSets = 2;

function nameOf(family: CookieFamily): string {
  return family[0] ?? '';
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

class Search {
  readonly #ask: AskWith;
  readonly #controls: Controls;
  readonly #known = new Map<string, boolean>();
  readonly evidence: string[] = [];
  isUnclear = false;

  constructor(ask: AskWith, controls: Controls) {
    this.#ask = ask;
    this.#controls = controls;
  }

  /** Asked once for the same cookies. */
  async isEnough(families: readonly CookieFamily[]): Promise<boolean> {
    const key = JSON.stringify(families.map(nameOf).toSorted());
    const known = this.#known.get(key) ?? (await this.isEnoughNow(families));
    this.#known.set(key, known);
    return known;
  }

  async isEnoughNow(families: readonly CookieFamily[]): Promise<boolean> {
    const names = families.map(nameOf);
    const answer = await this.#ask(families, names.length === 0 ? 'without any' : `with ${listed(names)}`);
    const like = likeness(answer, this.#controls);
    const words: Readonly<Record<Likeness, string>> = { user: 'logged in', nobody: 'not logged in', unclear: 'like neither' };
    this.evidence.push(`With ${names.length === 0 ? 'none' : listed(names)}: ${words[like]}, ${shown(answer)}.`);
    this.isUnclear ||= like === 'unclear';
    return like === 'user';
  }

  /** The last cookie of the shortest beginning of `rest` that is enough beside `needed`: one that the login cannot do without. */
  async #nextNeeded(needed: readonly CookieFamily[], rest: readonly CookieFamily[]): Promise<number> {
    let short = 0;
    let enough = rest.length;
    while (enough - short > 1) {
      const middle = (short + enough) >> 1;
      if (await this.isEnough([...needed, ...rest.slice(0, middle)])) enough = middle;
      else short = middle;
    }
    return enough - 1;
  }

  /** The fewest of `families` that are enough, where all of them are. Empty where the search came to no end. */
  async fewest(families: readonly CookieFamily[]): Promise<CookieFamily[]> {
    const needed: CookieFamily[] = [];
    let rest = families;
    while (rest.length > 0) {
      const at = await this.#nextNeeded(needed, rest);
      needed.push(...rest.slice(at, at + 1));
      rest = rest.slice(0, at);
      if (await this.isEnough(needed)) return needed;
    }
    return [];
  }
}

function conclusionOf(sets: readonly (readonly CookieFamily[])[], { evidence, isUnclear }: Search): LoginCookieConclusion {
  const names = sets.map((set) => set.map(nameOf));
  const [first, second] = names;
  if (first === undefined || isUnclear) return { outcome: 'inconclusive', text: 'The answers do not fit together: with some cookies the page is like neither the logged-in one nor the other, or the login ended during the test. Choose another address.', evidence, sets: [] };
  const own = `${listed(first)} ${first.length === 1 ? 'alone gets' : 'together get'} the logged-in page`;
  const text = second === undefined ? `${own}, and all the other cookies without ${first.length === 1 ? 'it' : 'them'} do not.` : `${own}; ${listed(second)} ${second.length === 1 ? 'alone does' : 'together do'} as well.`;
  return { outcome: 'confirmed', text, evidence, sets: names };
}

/** `families`: the likeliest first, which saves requests. */
export async function findLoginCookies(families: readonly CookieFamily[], ask: AskWith): Promise<LoginCookieConclusion> {
  const user = [await ask(families, 'as logged in now'), await ask(families, 'as logged in now, once more')];
  const nobody = [await ask([], 'without any cookie'), await ask([], 'without any cookie, once more')];
  const controls: Controls = { user, nobody };
  const seen = [...user.slice(0, 1).map((answer) => `With all cookies: ${shown(answer)}.`), ...nobody.slice(0, 1).map((answer) => `Without any: ${shown(answer)}.`)];
  if (!tellsApart(controls))
    return { outcome: 'inconclusive', text: 'The page looks the same with all cookies and with none, so it tells nothing. Log in, and choose an address that needs it, such as a profile.', evidence: seen, sets: [] };
  const search = new Search(ask, controls);
  search.evidence.push(...seen);
  const sets: CookieFamily[][] = [];
  let rest = families;
  while (sets.length < mostSets && !search.isUnclear) {
    const set = await search.fewest(rest);
    // All of them were enough a moment ago: the answers contradict each other.
    if (set.length === 0) search.isUnclear = true;
    else sets.push(set);
    rest = rest.filter((family) => !set.includes(family));
    if (rest.length === 0 || !(await search.isEnough(rest))) break;
  }
  // A server that ended the session meanwhile would make every later answer a refusal.
  if (!(await search.isEnoughNow(families))) search.isUnclear = true;
  return conclusionOf(sets, search);
}
