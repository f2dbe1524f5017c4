/** One value against everything that is known: all formats that may take it, each opened with the given keys until one fits. */
import type { WireCookie } from '../cookie/wire-cookie';
import { KeySet } from '../crypto/keys';
import { formats as allFormats } from '../formats';
import type { Opened, SessionFormat } from '../formats/define';
import { openContext, type DecodeOptions } from './open-context';
import { recognise, type Candidate } from './recognise';

export interface Attempt {
  readonly candidate: Candidate;
  /** Null where the format has no key to open the value with. */
  readonly opened: Opened | null;
}

export interface Attempts {
  /** The first that a key fits. */
  readonly proven: Attempt | null;
  /** All others, the likeliest first; where one is proven, only those before it. */
  readonly others: readonly Attempt[];
  readonly candidates: readonly Candidate[];
}

/** Null where the format throws, which is a bug of ours and is reported as one; a cancellation goes on. */
export async function unlessCrashed<T>({ meta }: SessionFormat, { onCrash }: DecodeOptions, run: () => Promise<T | null>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    onCrash?.(meta.id, error);
    return null;
  }
}

async function attempt(wire: WireCookie, candidate: Candidate, options: DecodeOptions): Promise<Attempt> {
  const { format, parsed } = candidate;
  const keys = options.keys ?? new KeySet([]);
  const open = format.open?.bind(format);
  if (open === undefined || !format.meta.keyFields.some(({ name }) => keys.of(name).length > 0)) return { candidate, opened: null };
  return { candidate, opened: await unlessCrashed(format, options, () => open(wire, parsed, openContext(format, keys, options))) };
}

/** A general signer would verify what a framework's own format knows to be expired: the first fitting key decides. */
export async function attemptAll(wire: WireCookie, options: DecodeOptions): Promise<Attempts> {
  const candidates = recognise(wire, options.formats ?? allFormats, options.onCrash ?? (() => {}));
  const others: Attempt[] = [];
  for (const candidate of candidates) {
    const tried = await attempt(wire, candidate, options);
    if (tried.opened !== null && tried.opened.key !== null) return { proven: tried, others, candidates };
    others.push(tried);
  }
  return { proven: null, others, candidates };
}
