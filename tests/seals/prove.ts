/** The proof itself: a real framework reads exactly the edited payload, and refuses the same cookies with one character changed. */
import { beforeAll, describe, expect, it } from 'vitest';
import { falsified, type SealCase } from './cases';
import { startJudge, type Command, type Judge } from './judge';

export function proveSeals(language: string, command: Command, cases: readonly SealCase[]): void {
  describe(language, () => {
    let judge: Judge;

    beforeAll(async () => {
      judge = await startJudge(command);
      console.log(`${language}: ${judge.versions}; ${cases.length} sealed values`);
      return async () => judge.stop();
    });

    describe.each([...new Set(cases.map(({ format }) => format))])('%s', (format) => {
      const own = cases.filter((one) => one.format === format);
      it.each(own.map((one) => [one.id, one] as const))('%s is read as it was edited, and refused once a character is changed', async (_id, { question, payload }) => {
        expect(await judge.ask(question)).toEqual({ read: payload });
        expect(await judge.ask({ ...question, cookies: falsified(question.cookies) })).toHaveProperty('refused');
      });
    });
  });
}
