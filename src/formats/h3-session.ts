/**
 * The session of h3, Nitro and Nuxt: an Iron seal of `{id, createdAt, data}`, in h3 2 with 8192 rounds and over several cookies.
 * Grammar: `Fe26.2**salt*iv*ciphertext*[expiration]*salt*mac`, or `__chunked__N` and the chunks `.1` to `.N`
 * Source: unjs/h3 2.0.8 `dist/h3.mjs:562-660, 1075-1400`, 1.15.11 `dist/index.mjs:1321-1480`; atinux/nuxt-auth-utils 0.5.30.
 */
import { compactJson, restyleJson } from '../codec/json';
import { isRecord, type Value } from '../codec/value';
import { cookiesFor, dotted, missingChunks } from '../envelope/chunks';
import { h3SessionIn, ironFacts, ironIterations, isExpiredSeal, provedLayers, readSeal, sealIron, splitSeal, unseal, type IronProblem, type IronRecipe, type IronSeal } from '../envelope/iron';
import { principalIn } from '../envelope/principal';
import { fail, ok } from '../result';
import type { WireCookie } from '../cookie/wire-cookie';
import { defineFormat, type OpenContext } from './define';

/** Null: only the base cookie is there, which says how many chunks there should be. */
type Model = IronSeal | null;

const scheme = { size: 4000, nameOf: dotted, first: 1, head: (count: number): string => `__chunked__${count}` };

function maxAgeMs(context: OpenContext): number | null {
  const seconds = context.setting('maxAgeSeconds');
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : null;
}

function iterationsOf(context: OpenContext): readonly number[] {
  const rounds = context.setting('iterations');
  return typeof rounds === 'number' && rounds > 0 ? [rounds] : ironIterations;
}

/** How many chunks the base cookie announces; null where there is no such cookie. */
function chunksAnnounced(wire: WireCookie): number | null {
  const head = wire.parts.find(({ name }) => name === wire.name);
  const count = /^__chunked__(\d{1,3})$/.exec(head?.value ?? '')?.[1];
  return count === undefined ? null : Number(count);
}

/** What is missing from the value or wrong with it; null where it can be checked. */
function gapIn(wire: WireCookie, seal: Model): IronProblem | null {
  const missing = missingChunks(wire) ?? (seal === null ? `The chunks that ${wire.name} announces, ${dotted(wire.name, 1)} to ${dotted(wire.name, chunksAnnounced(wire) ?? 1)}, are missing.` : null);
  return missing === null ? (seal?.problem ?? null) : { reason: 'truncated', hint: missing };
}

function numberAt(value: Value | undefined, key: string): number | null {
  const item = isRecord(value) ? value[key] : undefined;
  return typeof item === 'number' ? item : null;
}

export default defineFormat<Model, IronRecipe>({
  meta: {
    id: 'h3-session',
    title: 'h3 / Nitro / Nuxt session',
    framework: 'h3',
    grammar: 'Fe26.2**salt*iv*ciphertext*[expiration]*salt*mac',
    cookieNames: ['h3', 'nuxt-session'],
    role: 'session',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'password', configNames: ['NUXT_SESSION_PASSWORD', 'NITRO_SESSION_PASSWORD', 'SESSION_PASSWORD'] }],
    settings: [
      { name: 'maxAgeSeconds', title: 'maxAge in seconds', default: null },
      { name: 'iterations', title: 'PBKDF2 rounds, where they are neither 1 (h3 1) nor 8192 (h3 2)', default: null },
    ],
    references: ['unjs/h3 2.0.8 dist/h3.mjs', 'unjs/h3 1.15.11 dist/index.mjs', 'atinux/nuxt-auth-utils 0.5.30'],
  },

  parse(wire) {
    const announced = chunksAnnounced(wire);
    const seal = splitSeal(wire.value);
    if (seal === null && announced !== null)
      return { confidence: 'likely', layers: [], model: null, payload: null, issuedAt: null, expiresAt: null, malformed: 'Chunks are missing.' };
    if (seal === null || seal.tail !== '' || seal.passwordId !== '') return null;
    return {
      // Any Iron seal looks so: the name, the chunks or the content, which needs a key, tell that it is h3's.
      confidence: announced === null ? 'possible' : 'likely',
      ...readSeal(seal),
    };
  },

  async open(wire, { model: seal, layers, expiresAt }, context) {
    const base = { payload: null, issuedAt: null, expiresAt, layers, status: 'rejected', key: null, hint: null } as const;
    const gap = gapIn(wire, seal);
    if (gap !== null) return { ...base, ...gap };
    if (seal === null) return { ...base, reason: 'empty' };
    const proof = await unseal(seal, context.keys, context.kdf, iterationsOf(context));
    const content = proof?.payload?.value ?? null;
    if (proof === null || (proof.payload !== null && !h3SessionIn(content))) return { ...base, reason: 'bad-signature', layers: provedLayers(seal, null) };
    const createdAt = numberAt(content, 'createdAt');
    const limitMs = maxAgeMs(context);
    const end = createdAt === null || limitMs === null ? null : createdAt + limitMs;
    const proved = { ...base, payload: proof.payload, issuedAt: createdAt, expiresAt: expiresAt ?? end, layers: provedLayers(seal, proof), key: proof.key };
    if (proof.payload === null) return { ...proved, reason: 'decrypt-failed', hint: 'The MAC fits, but the text inside does not open to JSON.' };
    if (isExpiredSeal(seal, context.nowMs)) return { ...proved, reason: 'expired' };
    if (end !== null && context.nowMs !== null && context.nowMs > end)
      return { ...proved, reason: 'expired', hint: 'h3 checks maxAge against createdAt as well, without the minute that a seal is given.' };
    return { ...proved, status: 'verified', facts: ironFacts(proof), recipe: proof.recipe };
  },

  async seal({ text, wire, parsed, opened, context }) {
    const json = restyleJson(text, compactJson);
    if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
    if (!json.value.startsWith('{')) return fail('h3 keeps an object {id, createdAt, data}: the payload must begin with {.');
    const before = parsed.expiresAt;
    const lifetimeMs = before === null || opened.issuedAt === null ? null : before - opened.issuedAt;
    // h3 seals with now + maxAge; without that setting the seal keeps its end, or its lifetime where that has passed.
    const limitMs = maxAgeMs(context) ?? (before !== null && before <= context.nowMs ? lifetimeMs : null);
    const expiresAt = before === null ? null : limitMs === null ? before : context.nowMs + limitMs;
    const sealed = await sealIron(json.value, { recipe: opened.recipe, key: opened.key, expiresAt, kdf: context.kdf });
    const isOne = opened.recipe.iterations === 1 && sealed.length > scheme.size;
    return isOne ? fail(`The seal is ${sealed.length} characters long: h3 1 keeps it in one cookie, and browsers refuse that.`) : ok(cookiesFor(wire, sealed, scheme));
  },

  identity: (value) => (isRecord(value) && typeof value['id'] === 'string' ? value['id'] : null),
  principal: principalIn,
});
