/**
 * A pure function of one text, with its latest results remembered: a recording asks for the same lines and addresses again each time it is
 * judged. Nothing but speed depends on it.
 */
export function remembered<T>(work: (text: string) => T, limit = 4000): (text: string) => T {
  const results = new Map<string, { readonly value: T }>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known.value;
    const value = work(text);
    // All at once: counting every use would cost more than working the few texts out again.
    if (results.size >= limit) results.clear();
    results.set(text, { value });
    return value;
  };
}
