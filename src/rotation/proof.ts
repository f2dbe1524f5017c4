/**
 * The active test: a page is asked for again with the cookies of an earlier moment, and its answer is compared with what a logged-in
 * browser, a browser without a session and a made-up id get. Source: WSTG-SESS-03, short form, with its negative control.
 */
/** What came back for one request. */
export interface PageAnswer {
  readonly status: number;
  /** Where redirects led. */
  readonly url: string;
  readonly body: string;
}

/** What is asked: whether the cookies from before a login, or those from before a logout, still make a logged-in browser. */
export type ProofQuestion = 'login' | 'logout';

/** What the page looks like to the two that are known. */
export interface Controls {
  /** The page as the browser gets it now, twice; empty after a logout, when nobody is logged in. */
  readonly user: readonly PageAnswer[];
  /** The page without any session, twice. */
  readonly nobody: readonly PageAnswer[];
}

export interface ProofAnswers extends Controls {
  /** The page with made-up values of the same shape. */
  readonly madeUp: PageAnswer;
  /** The page with the earlier cookies. */
  readonly replayed: PageAnswer;
}

export type ProofOutcome = 'confirmed' | 'refuted' | 'inconclusive';

/** What a test has come to. */
export interface Conclusion {
  readonly outcome: ProofOutcome;
  /** One plain sentence. */
  readonly text: string;
  /** What was asked and what came back, one sentence each. */
  readonly evidence: readonly string[];
}

export interface ProofConclusion extends Conclusion {
  readonly question: ProofQuestion;
}

export type Likeness = 'user' | 'nobody' | 'unclear';

/** Path and query; the text itself where it is no address. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function linesOf({ body }: PageAnswer): Set<string> {
  return new Set(body.split('\n').map((line) => line.trim()).filter((line) => line !== ''));
}

/** The lines that every one of the answers has: what changes from request to request (tokens, times) tells nothing. */
function stableLines(answers: readonly PageAnswer[]): Set<string> {
  const [first, ...rest] = answers.map(linesOf);
  return new Set([...(first ?? [])].filter((line) => rest.every((lines) => lines.has(line))));
}

/** Status and final address: what no difference of content outweighs. */
function outlineOf({ status, url }: PageAnswer): string {
  return `${status} ${pathOf(url)}`;
}

function without(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((line) => !b.has(line));
}

function share(lines: readonly string[], seen: ReadonlySet<string>): number {
  return lines.length === 0 ? 0 : lines.filter((line) => seen.has(line)).length / lines.length;
}

interface Marks {
  /** Lines that only the logged-in page has, and those that only the other has. */
  readonly user: readonly string[];
  readonly nobody: readonly string[];
}

function marksOf({ user, nobody }: Controls): Marks {
  const own = stableLines(user);
  const others = stableLines(nobody);
  return { user: without(own, others), nobody: without(others, own) };
}

/** Which of the two controls an answer is like. */
export function likeness(answer: PageAnswer, answers: Controls): Likeness {
  const [user] = answers.user;
  const [nobody] = answers.nobody;
  if (user === undefined || nobody === undefined) return 'unclear';
  const outline = outlineOf(answer);
  if (outlineOf(user) !== outlineOf(nobody)) return outline === outlineOf(user) ? 'user' : outline === outlineOf(nobody) ? 'nobody' : 'unclear';
  const marks = marksOf(answers);
  const lines = linesOf(answer);
  const asUser = marks.user.length === 0 ? 1 - share(marks.nobody, lines) : share(marks.user, lines);
  const asNobody = marks.nobody.length === 0 ? 1 - share(marks.user, lines) : share(marks.nobody, lines);
  return asUser >= 0.8 && asNobody <= 0.2 ? 'user' : asNobody >= 0.8 && asUser <= 0.2 ? 'nobody' : 'unclear';
}

/** Whether the page tells a logged-in browser from another one at all. */
export function tellsApart(answers: Controls): boolean {
  const [user] = answers.user;
  const [nobody] = answers.nobody;
  if (user === undefined || nobody === undefined) return false;
  const marks = marksOf(answers);
  return outlineOf(user) !== outlineOf(nobody) || marks.user.length + marks.nobody.length > 0;
}

/** After a logout there is no logged-in control: an answer is compared with the page without a session alone. */
function isNobodys(answer: PageAnswer, nobody: readonly PageAnswer[]): boolean {
  const [first] = nobody;
  if (first === undefined || outlineOf(answer) !== outlineOf(first)) return false;
  const expected = [...stableLines(nobody)];
  const seen = linesOf(answer);
  const strange = [...seen].filter((line) => !nobody.some((each) => linesOf(each).has(line)));
  return share(expected, seen) >= 0.95 && strange.length <= Math.max(2, expected.length * 0.05);
}

/** An answer in a few words. */
export function shown(answer: PageAnswer): string {
  return `${answer.status} at ${pathOf(answer.url)}, ${answer.body.length} characters`;
}

function evidenceOf({ user, nobody, madeUp, replayed }: ProofAnswers): string[] {
  const [first] = user;
  const [other] = nobody;
  return [
    ...(first === undefined ? [] : [`Logged in: ${shown(first)}.`]),
    ...(other === undefined ? [] : [`Without a session: ${shown(other)}.`]),
    `With made-up values: ${shown(madeUp)}.`,
    `With the earlier cookies: ${shown(replayed)}.`,
  ];
}

function conclude(question: ProofQuestion, answers: ProofAnswers, outcome: ProofOutcome, text: string): ProofConclusion {
  return { question, outcome, text, evidence: evidenceOf(answers) };
}

function afterLogin(answers: ProofAnswers): ProofConclusion {
  const say = (outcome: ProofOutcome, text: string): ProofConclusion => conclude('login', answers, outcome, text);
  if (!tellsApart(answers)) return say('inconclusive', 'The page looks the same logged in and logged out, so it proves nothing. Choose one that needs a login, such as a profile or an API that names the user.');
  const control = likeness(answers.madeUp, answers);
  if (control === 'user') return say('inconclusive', 'Made-up values get the logged-in page as well: the server does not tell by these cookies who is logged in. That is another defect than fixation, and a worse one.');
  const like = likeness(answers.replayed, answers);
  if (like === 'user') return say('confirmed', 'The cookies from before the login get the logged-in page: whoever planted or saw them is logged in.');
  if (like === 'nobody') return say('refuted', 'The cookies from before the login get the page of a browser that is not logged in.');
  return say('inconclusive', 'The answer to the earlier cookies is like neither the logged-in page nor the other. Choose another page.');
}

function afterLogout(answers: ProofAnswers): ProofConclusion {
  const say = (outcome: ProofOutcome, text: string): ProofConclusion => conclude('logout', answers, outcome, text);
  if (!isNobodys(answers.madeUp, answers.nobody)) return say('inconclusive', 'Made-up values get another page than no session at all, so a difference proves nothing here. Choose another page.');
  return isNobodys(answers.replayed, answers.nobody)
    ? say('refuted', 'The cookies from before the logout get the page of a browser that is not logged in: the server no longer honours them.')
    : say('confirmed', 'The cookies from before the logout get a page that a browser without a session does not get: the server still honours them.');
}

/** What the answers prove. A server that rejects a stateless session's cookies for their age alone counts like any other. */
export function concludeProof(question: ProofQuestion, answers: ProofAnswers): ProofConclusion {
  return question === 'login' ? afterLogin(answers) : afterLogout(answers);
}
