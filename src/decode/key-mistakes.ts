/** What happens to a key on its way from a configuration to a paste box, each with how to mend it. */
import { percentDecoded } from '../codec/wire-text';
import { KeySet, Secret, type SecretEncoding } from '../crypto/keys';
import { unescaped } from './string-literals';

interface KeyMistake {
  readonly hint: string;
  /** The text as it should have been pasted; the same text where the mistake was not made. */
  readonly mend: (text: string) => string;
}

const paste = (how: string): string => `Paste it ${how}.`;

/** Those that are seen in the text first, those that any text may suffer from last. */
const mistakes: readonly KeyMistake[] = [
  { hint: `The key matches without the white space around it. ${paste('without')}`, mend: (text) => text.trim() },
  { hint: `The key matches without the invisible characters in it. ${paste('without')}`, mend: (text) => text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replaceAll('\u00a0', ' ') },
  { hint: `The key matches without the quotes around it. ${paste('without')}`, mend: (text) => text.trim().replace(/^(["'`])([\s\S]*)\1[;,]?$/, '$2').replace(/^[“‘]([\s\S]*)[”’]$/, '$1') },
  { hint: `The key matches without the b'…' around it, which is how Python prints bytes. ${paste('without')}`, mend: (text) => text.trim().replace(/^b(["'])([\s\S]*)\1$/, (_all, _quote, body: string) => unescaped(body)) },
  { hint: `The key matches without the name in front of it. ${paste('without, or the whole line as it stands in the configuration')}`, mend: (text) => text.trim().replace(/^(?:export\s)?[A-Za-z][\w.]{0,60}\s?[=:]\s?(?=\S)/, '') },
  { hint: `The key matches without the comma or semicolon at its end. ${paste('without')}`, mend: (text) => text.trim().replace(/[,;]$/, '') },
  { hint: 'The key matches up to its first #: the application reads its configuration with a parser that takes the rest for a comment. Quote it there, or give the part before.', mend: (text) => text.replace(/#[\s\S]*$/, '').trimEnd() },
  { hint: 'The key matches when its backslash escapes are undone: it was copied from source code. Paste what the string stands for.', mend: unescaped },
  { hint: 'The key matches with $ in place of $$: it was copied from a Compose file, which doubles the sign.', mend: (text) => text.replaceAll('$$', '$') },
  { hint: 'The key matches once it is percent-decoded: it was copied from a URL.', mend: (text) => percentDecoded(text) ?? text },
  { hint: 'The key matches in lower case: the application uses it so.', mend: (text) => text.toLowerCase() },
  { hint: 'The key matches with a newline at its end: the application reads it from a file and keeps the line end. Trim it there, or give the key with a newline.', mend: (text) => `${text}\n` },
  { hint: 'The key matches with quotes around it: the application reads its configuration with the quotes. Drop them there, or give the key with them.', mend: (text) => `"${text}"` },
  { hint: 'The key matches with quotes around it: the application reads its configuration with the quotes. Drop them there, or give the key with them.', mend: (text) => `'${text}'` },
  { hint: "The key matches as the text b'…': the application uses what Python prints for bytes, not the bytes.", mend: (text) => `b'${text}'` },
];

/** Readings of plain text that a format does not try by itself. */
const otherReadings: readonly (readonly [encoding: SecretEncoding, hint: string])[] = [
  ['hex', 'The key matches when its text is read as hexadecimal: the application uses the bytes, not the text.'],
  ['base64', 'The key matches when its text is read as base64: the application uses the bytes, not the text.'],
  ['base64url', 'The key matches when its text is read as base64url: the application uses the bytes, not the text.'],
  ['latin1', 'The key matches when its text is read as Latin-1, one byte a character.'],
];

const textForms: ReadonlySet<SecretEncoding> = new Set(['hex', 'base64', 'base64url', 'latin1']);

/** So that a folder of pasted keys is searched for the mistake in moments. */
const mostKeys = 24;
const mostKeysInTwos = 6;

function changedTo(secret: Secret, change: { readonly value?: string; readonly encoding?: SecretEncoding }): Secret {
  return new Secret({ field: secret.field, label: secret.label, encoding: secret.encoding, value: secret.reveal(), ...change });
}

export interface KeyTrial {
  readonly hint: string;
  readonly keys: KeySet;
}

/** The keys as they might have been meant. What a mistake leaves as it is was tried before, and stays only where keys work in twos. */
export function* keyTrials(all: KeySet, inTwos: boolean): Generator<KeyTrial> {
  const given = all.secrets.slice(0, inTwos ? mostKeysInTwos : mostKeys);
  function trial(hint: string, change: (secret: Secret) => Secret): KeyTrial[] {
    const changed = given.map(change);
    const fresh = changed.filter((secret, i) => secret !== given[i]);
    return fresh.length === 0 ? [] : [{ hint, keys: new KeySet(inTwos ? changed : fresh) }];
  }
  for (const { hint, mend } of mistakes)
    yield* trial(hint, (secret) => {
      const mended = secret.encoding === 'utf8' ? mend(secret.reveal()) : secret.reveal();
      return mended === secret.reveal() || mended === '' ? secret : changedTo(secret, { value: mended });
    });
  for (const [encoding, hint] of otherReadings) yield* trial(hint, (secret) => (secret.encoding === 'utf8' ? changedTo(secret, { encoding }) : secret));
  yield* trial('The key matches as plain text: the application uses the text itself, and does not decode it.', (secret) => (textForms.has(secret.encoding) ? changedTo(secret, { encoding: 'utf8' }) : secret));
}
