/** Waiting for a state of the world, never for a time. */

const limitMs = 15_000;
const stepMs = 50;

/** Reads again and again until the value satisfies; fails after 15 s with what was read last. Reading errors count as not yet. */
export async function waitUntil<T>(read: () => Promise<T>, satisfies: (value: T) => boolean, what: string): Promise<T> {
  const end = Date.now() + limitMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const value = await read();
      last = value;
      if (satisfies(value)) return value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
  throw new Error(`waited in vain until ${what}; last seen:\n${shown(last)}`);
}

function shown(value: unknown): string {
  if (value instanceof Error) return value.message;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}
