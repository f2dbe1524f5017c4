/** A server as a child process: started on a free port of this machine, awaited, its output kept for error messages, and ended with all its children. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));
const startLimitMs = 60_000;
const keptOutput = 8000;

export interface ServerProcess {
  /** Ends it and waits until it is gone; a second call does nothing more. */
  stop(): Promise<void>;
  /** The last lines that it printed. */
  output(): string;
}

export interface ServerCommand {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly isReady: () => Promise<boolean>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Throws, with what the server printed, when it ends or does not answer in time. */
export async function startServer({ title, command, args, env, isReady }: ServerCommand): Promise<ServerProcess> {
  // Detached from the terminal: Ctrl-C reaches us only, and the guard then sees its input end.
  const child = spawn(process.execPath, [guard, command, ...args], { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: { ...process.env, ...env } });
  let printed = '';
  let isGone = false;
  const keep = (chunk: Buffer): void => {
    printed = (printed + chunk.toString()).slice(-keptOutput);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.on('error', () => undefined);
  const gone = once(child, 'close').then(() => {
    isGone = true;
  });
  const server = {
    output: () => printed,
    stop: async () => {
      child.stdin.end();
      await gone;
    },
  };
  const giveUpAt = Date.now() + startLimitMs;
  while (!(await isReady())) {
    if (isGone) throw new Error(`${title} ended at once:\n${printed}`);
    if (Date.now() > giveUpAt) {
      await server.stop();
      throw new Error(`${title} did not answer within ${startLimitMs / 1000} s:\n${printed}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return server;
}
