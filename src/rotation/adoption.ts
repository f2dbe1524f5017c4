/**
 * Whether a server takes over a session id that it never issued. Two made-up ids are sent by turns: that the server says nothing is no
 * adoption; one that it sends back, or under which it keeps something that it does not show under the other, is.
 * Source: OWASP Session Management Cheat Sheet, "Session ID Generation and Verification: Permissive and Strict".
 */
import { pathOf, shown, type Conclusion, type PageAnswer, type ProofOutcome } from './proof';

/** What the browser held after an answer, in the place of the made-up id: that same one, untouched or set anew by the server, another, or none. */
export type Held = 'planted' | 'resent' | 'replaced' | 'removed';

/** One request with a made-up id. */
export interface AdoptionStep {
  readonly id: 'first' | 'second';
  /** `before` and `after`: the page, before and after something was to be stored under the first id; `store`: the address that stores. */
  readonly moment: 'before' | 'store' | 'after';
  readonly answer: PageAnswer;
  readonly held: Held;
}

export interface AdoptionConclusion extends Conclusion {
  /** False where one other explanation remains. */
  readonly isCertain: boolean;
}

/** What a page is compared by: finer than lines, because many pages are one line. The made-up ids themselves are left out: an echo is no session. */
function piecesOf({ status, url, body }: PageAnswer, madeUp: readonly string[]): Set<string> {
  const plain = (text: string): string => madeUp.reduce((rest, id) => rest.replaceAll(id, '…'), text);
  const pieces = plain(body).split(/[\n<>{},]/).map((piece) => piece.trim()).filter((piece) => piece !== '');
  return new Set([`${status} ${plain(pathOf(url))}`, ...pieces]);
}

/** The pieces that each of the `own` pages has and none of the others. */
function only(own: readonly ReadonlySet<string>[], others: readonly ReadonlySet<string>[]): string[] {
  const [first, ...rest] = own;
  return [...(first ?? [])].filter((piece) => rest.every((pieces) => pieces.has(piece)) && others.every((pieces) => !pieces.has(piece)));
}

/** Fewer could agree or differ by chance. */
const leastRounds = 3;

interface Shown {
  /** What came with the first id alone, after something was stored under it. */
  readonly stored: readonly string[];
  /** What came with one id each time and never with the other; empty unless each of the two has such a piece. */
  readonly perId: readonly string[];
}

function shownBy(steps: readonly AdoptionStep[], madeUp: readonly string[]): Shown {
  const pages = (id: AdoptionStep['id'], moment: AdoptionStep['moment']): Set<string>[] =>
    steps.filter((step) => step.id === id && step.moment === moment).map(({ answer }) => piecesOf(answer, madeUp));
  const [before, after, other] = [pages('first', 'before'), pages('first', 'after'), pages('second', 'after')];
  if (after.length < leastRounds || other.length < leastRounds) return { stored: [], perId: [] };
  const ofFirst = only([...before, ...after], other);
  const ofSecond = only(other, [...before, ...after]);
  return { stored: before.length === 0 ? [] : only(after, [...before, ...other]), perId: ofFirst.length > 0 && ofSecond.length > 0 ? ofFirst : [] };
}

const heldWords: Readonly<Record<Held, string>> = {
  planted: 'no cookie of the server came in the place of the made-up one',
  resent: 'the server set the made-up id anew as its own cookie',
  replaced: 'the server put another id in its place',
  removed: 'the server removed the cookie',
};

const momentWords = { before: 'the page', store: 'the address that stores something', after: 'the page' } as const;

function evidenceOf(steps: readonly AdoptionStep[], pieces: readonly string[]): string[] {
  const seen = steps.map(({ id, moment, answer, held }) => `With the ${id} made-up id, ${momentWords[moment]}: ${shown(answer)}; ${heldWords[held]}.`);
  return [...new Set(seen), ...pieces.slice(0, 3).map((piece) => `Only with the first made-up id: ${piece.length > 80 ? `${piece.slice(0, 80)}…` : piece}`)];
}

/** What the answers prove. `madeUp`: the two ids, in every form in which a page may repeat them. */
export function concludeAdoption(steps: readonly AdoptionStep[], madeUp: readonly string[]): AdoptionConclusion {
  const { stored, perId } = shownBy(steps, madeUp);
  const say = (outcome: ProofOutcome, text: string, isCertain = true): AdoptionConclusion => ({ outcome, text, isCertain, evidence: evidenceOf(steps, stored.length > 0 ? stored : perId) });
  const was = (held: Held): boolean => steps.some((step) => step.held === held);
  if (was('resent')) return say('confirmed', 'The server sent a made-up id back as its own session cookie instead of issuing another: it adopts ids that it never issued.');
  if (was('replaced')) return say('refuted', 'The server put an id of its own in the place of the made-up one.');
  if (was('removed')) return say('refuted', 'The server removed the cookie with the made-up id.');
  if (stored.length > 0) return say('confirmed', 'What was stored under a made-up id came back under that id, and not under another made-up one: the server adopts ids that it never issued.');
  if (perId.length > 0)
    return say('confirmed', 'A part of the page stayed the same under each of two made-up ids and differed between them: the server keeps something under ids that it never issued, unless it computes that part from the id.', false);
  return say('inconclusive', 'The server sent no id of its own, and no answer shows that it keeps anything under a made-up one. Silence is no adoption: give an address that stores something in the session.');
}
