/** The shapes of ids that say nothing: what a random id looks like, and how many characters it has of which alphabet. */

export interface IdShape {
  /** For people: `32 hexadecimal digits`. */
  readonly title: string;
}

const uuid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/** What an id is written in, or null where the text is no bare id: too short, a word, a number, a date. */
export function idShape(text: string): IdShape | null {
  if (uuid.test(text)) return { title: 'a UUID' };
  if (text.length < 16 || text.length > 256) return null;
  const length = text.length;
  if (/^[0-9a-f]+$/.test(text) || /^[0-9A-F]+$/.test(text)) return /^\d+$/.test(text) ? null : { title: `${length} hexadecimal digits` };
  if (!/\d/.test(text)) return null;
  if (/^[0-9a-z]+$/.test(text) || /^[0-9A-Z]+$/.test(text)) return { title: `${length} letters and digits of one case` };
  if (/^[0-9A-Za-z]+$/.test(text)) return { title: `${length} letters and digits` };
  return /^[\w-]+$/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) ? { title: `${length} characters of base64url` } : null;
}
