/** What a framework's fix lines are. */
import type { FixTopic } from '../define';

/** A line for production, and its form that also works on http localhost; null where the production form does. */
export interface FixForms {
  readonly production: string;
  readonly localhost: string | null;
}

export interface FrameworkFixes {
  /** Names as the formats give them: `meta.framework`. */
  readonly frameworks: readonly string[];
  readonly language: string;
  readonly lines: Readonly<Partial<Record<FixTopic, FixForms>>>;
  readonly references: readonly string[];
}

/** A form that works in both places. */
export function everywhere(production: string): FixForms {
  return { production, localhost: null };
}

export function forms(production: string, localhost: string): FixForms {
  return { production, localhost };
}
