/** What the field names of a request body tell about a login; the values are looked at nowhere and kept nowhere. */
import type { BodyShape } from './traffic';

const maxFields = 100;
const maxDepth = 6;

/** The last word of a field name: `user[password]` and `credentials.password` are `password`. */
function lastWord(field: string): string {
  return field.toLowerCase().split(/[^a-z0-9_-]+/).findLast((word) => word !== '') ?? '';
}

/** ZAP's lists, and what the frameworks' own forms use. */
export function isPasswordField(field: string): boolean {
  const word = lastWord(field);
  return word === 'p' || /pass|pwd|passwort|wachtwoord|senha|contrase/.test(word);
}

export function isUserField(field: string): boolean {
  const word = lastWord(field);
  return word === 'u' || /user|mail|login|acc|identifier|phone|^name$/.test(word);
}

/** Names of fields that carry a one-time code. */
export function isCodeField(field: string): boolean {
  return /^(?:otp|totp|code|token|mfa|2fa|one_time_code|verification)/.test(lastWord(field).replace(/-/g, '_'));
}

function fieldsOfJson(value: unknown, path: string, depth: number, into: string[]): void {
  if (into.length >= maxFields || depth > maxDepth || typeof value !== 'object' || value === null) {
    if (path !== '' && into.length < maxFields) into.push(path);
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 5)) fieldsOfJson(item, path, depth + 1, into);
    return;
  }
  for (const [key, item] of Object.entries(value)) fieldsOfJson(item, path === '' ? key : `${path}.${key}`, depth + 1, into);
}

function fieldsOfText(kind: BodyShape['kind'], text: string): string[] {
  if (kind === 'json') {
    try {
      const fields: string[] = [];
      fieldsOfJson(JSON.parse(text), '', 0, fields);
      return [...new Set(fields)];
    } catch {
      return [];
    }
  }
  if (kind === 'multipart') return [...text.matchAll(/\bname="([^"\r\n]{1,100})"/g)].map((match) => match[1] ?? '');
  return kind === 'form' ? [...new URLSearchParams(text).keys()] : [];
}

function kindOf(mime: string): BodyShape['kind'] {
  if (/\bjson\b/i.test(mime)) return 'json';
  if (/multipart\/form-data/i.test(mime)) return 'multipart';
  return /x-www-form-urlencoded/i.test(mime) ? 'form' : 'other';
}

/** The shape of a body. `names`: field names that the recording lists apart from the text. */
export function bodyShape(mime: string, text: string, names: readonly string[]): BodyShape {
  const kind = kindOf(mime);
  const fields = (names.length > 0 ? [...names] : fieldsOfText(kind, text)).slice(0, maxFields);
  const passwords = fields.filter(isPasswordField);
  return {
    kind,
    fields,
    hasPassword: passwords.length > 0,
    hasUser: fields.some((field) => isUserField(field) && !isPasswordField(field)),
    passwordFields: passwords.length,
  };
}
