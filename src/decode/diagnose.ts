/** Why a key does not fit: what would have matched, found by trying the usual mistakes. */
import type { WireCookie } from '../cookie/wire-cookie';
import type { Settings } from '../formats/define';
import { KeySet, Secret } from '../crypto/keys';
import { percentDecoded } from '../codec/wire-text';
import { createKdf } from '../crypto/kdf';
import type { DecodeOptions } from './decode';
import type { Candidate } from './recognise';
import { unescaped } from './string-literals';

interface Mistake {
  readonly hint: string;
  readonly mend: (text: string) => string;
}

/** What happens to a key on its way from a file to a paste box. */
const keyMistakes: readonly Mistake[] = [
  { hint: 'matches if the white space around the key is dropped', mend: (text) => text.trim() },
  { hint: 'matches with a newline at the end of the key (the application reads it from a file and keeps the line end)', mend: (text) => `${text}\n` },
  { hint: 'matches if the quotes around the key are dropped', mend: (text) => text.trim().replace(/^(["'`])([\s\S]*)\1$/, '$2') },
  { hint: 'matches with the quotes kept as part of the key', mend: (text) => `"${text}"` },
  { hint: 'matches with the quotes kept as part of the key', mend: (text) => `'${text}'` },
  { hint: "matches if the key is the text that Python prints for bytes: b'…'", mend: (text) => `b'${text}'` },
  { hint: "matches without the b'…' around the key", mend: (text) => text.replace(/^b(["'])([\s\S]*)\1$/, '$2') },
  { hint: 'matches if backslash escapes in the key are undone', mend: unescaped },
  { hint: 'matches in lower case', mend: (text) => text.toLowerCase() },
];

interface Trial {
  readonly hint: string;
  readonly wire?: WireCookie;
  readonly keys?: KeySet;
  readonly settings?: Settings;
}

function mended(keys: KeySet, mend: (text: string) => string): KeySet | null {
  let changed = false;
  const secrets = keys.secrets.map((secret) => {
    const text = secret.reveal();
    const better = mend(text);
    if (better === text || secret.encoding !== 'utf8') return secret;
    changed = true;
    return new Secret({ field: secret.field, label: secret.label, encoding: secret.encoding, value: better });
  });
  return changed ? new KeySet(secrets) : null;
}

function readAs(keys: KeySet, encoding: 'hex' | 'base64' | 'base64url'): KeySet {
  return new KeySet(
    keys.secrets.map((secret) =>
      secret.encoding === 'utf8' ? new Secret({ field: secret.field, label: secret.label, encoding, value: secret.reveal() }) : secret,
    ),
  );
}

function* trials(wire: WireCookie, candidate: Candidate, keys: KeySet): Generator<Trial> {
  for (const { hint, mend } of keyMistakes) {
    const better = mended(keys, mend);
    if (better !== null) yield { hint: `The key ${hint}.`, keys: better };
  }
  for (const encoding of ['hex', 'base64', 'base64url'] as const)
    yield { hint: `The key matches when its text is read as ${encoding}, not as plain text.`, keys: readAs(keys, encoding) };
  for (const { settings, hint } of candidate.format.meta.guesses ?? []) yield { hint, settings };
  const decoded = percentDecoded(wire.value);
  if (decoded !== null && decoded !== wire.value)
    yield { hint: 'The value matches once it is percent-decoded: it was encoded once more on its way.', wire: { ...wire, value: decoded } };
}

/**
 * Tries the usual mistakes one at a time and says, in a sentence, which of them makes the value genuine; null when none does.
 * What needs a slow derivation is tried with the caller's cache.
 */
export async function diagnose(wire: WireCookie, candidate: Candidate, options: DecodeOptions): Promise<string | null> {
  const { format } = candidate;
  const keys = options.keys ?? new KeySet([]);
  const kdf = options.kdf ?? createKdf();
  for (const trial of trials(wire, candidate, keys)) {
    const seen = trial.wire ?? wire;
    const parsed = trial.wire === undefined ? candidate.parsed : format.parse(seen);
    if (parsed === null || format.open === undefined) continue;
    const settings: Settings = { ...options.settings, ...trial.settings };
    const opened = await format.open(seen, parsed, {
      keys: trial.keys ?? keys,
      nowMs: options.nowMs,
      kdf,
      setting: (name) => settings[name] ?? format.meta.settings.find((field) => field.name === name)?.default ?? null,
    });
    if (opened !== null && opened.key !== null) return trial.hint;
  }
  return null;
}
