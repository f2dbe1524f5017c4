/** What stands for values where they must not be shown: exports are masked unless the person says otherwise. */
import { isRecord, type Value } from '../codec/value';

/** The same structure with its keys, and each text and number replaced by what kind of thing it is. */
export function maskedPayload(value: Value): Value {
  if (typeof value === 'string') return `[text, ${value.length} characters]`;
  if (typeof value === 'number') return '[number]';
  if (Array.isArray(value)) return value.map((item: Value) => maskedPayload(item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskedPayload(item)]));
}
