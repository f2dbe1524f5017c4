/** A function as text that runs in another world. */

/** An expression that calls the function there. Compilers wrap inner functions in `__name`, which that world does not have. */
export function callOf(script: (argument: never) => unknown, argument: unknown): string {
  return `((__name) => (${script.toString()})(${JSON.stringify(argument) ?? 'undefined'}))((named) => named)`;
}
