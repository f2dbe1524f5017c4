/** Tries the publicly known secrets on a cookie without being asked: locally, and with slow derivations only up to a limit. */
import type { KnownSecretTrial } from '../audit/input';
import { knownKeys } from '../audit/known-secrets';
import type { Kdf } from '../crypto/kdf';
import { KeySet } from '../crypto/keys';
import { BeyondLimit, createMeteredKdf, type MeteredKdf } from '../crypto/metered-kdf';
import { openContext } from '../decode/open-context';
import { isProvable } from '../decode/provable';
import type { CrashHandler } from '../decode/recognise';
import type { DecodeResult } from '../decode/result';
import type { Settings } from '../formats/define';

const publicKeys = new Map<string, KeySet>();

function keysFor(framework: string): KeySet {
  const known = publicKeys.get(framework) ?? new KeySet(knownKeys(framework));
  publicKeys.set(framework, known);
  return known;
}

/** Rounds of PBKDF2 that one report may spend: half a second. What is left is tried with the next report, where what is derived is free. */
const roundsPerReport = 700_000;

const mostRemembered = 1000;

/** What was found by value, and what was derived for it, for as long as its owner lives. */
export interface KnownSecretMemory {
  readonly trials: Map<string, Promise<KnownSecretTrial>>;
  readonly kdf: MeteredKdf;
}

export function createKnownSecretMemory(kdf: Kdf): KnownSecretMemory {
  return { trials: new Map(), kdf: createMeteredKdf(kdf) };
}

/** To be called once a report: what it may spend. */
export function allowTrials({ kdf }: KnownSecretMemory): void {
  kdf.limit(roundsPerReport);
}

export interface Trying {
  readonly settings: Settings;
  readonly onCrash: CrashHandler;
  /** Null: none is tried. */
  readonly memory: KnownSecretMemory | null;
}

type Recognised = Exclude<DecodeResult, { status: 'unrecognised' }>;

const none: KnownSecretTrial = { source: null, untried: null };

/** Counts the derivations that were allowed. */
function counting(kdf: Kdf, count: () => void): Kdf {
  const counted = async (bytes: Promise<Uint8Array>): Promise<Uint8Array> => {
    await bytes;
    count();
    return bytes;
  };
  return { pbkdf2: (input) => counted(kdf.pbkdf2(input)), argon2id: (input) => counted(kdf.argon2id(input)) };
}

function tooSlow(derivations: number): string {
  return derivations === 0
    ? 'needs too slow a derivation for each of the printed secrets'
    : `needs more derivations for the printed secrets than one report may make: ${derivations} were made, and the next report goes on`;
}

async function tryAll({ format, wire, parsed }: Recognised, { settings, onCrash }: Trying, memory: KnownSecretMemory): Promise<KnownSecretTrial> {
  let derivations = 0;
  try {
    const kdf = counting(memory.kdf, () => {
      derivations += 1;
    });
    const context = openContext(format, keysFor(format.meta.framework), { settings, nowMs: null, kdf });
    const opened = await format.open?.(wire, parsed, context);
    if (opened === undefined || opened === null) return none;
    if (opened.key !== null) return { source: opened.key.secret.label, untried: null };
    // Where a format says why a key may not fit, that none does tells little.
    return opened.status === 'verified' || opened.hint === null ? none : { source: null, untried: `needs more than the printed secrets, of which none fits. ${opened.hint}` };
  } catch (error) {
    if (error instanceof BeyondLimit) return { source: null, untried: tooSlow(derivations) };
    onCrash(format.meta.id, error);
    return { source: null, untried: 'needs a format that does not crash: a bug of Sessionscope' };
  }
}

/** What the publicly known secrets prove of a signed or encrypted cookie that no pasted key proves. */
export async function tryKnownSecrets(decoded: DecodeResult, trying: Trying): Promise<KnownSecretTrial> {
  if (decoded.status === 'unrecognised' || !isProvable(decoded)) return none;
  const isUnproved = decoded.status === 'read' || decoded.status === 'sealed' || (decoded.status === 'rejected' && decoded.opened.key === null);
  if (!isUnproved) return none;
  if (trying.memory === null) return { source: null, untried: 'needs the printed secrets, which were not tried' };
  const { trials } = trying.memory;
  const { name, value, companions } = decoded.wire;
  const key = JSON.stringify([decoded.meta.id, trying.settings, name, value, companions]);
  const fresh = trials.get(key) ?? tryAll(decoded, trying, trying.memory);
  if (trials.size >= mostRemembered) trials.clear();
  trials.set(key, fresh);
  const trial = await fresh;
  // A trial that was cut short goes on with the next report.
  if (trial.untried !== null) trials.delete(key);
  return trial;
}
