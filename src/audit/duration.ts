/** Spans of time as people write them: `30 minutes`, `12 hours`, `14 days`. */

const units: readonly (readonly [word: RegExp, name: string, seconds: number])[] = [
  [/^d(?:ays?)?$/i, 'day', 86_400],
  [/^h(?:ours?|rs?)?$/i, 'hour', 3600],
  [/^m(?:in(?:ute)?s?)?$/i, 'minute', 60],
  [/^s(?:ec(?:ond)?s?)?$/i, 'second', 1],
];

/** The largest unit of which there are two or more whole ones; rounded. */
export function durationInWords(seconds: number): string {
  const [, name, size] = units.find(([, , each]) => Math.abs(seconds) >= 2 * each) ?? units.find(([, , each]) => Math.abs(seconds) >= each) ?? ['', 'second', 1] as const;
  const count = Math.round(seconds / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** The same without loss, for a text that is edited and read again. */
export function exactDuration(seconds: number): string {
  const [, name, size] = units.find(([, , each]) => seconds % each === 0) ?? ['', 'second', 1] as const;
  const count = seconds / size;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** Whole seconds of a number with its unit; null for any other text. */
export function durationFrom(text: string): number | null {
  const [, number, word] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]+)\s*$/i.exec(text) ?? [];
  const unit = units.find(([form]) => word !== undefined && form.test(word));
  return unit === undefined ? null : Math.round(Number(number) * unit[2]);
}
