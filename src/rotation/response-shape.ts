/** What a response body tells about a login: names of token fields, digests of their values, success or failure, a login form. */
import { valueDigest } from '../crypto/value-digest';
import { isUserField } from './body-shape';
import type { ResponseShape } from './traffic';

const maxBody = 512 * 1024;
const tokenName = /^(?:access_?token|id_?token|refresh_?token|auth_?token|token|jwt|session_?token|bearer)$/i;
const userName = /^(?:user|username|user_?id|current_?user|principal|account|profile)$/i;
const verdictName = /^(?:ok|success|succeeded|authenticated|logged_?in|verified|valid|result|status)$/i;
const errorName = /^(?:errors?|error_?(?:code|message|description)|invalid|failed|failure|non_field_errors)$/i;
const goodWord = /^(?:ok|success|succeeded|authenticated|logged[ _]?in|complete)$/i;
const badWord = /^(?:error|errors?|fail|failed|failure|unauthorized|unauthorised|forbidden|denied|invalid.*|rejected)$/i;

interface Found {
  readonly fields: string[];
  readonly digests: string[];
  outcome: ResponseShape['outcome'];
}

function outcomeOf(key: string, value: unknown): ResponseShape['outcome'] {
  if (errorName.test(key)) return value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0) ? null : 'failure';
  if (!verdictName.test(key)) return null;
  if (typeof value === 'boolean') return value ? 'success' : 'failure';
  if (typeof value !== 'string') return null;
  return goodWord.test(value) ? 'success' : badWord.test(value) ? 'failure' : null;
}

function walk(value: unknown, path: string, found: Found, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 5 || found.fields.length > 20) return;
  for (const [key, item] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (tokenName.test(key) && typeof item === 'string' && item.length >= 16) {
      found.fields.push(here);
      found.digests.push(valueDigest(item));
    } else if (userName.test(key) && item !== null && item !== false) found.fields.push(here);
    const outcome = depth <= 1 ? outcomeOf(key, item) : null;
    // One word of failure outweighs any of success.
    if (outcome === 'failure' || found.outcome === null) found.outcome = outcome ?? found.outcome;
    walk(item, here, found, depth + 1);
  }
}

function shapeOfJson(text: string): ResponseShape | null {
  const found: Found = { fields: [], digests: [], outcome: null };
  try {
    const value: unknown = JSON.parse(text);
    walk(value, '', found, 0);
    if (value === false) found.outcome = 'failure';
  } catch {
    return null;
  }
  return { tokenFields: found.fields, tokenDigests: found.digests, hasLoginForm: false, outcome: found.outcome };
}

/** Names of the inputs in a piece of HTML, those of type password apart. */
function inputsOf(form: string): { readonly passwords: string[]; readonly users: string[] } {
  const passwords: string[] = [];
  const users: string[] = [];
  for (const [tag] of form.matchAll(/<input\b[^>]{0,2000}>/gi)) {
    const attribute = (wanted: string): string => new RegExp(`\\s${wanted}\\s*=\\s*["']?([^"'\\s>]{0,100})`, 'i').exec(tag)?.[1] ?? '';
    const name = attribute('name') || attribute('id');
    if (attribute('type').toLowerCase() === 'password') passwords.push(name);
    else if (attribute('type').toLowerCase() !== 'hidden' && (isUserField(name) || attribute('type').toLowerCase() === 'email')) users.push(name);
  }
  return { passwords, users };
}

/** One password and a user to go with it; a form for changing a password has several, or no user. */
function isLoginForm(form: string): boolean {
  const { passwords, users } = inputsOf(form);
  return passwords.length === 1 && users.length > 0 && !/(?:current|old|new)[_-]?pass/i.test(passwords[0] ?? '');
}

function hasLoginForm(html: string): boolean {
  if (!/type\s*=\s*["']?password/i.test(html)) return false;
  const forms = html.split(/<form\b/i).slice(1).map((rest) => rest.split(/<\/form/i)[0] ?? '');
  return forms.length === 0 ? isLoginForm(html) : forms.some(isLoginForm);
}

/** The shape of a response body; null where there is none to look at. */
export function responseShape(mime: string, text: string): ResponseShape | null {
  if (text === '' || text.length > maxBody) return null;
  if (/json/i.test(mime)) return shapeOfJson(text);
  if (!/html/i.test(mime)) return null;
  return { tokenFields: [], tokenDigests: [], hasLoginForm: hasLoginForm(text), outcome: null };
}

