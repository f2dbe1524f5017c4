/** Which cookies a rule is about, one by one, and what it must know of one to judge it. */
import { isProvable } from '../decode/provable';
import { isLoginRole } from '../decode/role';
import type { RotationVerdict } from '../rotation/timeline';
import type { AuditFacts, CookieFact } from './facts';
import { jwtText } from './jwt-text';
import { opaqueIds } from './opaque-ids';
import { payloadOf } from './payload-fields';

/** What is known does not suffice: `needs a recorded page load`. */
export interface Blocked {
  readonly blocked: string;
}

export type Look = 'looked-at' | 'not-applicable' | Blocked;

/** The facts, and what many rules ask of them, gathered once. */
export interface Sight {
  readonly facts: AuditFacts;
  /** Names that a line set. */
  readonly lineNames: ReadonlySet<string>;
  /** How many ids were seen, by cookie name. */
  readonly idCounts: ReadonlyMap<string, number>;
  /** Names that a recorded response or a script set. */
  readonly touched: ReadonlySet<string>;
  /** Tokens from which a recording shows a session made anew. */
  readonly restoring: ReadonlySet<string>;
}

export function sightOf(facts: AuditFacts): Sight {
  return {
    facts,
    lineNames: new Set(facts.lines.filter(({ isDeletion }) => !isDeletion).map(({ name }) => name)),
    idCounts: new Map(opaqueIds(facts.lines).map(({ line, ids }) => [line.name, ids.length])),
    touched: new Set(facts.timeline?.touches.map(({ cookie }) => cookie)),
    restoring: new Set(facts.timeline?.restored.map(({ rememberedBy }) => rememberedBy)),
  };
}

interface Subject {
  /** Which cookies these are, for people. */
  readonly words: string;
  /** `rule`: the id of the rule that looks. */
  look(cookie: CookieFact, sight: Sight, rule: string): Look;
}

type Looking = Subject['look'];

/** Looks further only where the first look found the cookie in place. */
function then(first: Looking, second: Looking): Looking {
  return (cookie, sight, rule) => {
    const look = first(cookie, sight, rule);
    return look === 'looked-at' ? second(cookie, sight, rule) : look;
  };
}

function only(holds: (cookie: CookieFact) => boolean): Looking {
  return (cookie) => (holds(cookie) ? 'looked-at' : 'not-applicable');
}

function needing(what: string, holds: (cookie: CookieFact, sight: Sight, rule: string) => boolean): Looking {
  return (cookie, sight, rule) => (holds(cookie, sight, rule) ? 'looked-at' : { blocked: `needs ${what}` });
}

const login = only(({ role }) => isLoginRole(role));
const session = only(({ role }) => role === 'session');
const jwt = only(({ decoded }) => jwtText(decoded.wire.value) !== null);
const attributes = needing('a Set-Cookie line or the cookie jar', ({ line, session: { cookie } }) => line !== null || cookie !== null);
const anyLine = needing('a Set-Cookie line', ({ name, decoded }, { lineNames }) => lineNames.has(decoded.wire.parts[0]?.name ?? name));
const ownLine = needing('the Set-Cookie line of this value', ({ line }) => line !== null);
const key = then(only(({ decoded }) => isProvable(decoded)), needing('its key', ({ decoded }) => decoded.status === 'verified' || (decoded.status === 'rejected' && decoded.opened.key !== null)));

const payload: Looking = (cookie) => {
  if (payloadOf(cookie) !== null) return 'looked-at';
  return isProvable(cookie.decoded) ? { blocked: 'needs a key that opens it' } : 'not-applicable';
};

const knownSecret: Looking = ({ decoded, knownSecret: source, untried }) => {
  if (source !== null || decoded.status === 'verified') return 'looked-at';
  if (!isProvable(decoded)) return 'not-applicable';
  return untried === null ? 'looked-at' : { blocked: untried };
};

function judged(event: RotationVerdict['event'], what: string): Looking {
  return then(login, needing(what, ({ name }, { facts }) => facts.timeline?.verdicts.some((verdict) => verdict.event === event && verdict.cookie === name) === true));
}

function ids(wanted: number): Looking {
  return then(session, ({ name, decoded }, { idCounts }) => {
    const count = idCounts.get(decoded.wire.parts[0]?.name ?? name) ?? 0;
    return count >= wanted ? 'looked-at' : { blocked: `needs ${wanted} ids of it; ${count} ${count === 1 ? 'was' : 'were'} recorded` };
  });
}

const catalogue = {
  page: { words: 'the page, a request or a key', look: () => 'not-applicable' },
  every: { words: 'every cookie', look: () => 'looked-at' },
  line: { words: 'every cookie, by its Set-Cookie line', look: anyLine },
  login: { words: 'login cookies', look: login },
  'login-attributes': { words: 'login cookies', look: then(login, attributes) },
  'login-line': { words: 'login cookies, by their Set-Cookie line', look: then(login, ownLine) },
  'login-payload': { words: 'login cookies whose payload can be read', look: then(login, payload) },
  'login-jwt': { words: 'login cookies that are JSON Web Tokens', look: then(login, jwt) },
  'login-key': { words: 'login cookies that a key verifies', look: then(login, key) },
  'session-attributes': { words: 'session cookies', look: then(session, attributes) },
  jwt: { words: 'JSON Web Tokens', look: jwt },
  key: { words: 'cookies that a key can verify', look: key },
  'known-secret': { words: 'signed and encrypted cookies', look: knownSecret },
  'judged-login': { words: 'login cookies, at a login', look: judged('login', 'a recorded login') },
  'judged-logout': { words: 'login cookies, at a logout', look: judged('logout', 'a recorded logout') },
  'judged-privilege-change': { words: 'login cookies, at a change of rights', look: judged('privilege-change', 'a recorded change of rights') },
  // A test of several cookies at once tells nothing of a single one.
  tested: { words: 'login cookies, by a test that you start', look: then(login, needing('a test that you start', ({ name }, { facts }, id) => facts.proofs.some(({ rule, cookie }) => rule === id && cookie === name))) },
  touched: { words: 'login cookies that the recording shows being set', look: then(login, needing('a recorded response that sets it', ({ name }, { touched }) => touched.has(name))) },
  remembered: { words: 'remember-me cookies', look: then(only(({ role }) => role === 'remember-me'), needing('a recorded session that was made from it', ({ name }, { restoring }) => restoring.has(name))) },
  'some-ids': { words: 'session ids', look: ids(3) },
  'many-ids': { words: 'session ids', look: ids(20) },
} as const satisfies Record<string, Subject>;

export type SubjectName = keyof typeof catalogue;

export const subjects: Readonly<Record<SubjectName, Subject>> = catalogue;
