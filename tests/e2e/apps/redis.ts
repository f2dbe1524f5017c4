/** A Redis of our own: on a free port, in memory only, gone when it is stopped. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort, startServer, type ServerProcess } from './server-process';

export interface Redis extends ServerProcess {
  readonly url: string;
}

async function answersPing(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write('PING\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString().startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** `folder` is where it would save, and never does. */
export async function startRedis(folder: string): Promise<Redis> {
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = await startServer({ title: 'Redis', command: 'redis-server', args, env: {}, isReady: () => answersPing(port) });
  return { url: `redis://127.0.0.1:${port}/0`, ...server };
}
