/**
 * Keys out of pasted text: a bare key, or a fragment of configuration in which keys stand under their names (.env, settings.py,
 * config.py, JavaScript, secrets.yml, appsettings.json, wp-config.php, Elixir, a Data Protection key ring, PEM, JWK).
 */
import { unbase64 } from '../codec/base64';
import { textOf } from '../codec/bytes';
import type { SecretEncoding, SecretInput } from '../crypto/keys';
import { formats } from '../formats';
import type { Settings } from '../formats/define';
import { keysInCalls } from './key-calls';
import { stringLiterals, type Literal } from './string-literals';

export interface PastedKeys {
  /** In the order of the text, a former key after the current one. */
  readonly secrets: readonly SecretInput[];
  /** Settings that stood beside the keys: salts, a key prefix. */
  readonly settings: Settings;
  /** What was seen and could not be used, one sentence each. */
  readonly notices: readonly string[];
}

interface KeyName {
  readonly field: string;
  readonly former: boolean;
}

/** Names that hold a key in configuration and belong to no single format. */
const commonNames = [
  'SECRET_KEY', 'SECRET', 'APP_KEY', 'APP_SECRET', 'SECRET_KEY_BASE', 'SESSION_SECRET', 'SESSION_KEY', 'SESSION_PASSWORD', 'COOKIE_SECRET',
  'COOKIE_KEY', 'COOKIE_PASSWORD', 'JWT_SECRET', 'JWT_KEY', 'JWT_SECRET_KEY', 'NEXTAUTH_SECRET', 'AUTH_SECRET', 'NUXT_SESSION_PASSWORD', 'BETTER_AUTH_SECRET',
  'AUTH0_SECRET', 'PAYLOAD_SECRET', 'SECRETS', 'KEYS', 'KEY', 'PASSWORD', 'COOKIE_VALIDATION_KEY', 'APPLICATION_SECRET', 'WTF_CSRF_SECRET_KEY',
];
/** Lists of former keys. */
const formerNames = ['SECRET_KEY_FALLBACKS', 'APP_PREVIOUS_KEYS', 'OLD_SECRET_KEY', 'OLD_SECRET', 'OLD_SESSION_SECRET', 'PREVIOUS_SECRET_KEY'];
/** Settings by the names that configuration gives them. */
const settingNames: Readonly<Record<string, string>> = {
  SIGNINGSALT: 'signingSalt',
  ENCRYPTIONSALT: 'encryptionSalt',
  SESSIONKEYPREFIX: 'keyPrefix',
  SESSIONCOOKIESALT: 'salt',
};
/** A name that nobody told us of but that speaks for itself: `MY_APP_SESSION_SECRET`. */
const telling = /^(?!.*(?:AWS|STRIPE|GITHUB|GOOGLE|OPENAI|SENTRY|S3|SMTP|MAIL|DATABASE|DB|CLIENT|ACCESS|PUBLIC|API))\w*(?:SESSION|COOKIE|AUTH|JWT|APP|SIGNING|CSRF)\w*(?:SECRET|KEY)S?$/;

function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
}

let known: ReadonlyMap<string, KeyName> | undefined;

/** Key names without punctuation and case, so that `secret_key_base`, `SecretKeyBase` and `SECRET_KEY_BASE` are one. */
function knownNames(): ReadonlyMap<string, KeyName> {
  known ??= new Map<string, KeyName>([
    ...formats.flatMap(({ meta }) =>
      meta.keyFields.flatMap((field) => [...field.configNames, ...(field.name === 'secret' ? [] : [field.name])].map((name) => [plain(name), { field: field.name, former: false }] as const)),
    ),
    ...commonNames.map((name) => [plain(name), { field: 'secret', former: false }] as const),
    ...formerNames.map((name) => [plain(name), { field: 'secret', former: true }] as const),
  ]);
  return known;
}

/** A list of keys is no longer, and no configuration has more of them. */
const longestStatement = 4000;
const mostKeys = 200;

interface Assignment {
  readonly name: string;
  /** Everything after the separator, to the end of the statement. */
  readonly right: string;
}

/**
 * `NAME = …`, `name: …`, `"name": …`, `app.config["NAME"] = …`, `define('NAME', …`, `config.update(NAME=…` and so on: the last word
 * before the separator is the name.
 */
const assignment = /(?:^|[\s{([,;.'"])(?<name>[A-Za-z_][\w.-]{0,60})["']?\]?\s{0,20}(?:=>|:=|[=:](?!=)|,(?=\s*["']))/g;

function assignments(text: string): Assignment[] {
  const found: Assignment[] = [];
  assignment.lastIndex = 0;
  for (let match = assignment.exec(text); match !== null; match = assignment.exec(text)) {
    const name = match.groups?.['name'] ?? '';
    const from = match.index + match[0].length;
    const right = text.slice(from, from + longestStatement);
    found.push({ name, right: right.slice(0, statementEnd(right)) });
    // The right side may hold further assignments: `config.update(A=…, B=…)`.
    assignment.lastIndex = match.index + match[0].length;
  }
  return found;
}

/** Keys in several versions: `{1: 'one', 2: 'two'}`. */
const versions = /^\s*\{\s*["']?\d{1,6}["']?\s*(?::|=>)/;
const pem = /^\s*["'`]?(-----BEGIN [A-Z0-9 ]{1,40}-----[\w+/=\s\\]*-----END [A-Z0-9 ]{1,40}-----)/;

/** A statement ends with its line, except inside an open list or a PEM block. */
function statementEnd(right: string): number {
  const block = pem.exec(right)?.[0].length;
  if (block !== undefined) return block;
  const open = /^\s*[[(]/.test(right) ? Math.max(right.indexOf(']'), right.indexOf(')')) : versions.test(right) ? right.indexOf('}') : -1;
  const line = right.indexOf('\n');
  return open >= 0 ? open + 1 : line < 0 ? right.length : line;
}

/** Literals that name an environment variable are no keys: `os.environ.get("SECRET_KEY", "dev")`. */
function isVariableName(literal: Literal, right: string): boolean {
  const before = right.slice(0, literal.start);
  return /(?:environ(?:\.get)?|getenv|env|ENV(?:\.fetch)?|fetch_env!?|get_env|config)\s*[([]\s*(?::\w+,\s*)?$/.test(before);
}

function valuesOf(right: string): Value[] {
  const block = pem.exec(right)?.[1];
  if (block !== undefined) return [{ text: block.replaceAll('\\n', '\n'), encoding: 'pem', start: 0, end: right.length }];
  const trimmed = right.trimStart();
  const literals = stringLiterals(trimmed).filter((literal) => !isVariableName(literal, trimmed));
  if (versions.test(right)) return literals.filter(({ text }) => !/^\d{1,6}$/.test(text));
  const isList = /^(?:\[|\(|%w\[|new\s|array\s*\()/.test(trimmed);
  if (isList) {
    const end = trimmed.search(/[\])]/);
    return literals.filter((literal) => end < 0 || literal.start < end);
  }
  return literals.slice(0, 1);
}

type Value = Omit<Literal, 'encoding'> & { readonly encoding: SecretEncoding };

/** Templates that something else fills in. */
const placeholder = /^(?:%env\(.*\)%|\$\{.*\}|<%.*%>|\{\{.*\}\})$/;

/** The unquoted value of a .env or YAML line. */
function bareValue(right: string): Literal | null {
  const text = right.replace(/\s+#.*$/, '').trim();
  if (text === '' || /[\s(){}[\]"'`]|^process\.env|^os\./.test(text)) return null;
  return { text: text.replace(/[,;]$/, ''), encoding: 'utf8', start: 0, end: right.length };
}

interface Found extends KeyName {
  readonly name: string;
  readonly values: readonly Value[];
}

function keyIn({ name, right }: Assignment): Found | null {
  const last = /\bsecret\.key$/.test(name) ? 'secret' : (name.split('.').at(-1) ?? name);
  // In lower case it is the cookie's name (Plug, Rails, Koa) far more often than a key.
  if (last === 'key') return null;
  const key = knownNames().get(plain(last)) ?? (telling.test(last.toUpperCase()) ? { field: 'secret', former: false } : undefined);
  if (key === undefined) return null;
  const literals = valuesOf(right);
  const bare = literals.length > 0 ? null : bareValue(right);
  const values = (bare === null ? literals : [bare]).filter(({ text }) => !placeholder.test(text));
  return { ...key, name: last, values: key.former && values.length === 1 ? values.flatMap(commaList) : values };
}

function commaList(bare: Value): Value[] {
  return bare.text.split(',').map((text) => ({ ...bare, text: text.trim() }));
}

function secretsOf({ name, field, values }: Found): SecretInput[] {
  return values
    .filter(({ text }) => text !== '')
    .map(({ text, encoding }, i) => ({ field, value: text, encoding, label: values.length > 1 ? `${name} ${i + 1}` : name }));
}

function settingsIn(all: readonly Assignment[]): Settings {
  return Object.fromEntries(
    all.flatMap(({ name, right }) => {
      const setting = settingNames[plain(name.split('.').at(-1) ?? name)];
      const value = setting === undefined ? null : (valuesOf(right)[0] ?? bareValue(right));
      return setting === undefined || value === null ? [] : [[setting, value.text]];
    }),
  );
}

function whole(value: string, encoding: SecretEncoding, label: string): PastedKeys {
  return { secrets: [{ field: 'secret', value, encoding, label }], settings: {}, notices: [] };
}

/** Forms that are a key as they stand. */
function selfContained(text: string): PastedKeys | null {
  const trimmed = text.trim();
  if (trimmed.startsWith('-----BEGIN ')) return whole(trimmed, 'pem', 'PEM key');
  if (/^\{[\s\S]*"(?:kty|keys)"\s*:/.test(trimmed)) return whole(trimmed, 'jwk', trimmed.includes('"keys"') ? 'JWKS' : 'JWK');
  if (/<(?:key\s[^>]{0,200}id=|masterKey\b|repository\b)/.test(trimmed)) return whole(trimmed, 'utf8', 'key ring');
  return null;
}

function noticeOf({ name, values }: Found): string[] {
  return values.some(({ text }) => text !== '') ? [] : [`${name} has no value here: it is read from elsewhere or made at start-up. Paste the value itself.`];
}

/**
 * The keys of a pasted text. Text in which no key stands under a name is taken for one bare key, exactly as it is: white space
 * around it may be part of the key, and the diagnosis says so where it is not.
 */
export function secretsFromText(text: string): PastedKeys {
  if (text.trim() === '') return { secrets: [], settings: {}, notices: [] };
  const contained = selfContained(text);
  if (contained !== null) return contained;
  // A line that is a comment holds no key in force.
  const code = text.replace(/^[ \t]*(?:#|\/\/)[^\n]*$/gm, '');
  const all = assignments(code);
  const found = firstKeys(all);
  const called = keysInCalls(code);
  const settings = settingsIn(all);
  if (found.length === 0 && called.length === 0 && Object.keys(settings).length === 0) return whole(text, 'utf8', 'pasted key');
  const ordered = [...found.filter((key) => !key.former), ...found.filter((key) => key.former)].flatMap(secretsOf);
  const secrets = distinct([...called, ...(isKubernetesSecret(code) ? ordered.map(fromBase64) : ordered)]);
  return { secrets, settings, notices: found.flatMap(noticeOf) };
}

function firstKeys(all: readonly Assignment[]): Found[] {
  const found: Found[] = [];
  for (const each of all) {
    const key = found.length < mostKeys ? keyIn(each) : null;
    if (key !== null) found.push(key);
  }
  return found;
}

/** Kubernetes keeps the values under `data` in base64. */
function isKubernetesSecret(text: string): boolean {
  return /^kind:\s?Secret\s*$/m.test(text) && /^data:/m.test(text);
}

function fromBase64(secret: SecretInput): SecretInput {
  const bytes = unbase64(secret.value);
  const value = bytes === null ? null : textOf(bytes);
  return value === null ? { ...secret, encoding: 'base64' } : { ...secret, value };
}

/** The same key once, where it stood first. */
function distinct(secrets: readonly SecretInput[]): SecretInput[] {
  return [...new Map(secrets.toReversed().map((secret) => [JSON.stringify([secret.field, secret.value, secret.encoding]), secret])).values()].toReversed();
}
