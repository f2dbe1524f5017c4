/** What a framework's fix lines are. */
import type { FixTopic } from '../define';

/** A line for production, and its form that also works on http localhost; null where the production form does. */
export interface FixForms {
  readonly production: string;
  readonly localhost: string | null;
}

/** No line can be given, and why. */
export interface NoLine {
  readonly none: string;
}

export interface FrameworkFixes {
  /** Names as the formats give them: `meta.framework`. */
  readonly frameworks: readonly string[];
  readonly language: string;
  /** Every topic has its line or the reason for which it has none. */
  readonly lines: Readonly<Record<FixTopic, FixForms | NoLine>>;
  /** Addresses of the source or documentation that the lines were read in. */
  readonly references: readonly string[];
}

/** A form that works in both places. */
export function everywhere(production: string): FixForms {
  return { production, localhost: null };
}

export function forms(production: string, localhost: string): FixForms {
  return { production, localhost };
}

export function none(reason: string): NoLine {
  return { none: reason };
}

/** The address of a source file as it was in one version, a tag or a commit. */
export function sourceAt(repository: string, version: string, path: string): string {
  return `https://github.com/${repository}/blob/${version}/${path}`;
}
