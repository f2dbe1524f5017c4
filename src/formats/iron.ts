/**
 * Iron seals of hapi (cookie authentication, yar), hono-sessions, KeystoneJS and others: the object that the library was given.
 * Grammar: `Fe26.2*[id]*salt*iv*ciphertext*[expiration]*salt*mac`
 * Source: hapijs/iron 7.0.1 `lib/index.js`; hapijs/cookie 12.0.1; hapijs/yar 11.0.3; jcs224/hono_sessions 0.8.1.
 */
import { compactJson, jsonPayload, restyleJson } from '../codec/json';
import { idShape } from '../codec/opaque-id';
import { isRecord, type Payload, type Value } from '../codec/value';
import { h3SessionIn, ironFacts, isExpiredSeal, provedLayers, readSeal, sealIron, splitSeal, unseal, type IronProof, type IronRecipe, type IronSeal } from '../envelope/iron';
import { principalIn } from '../envelope/principal';
import { fail, ok } from '../result';
import { defineFormat } from './define';

interface Recipe extends IronRecipe {
  /** hono-sessions seals a JSON text, which Iron writes as JSON once more. */
  readonly isNested: boolean;
}

/** The sealed object; where it is a text that is JSON itself (hono-sessions), what that text says. */
function contentOf({ text, payload }: IronProof): { payload: Payload | null; isNested: boolean } {
  const inner = typeof payload?.value === 'string' && text !== null ? jsonPayload(payload.value) : null;
  return inner !== null && isRecord(inner.value) ? { payload: inner, isNested: true } : { payload, isNested: false };
}

/** Seals that formats of their own claim: h3's by its object, iron-session's by its mark or its wrapping. */
function isOthers({ payload }: IronProof, { passwordId }: IronSeal): boolean {
  const value = payload?.value ?? null;
  return passwordId === '' ? h3SessionIn(value) : isRecord(value) && isRecord(value['persistent']);
}

/** yar keeps `{id, _store}`, and `{id}` alone where the data lies on the server; hono-sessions with a store seals the bare id. */
function identityOf(value: Value): string | null {
  if (typeof value === 'string') return idShape(value) === null ? null : value;
  return isRecord(value) && typeof value['id'] === 'string' && Object.keys(value).every((key) => key === 'id' || key === '_store') ? value['id'] : null;
}

export default defineFormat<IronSeal, Recipe>({
  meta: {
    id: 'iron',
    title: 'Iron seal (hapi, yar, hono-sessions)',
    framework: 'hapi',
    grammar: 'Fe26.2*[id]*salt*iv*ciphertext*[expiration]*salt*mac',
    cookieNames: ['sid', 'session', 'keystonejs-session'],
    role: 'session',
    holds: 'payload',
    general: true,
    keyFields: [{ name: 'secret', title: 'password', configNames: ['COOKIE_PASSWORD', 'IRON_PASSWORD', 'YAR_PASSWORD', 'SESSION_SECRET', 'SESSION_PASSWORD', 'SESSION_ENCRYPTION_KEY'] }],
    settings: [],
    references: ['hapijs/iron 7.0.1 lib/index.js', 'hapijs/cookie 12.0.1 lib/index.js', 'hapijs/yar 11.0.3 lib/index.js', 'jcs224/hono_sessions 0.8.1'],
  },

  parse(wire) {
    const seal = splitSeal(wire.value);
    if (seal === null || seal.tail !== '') return null;
    return {
      confidence: 'likely',
      ...readSeal(seal),
    };
  },

  async open(_wire, { model: seal, layers }, context) {
    const base = { payload: null, issuedAt: null, expiresAt: seal.expiresAt, layers, status: 'rejected', key: null } as const;
    if (seal.problem !== null) return { ...base, ...seal.problem };
    const proof = await unseal(seal, context.keys, context.kdf);
    if (proof === null || isOthers(proof, seal)) return { ...base, reason: 'bad-signature', hint: null, layers: provedLayers(seal, null) };
    const { payload, isNested } = contentOf(proof);
    const proved = { ...base, payload, layers: provedLayers(seal, proof), key: proof.key };
    if (payload === null) return { ...proved, reason: 'decrypt-failed', hint: 'The MAC fits, but the text inside does not open: the application has a second password for the encryption.' };
    if (isExpiredSeal(seal, context.nowMs)) return { ...proved, reason: 'expired', hint: null };
    return { ...proved, status: 'verified', facts: ironFacts(proof), recipe: { ...proof.recipe, isNested } };
  },

  async seal({ text, wire, parsed, opened, context }) {
    const json = restyleJson(text, compactJson);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    const before = parsed.expiresAt;
    if (before !== null && before <= context.nowMs) return fail('The seal has expired, and it does not tell its lifetime: nothing says how long a new one should live.');
    const { isNested, ...recipe } = opened.recipe;
    const inside = isNested ? JSON.stringify(json.value) : json.value;
    return ok([{ name: wire.name, value: await sealIron(inside, { recipe, key: opened.key, expiresAt: before, kdf: context.kdf }) }]);
  },

  identity: identityOf,
  principal: principalIn,
});
