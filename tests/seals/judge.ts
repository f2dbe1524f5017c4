/** A framework in a process of its own: it is handed cookies, one JSON line each, and answers what it has read in them. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Value } from '../../src/codec/value';
import type { SealedCookie, Settings } from '../../src/formats/define';
import { jsonLine, linesOf } from '../tools/json-lines';
import { root } from '../tools/setup/setup';
import type { Vector } from '../tools/vectors';

export interface Question {
  readonly format: string;
  readonly cookies: readonly SealedCookie[];
  readonly secrets: Vector['secrets'];
  readonly settings: Settings;
  /** How the value was made, as the decoder found it: which digest, serializer, salt the framework is configured with. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds: the instant at which the framework reads. */
  readonly nowMs: number;
  /** The id under which a session waits in the framework's store; null where the cookie is the session. */
  readonly storedId: string | null;
}

export type Answer = { readonly read: Value } | { readonly refused: string };

export interface Judge {
  /** The language and the libraries with their versions. */
  readonly versions: string;
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The process writes its versions first, then an answer a line, in the order of the questions. */
export async function startJudge({ file, args, env = {} }: Command): Promise<Judge> {
  const child = spawn(file, args, { cwd: path.join(root, 'tests/seals'), stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const lines = linesOf(child.stdout);
  const nextLine = async (): Promise<unknown> => {
    const { done, value } = await lines.next();
    if (done) throw new Error(`${file} ${args.join(' ')} ended without an answer: see its messages above.`);
    return JSON.parse(value);
  };
  const first = await Promise.race([nextLine(), ended.then(() => nextLine())]);
  let last: Promise<unknown> = Promise.resolve();
  return {
    versions: (first as { versions: string }).versions,
    async ask(question) {
      child.stdin.write(`${jsonLine(question)}\n`);
      const answer = last.then(nextLine);
      last = answer;
      return (await answer) as Answer;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
