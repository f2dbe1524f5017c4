/** Why no key fits: what would have matched, found by mending the usual mistakes one at a time. */
import type { WireCookie } from '../cookie/wire-cookie';
import { KeySet } from '../crypto/keys';
import { BeyondLimit } from '../crypto/metered-kdf';
import type { RejectReason, Settings } from '../formats/define';
import { attemptAll, unlessCrashed, type Attempt } from './attempt';
import { keyTrials } from './key-mistakes';
import { openContext, type DecodeOptions } from './open-context';
import type { Candidate } from './recognise';
import { valueTrials } from './value-mistakes';

export interface Diagnosis {
  readonly attempt: Attempt;
  /** What was done wrong, and what to do. */
  readonly hint: string;
}

interface Trial {
  readonly hint: string;
  readonly wire?: WireCookie;
  readonly keys?: KeySet;
  readonly settings?: Settings;
}

function* trials(wire: WireCookie, { format, parsed }: Candidate, keys: KeySet): Generator<Trial> {
  for (const { settings, hint } of format.meta.guesses ?? []) yield { hint, settings };
  for (const name of format.meta.cookieNames)
    if (typeof name === 'string' && name !== wire.name)
      yield { hint: `The key matches for the cookie name ${name}: the name is part of what is proved, so the value does not hold for ${wire.name}.`, wire: { ...wire, name } };
  // No key mends a value that is broken or cut off.
  if (parsed.malformed === undefined) yield* keyTrials(keys, format.meta.keyFields.length > 1);
}

async function fits(trial: Trial, wire: WireCookie, candidate: Candidate, options: DecodeOptions): Promise<boolean> {
  const { format } = candidate;
  const seen = trial.wire ?? wire;
  const parsed = trial.wire === undefined ? candidate.parsed : format.parse(seen);
  if (parsed === null || format.open === undefined) return false;
  const context = openContext(format, trial.keys ?? options.keys ?? new KeySet([]), { ...options, settings: { ...options.settings, ...trial.settings } });
  try {
    const opened = await format.open(seen, parsed, context);
    return opened !== null && opened.key !== null;
  } catch (error) {
    if (error instanceof BeyondLimit) return false;
    throw error;
  }
}

async function hintFrom(wire: WireCookie, candidate: Candidate, options: DecodeOptions): Promise<string | null> {
  for (const trial of trials(wire, candidate, options.keys ?? new KeySet([]))) if (await fits(trial, wire, candidate, options)) return trial.hint;
  return null;
}

/** What no other key changes. */
const final: ReadonlySet<RejectReason> = new Set(['alg-none', 'alg-confusion', 'policy', 'empty']);

/** The key, setting or cookie name that would have fitted; attempts in which nothing was rejected have none. */
export async function diagnoseKeys(wire: WireCookie, attempts: readonly Attempt[], options: DecodeOptions): Promise<Diagnosis | null> {
  for (const attempt of attempts) {
    const { candidate, opened } = attempt;
    if (opened?.status !== 'rejected' || final.has(opened.reason)) continue;
    const hint = await unlessCrashed(candidate.format, options, () => hintFrom(wire, candidate, options));
    if (hint !== null) return { attempt, hint };
  }
  return null;
}

function withValue(wire: WireCookie, value: string): WireCookie {
  const [only, second] = wire.parts;
  return { ...wire, value, parts: only === undefined || second !== undefined ? wire.parts : [{ ...only, value }] };
}

/** The value as it was before something damaged it, where a key proves that; what is told of it is told as rejected. */
export async function diagnoseValue(wire: WireCookie, options: DecodeOptions): Promise<Diagnosis | null> {
  if (options.keys === undefined || options.keys.secrets.length === 0) return null;
  for (const { hint, value } of valueTrials(wire.value, wire.name)) {
    const { proven } = await attemptAll(withValue(wire, value), options);
    if (proven !== null) return { attempt: asDamaged(proven), hint };
  }
  return null;
}

/** The stretches of a mended value are not those of the value itself. */
function asDamaged({ candidate, opened }: Attempt): Attempt {
  const { payload, issuedAt, expiresAt, layers } = opened ?? candidate.parsed;
  const kept = layers.filter(({ kind }) => kind !== 'envelope');
  return { candidate, opened: { status: 'rejected', reason: 'malformed', key: null, hint: null, payload, issuedAt, expiresAt, layers: kept } };
}
