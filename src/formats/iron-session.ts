/**
 * iron-session's cookie: an Iron seal with the version mark `~2`, whole or in chunks; in the versions before 6 without the mark, the
 * session inside `persistent`.
 * Grammar: `Fe26.2*id*salt*iv*ciphertext*expiration*salt*mac~2`
 * Source: vvo/iron-session 9.0.1 `dist/index.js:1-420`, 8.0.4 `dist/index.js:1-110`, 6.3.1 `dist/index.mjs:1-190`.
 */
import { compactJson, jsonMembers, jsonPayload, restyleJson } from '../codec/json';
import type { Payload } from '../codec/value';
import type { WireCookie } from '../cookie/wire-cookie';
import { cookiesFor, cutOff, dotted } from '../envelope/chunks';
import { ironFacts, isExpiredSeal, provedLayers, readSeal, sealIron, splitSeal, unseal, type IronProblem, type IronProof, type IronRecipe, type IronSeal } from '../envelope/iron';
import { principalIn } from '../envelope/principal';
import { fail, ok } from '../result';
import { defineFormat } from './define';

const fourteenDaysMs = 14 * 24 * 3600 * 1000;
/** iron-session 9 spreads a seal over at most this many cookies. */
const mostChunks = 4;
/** What `Path=/; Max-Age=…; HttpOnly; Secure; SameSite=Lax` leaves of 4096 bytes, the name not counted. */
const roomBesideAttributes = 4030;

/** What is missing from a seal or wrong with it; null where it can be checked. */
function gapIn(wire: WireCookie, seal: IronSeal): IronProblem | null {
  const isChunked = wire.parts.some(({ name }) => name !== wire.name);
  const isCut = (wire.missing ?? []).length > 0 || (isChunked && seal.problem?.reason === 'truncated');
  return isCut ? { reason: 'truncated', hint: cutOff(wire, { nameOf: dotted }) } : seal.problem;
}

/** The session inside the seal: in the versions before 6, whose seals have no version mark, it stands inside `persistent`. */
function sessionOf(seal: IronSeal, { text, payload }: IronProof): Payload | null {
  if (seal.tail !== '' || text === null) return payload;
  const members = jsonMembers(text, compactJson);
  const inner = members.ok ? members.value.get('persistent') : undefined;
  return inner === undefined ? null : jsonPayload(inner);
}

export default defineFormat<IronSeal, IronRecipe>({
  meta: {
    id: 'iron-session',
    title: 'iron-session cookie',
    framework: 'iron-session',
    grammar: 'Fe26.2*id*salt*iv*ciphertext*expiration*salt*mac~2',
    cookieNames: [],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'password', configNames: ['SECRET_COOKIE_PASSWORD', 'IRON_SESSION_PASSWORD', 'IRON_SESSION_SECRET', 'SESSION_PASSWORD', 'COOKIE_PASSWORD'] }],
    settings: [],
    references: ['vvo/iron-session 9.0.1 dist/index.js', 'vvo/iron-session 8.0.4 dist/index.js', 'vvo/iron-session 6.3.1 dist/index.mjs', 'brc-dd/iron-webcrypto 2.0.0 index.js'],
  },

  parse(wire) {
    const seal = splitSeal(wire.value);
    const isMarked = seal !== null && /^~\d*$/.test(seal.tail);
    if (seal === null || (!isMarked && !(seal.tail === '' && /^\d+$/.test(seal.passwordId)))) return null;
    return {
      confidence: isMarked ? 'certain' : 'likely',
      ...readSeal(seal),
    };
  },

  async open(wire, { model: seal, layers }, context) {
    const base = { payload: null, issuedAt: null, expiresAt: seal.expiresAt, layers, status: 'rejected', key: null } as const;
    const gap = gapIn(wire, seal);
    if (gap !== null) return { ...base, ...gap };
    if (!/^\d+$/.test(seal.passwordId)) return { ...base, reason: 'bad-signature', hint: "iron-session finds its password by a number in the seal, and here is none: the mark ~2 does not belong to this seal." };
    const proof = await unseal(seal, context.keys, context.kdf, [1]);
    if (proof === null) return { ...base, reason: 'bad-signature', hint: null, layers: provedLayers(seal, null) };
    const payload = sessionOf(seal, proof);
    // A seal of hapi's may have a numbered password too: what has neither the mark nor the wrapping is not iron-session's.
    if (payload === null && proof.payload !== null) return { ...base, reason: 'bad-signature', hint: null };
    const proved = { ...base, payload, layers: provedLayers(seal, proof), key: proof.key };
    if (payload === null) return { ...proved, reason: 'decrypt-failed', hint: 'The MAC fits, but the text inside does not open to JSON.' };
    if (isExpiredSeal(seal, context.nowMs)) return { ...proved, reason: 'expired', hint: null };
    return { ...proved, status: 'verified', facts: ironFacts(proof), recipe: proof.recipe };
  },

  async seal({ text, wire, parsed, opened, context }) {
    const json = restyleJson(text, compactJson);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    if (!json.value.startsWith('{')) return fail('iron-session keeps an object: the payload must begin with {.');
    const { expiresAt: before, tail } = parsed.model;
    // The seal does not tell its lifetime: the end stays where it was, and lies the library's 14 days ahead where it has passed.
    const expiresAt = before === null || before > context.nowMs ? before : context.nowMs + fourteenDaysMs;
    const inside = tail === '' ? `{"persistent":${json.value}}` : json.value;
    const sealed = await sealIron(inside, { recipe: opened.recipe, key: opened.key, expiresAt, kdf: context.kdf });
    const size = roomBesideAttributes - wire.name.length;
    const isChunked = wire.parts.some(({ name }) => name !== wire.name);
    const cookies = cookiesFor(wire, `${sealed}${tail}`, { size, nameOf: dotted });
    const count = cookies.filter(({ value }) => value !== null).length;
    if (count > mostChunks) return fail(`The seal needs ${count} cookies, and iron-session writes ${mostChunks} at most.`);
    if (count > 1 && !isChunked) return fail(`The seal is ${sealed.length} characters long and does not fit into one cookie. iron-session spreads it over several only with chunk: true.`);
    return ok(cookies);
  },

  identity: () => null,
  principal: principalIn,
});
