/** Recognition without a key: which formats a value may be, the likeliest first. */
import type { WireCookie } from '../cookie/wire-cookie';
import type { Confidence, FormatMeta, Parsed, SessionFormat } from '../formats/define';

export interface Candidate {
  readonly format: SessionFormat;
  readonly parsed: Parsed<unknown>;
  readonly nameMatches: boolean;
}

/** A cookie name without the prefixes that browsers give a meaning to. */
export function baseName(name: string): string {
  return name.replace(/^__(?:Host-Http|Host|Secure|Http)-/i, '');
}

/** True where the name is one of the format's default names, with or without a name prefix. */
export function isDefaultName(meta: FormatMeta, name: string): boolean {
  return [name, baseName(name)].some((text) =>
    meta.cookieNames.some((known) => (typeof known === 'string' ? known === text : known.test(text))),
  );
}

const weight: Record<Confidence, number> = { certain: 20, likely: 10, possible: 0 };

function score({ format, parsed, nameMatches }: Candidate): number {
  // A format's own cookie name outweighs one step of structural confidence, never a certain structure.
  return weight[parsed.confidence] + (nameMatches ? 11 : 0) - (format.meta.general === true ? 5 : 0);
}

/** A format that throws has a bug: it is no candidate, and the bug is told apart from a miss by `onCrash`. */
export type CrashHandler = (formatId: string, error: unknown) => void;

/** All formats that take the value for theirs, best first. */
export function recognise(wire: WireCookie, formats: readonly SessionFormat[], onCrash: CrashHandler): Candidate[] {
  return formats
    .flatMap((format): Candidate[] => {
      try {
        const parsed = format.parse(wire);
        return parsed === null ? [] : [{ format, parsed, nameMatches: isDefaultName(format.meta, wire.name) }];
      } catch (error) {
        onCrash(format.meta.id, error);
        return [];
      }
    })
    .sort((a, b) => score(b) - score(a));
}

/** Whether a candidate may be named although no key proves it. */
export function isClaimable(candidate: Candidate): boolean {
  return candidate.parsed.confidence !== 'possible' || candidate.nameMatches;
}
