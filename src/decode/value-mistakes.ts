/** What happens to a cookie's value on its way from a browser to a tool, each with how to mend it. */
import { percentDecoded } from '../codec/wire-text';
import { unescaped } from './string-literals';

interface ValueMistake {
  readonly hint: string;
  /** The value as the server made it; the same value where the mistake was not made. */
  readonly mend: (value: string, name: string) => string;
}

const mistakes: readonly ValueMistake[] = [
  { hint: 'The value matches without the white space around it: it was copied with more than itself.', mend: (value) => value.trim() },
  { hint: "The value matches without the cookie's name in front of it: it was copied with more than itself.", mend: (value, name) => (value.startsWith(`${name}=`) ? value.slice(name.length + 1) : value) },
  { hint: 'The value matches up to its first semicolon: what follows are the attributes of Set-Cookie.', mend: (value) => value.replace(/;[\s\S]*$/, '') },
  { hint: 'The value matches without the quotes around it.', mend: (value) => value.replace(/^(["'])([\s\S]*)\1$/, '$2') },
  { hint: 'The value matches once it is percent-decoded: it was encoded once more on its way.', mend: (value) => percentDecoded(value) ?? value },
  { hint: 'The value matches with + in place of its spaces: something decoded it as form data on its way.', mend: (value) => value.replaceAll(' ', '+') },
  { hint: 'The value matches when its backslash escapes are undone: it was copied out of a string literal.', mend: (value) => (value.includes('\\') ? unescaped(value) : value) },
];

export interface ValueTrial {
  readonly hint: string;
  readonly value: string;
}

/** The value as it might have been before, one mistake mended at a time. */
export function* valueTrials(value: string, name: string): Generator<ValueTrial> {
  for (const { hint, mend } of mistakes) {
    const mended = mend(value, name);
    if (mended !== value) yield { hint, value: mended };
  }
}
