/** Cookie and keys in, verdict out: recognise, open with the given keys, rank by proof. */
import { createKdf, type Kdf } from '../crypto/kdf';
import type { WireCookie } from '../cookie/wire-cookie';
import type { FormatMeta, OpenContext, Opened, SessionFormat, SettingValue, Settings } from '../formats/define';
import { formats as allFormats } from '../formats';
import { KeySet, type Secret } from '../crypto/keys';
import { diagnose } from './diagnose';
import { isClaimable, recognise, type Candidate, type CrashHandler } from './recognise';
import type { DecodeResult } from './result';

export interface DecodeOptions {
  readonly keys?: KeySet;
  /** What the person typed in; a format's default stands for what is absent. */
  readonly settings?: Settings;
  /** Epoch milliseconds at which expiry is judged; null: expiry is not judged. */
  readonly nowMs: number | null;
  /** Share one among calls, so that slow derivations run once a key. */
  readonly kdf?: Kdf;
  readonly formats?: readonly SessionFormat[];
  readonly onCrash?: CrashHandler;
}

/** What the person set for this very format, else for all, else the format's default. A setting of one format alone is named `<format>.<setting>`. */
export function settingOf({ id, settings: fields }: Pick<FormatMeta, 'id' | 'settings'>, settings: Settings, name: string): SettingValue {
  return [settings[`${id}.${name}`], settings[name], fields.find((field) => field.name === name)?.default].find((value) => value !== undefined) ?? null;
}

/** The context in which a format opens a value. */
export function openContext(format: SessionFormat, keys: KeySet, options: DecodeOptions): OpenContext {
  const settings = options.settings ?? {};
  return {
    keys,
    nowMs: options.nowMs,
    kdf: options.kdf ?? createKdf(),
    setting: (name) => settingOf(format.meta, settings, name),
  };
}

function hasKeyFor(format: SessionFormat, keys: KeySet): boolean {
  return format.meta.keyFields.some((field) => keys.of(field.name).length > 0);
}

/** True where the key comes after the current one. Of keys without a name the first ones may be the parts of the current key. */
function isFormer(format: SessionFormat, keys: KeySet, secret: Secret): boolean {
  const { keyFields } = format.meta;
  const parts = keyFields.some(({ name }) => name === secret.field) ? 1 : keyFields.length;
  return keys.named(secret.field).indexOf(secret) >= parts;
}

interface Attempt {
  readonly candidate: Candidate;
  readonly opened: Opened | null;
}

async function attempt(wire: WireCookie, candidate: Candidate, options: DecodeOptions): Promise<Attempt> {
  const { format, parsed } = candidate;
  const keys = options.keys ?? new KeySet([]);
  if (format.open === undefined || !hasKeyFor(format, keys)) return { candidate, opened: null };
  try {
    return { candidate, opened: await format.open(wire, parsed, openContext(format, keys, options)) };
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    options.onCrash?.(format.meta.id, error);
    return { candidate, opened: null };
  }
}

function isSealed({ parsed }: Candidate): boolean {
  return parsed.payload === null && parsed.layers.some((layer) => layer.kind === 'cipher');
}

async function resultOf(wire: WireCookie, chosen: Attempt, others: readonly Candidate[], options: DecodeOptions): Promise<DecodeResult> {
  const { candidate, opened } = chosen;
  const { format, parsed } = candidate;
  const evidence = opened ?? parsed;
  const recognised = {
    wire,
    format,
    meta: format.meta,
    confidence: parsed.confidence,
    parsed,
    alternatives: others.filter((other) => other !== candidate).map((other) => other.format.meta),
    layers: evidence.layers,
    payload: evidence.payload,
    issuedAt: evidence.issuedAt,
    expiresAt: evidence.expiresAt,
  };
  if (opened === null) return { ...recognised, status: isSealed(candidate) ? 'sealed' : 'read' };
  if (opened.status === 'verified') {
    const byFormerKey = isFormer(format, options.keys ?? new KeySet([]), opened.key.secret);
    return { ...recognised, status: 'verified', alternatives: [], opened, byFormerKey };
  }
  // A key that fits needs no other reading: the value is out of time, moved or refused for what it says.
  const hint = opened.hint ?? (opened.key === null ? await diagnose(wire, candidate, options) : null);
  return { ...recognised, status: 'rejected', opened, hint };
}

/**
 * Decodes one cookie. Proof decides first: a format whose key fits (even if the value is out of time) wins over any structure;
 * otherwise the likeliest structure that may be claimed. Never throws on any value or key.
 */
export async function decode(wire: WireCookie, given: DecodeOptions): Promise<DecodeResult> {
  const options = { ...given, kdf: given.kdf ?? createKdf() };
  const candidates = recognise(wire, options.formats ?? allFormats, options.onCrash ?? (() => {}));
  const attempts: Attempt[] = [];
  for (const candidate of candidates) {
    const tried = await attempt(wire, candidate, options);
    // A general signer would verify what a framework's own format knows to be expired: the first fitting key decides.
    if (tried.opened !== null && tried.opened.key !== null) return resultOf(wire, tried, [], options);
    attempts.push(tried);
  }
  const claimable = attempts.filter(({ candidate }) => isClaimable(candidate));
  const chosen = claimable[0];
  if (chosen === undefined) return { status: 'unrecognised', wire, alternatives: candidates.map(({ format }) => format.meta) };
  return resultOf(wire, chosen, candidates, options);
}
