/** The filter line over texts: words that must, or with a leading `-` must not, stand in them. */

export function wordsPass(filter: string, text: string): boolean {
  const lower = text.toLowerCase();
  const terms = filter.toLowerCase().split(/\s+/).filter((term) => term !== '' && term !== '-');
  return terms.every((term) => (term.startsWith('-') ? !lower.includes(term.slice(1)) : lower.includes(term)));
}
