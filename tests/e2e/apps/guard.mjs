/** Runs a command until standard input ends, then ends it with all its children. However the parent dies, its end of the pipe closes: nothing is left running. */
import { spawn } from 'node:child_process';
import process from 'node:process';

const patienceMs = 3000;
const [command, ...args] = process.argv.slice(2);
// A group of its own, so that what the command starts can be ended with it.
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });

function signal(name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // Gone already.
  }
}

child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => {
  signal('SIGKILL');
  process.exit(code ?? 1);
});
process.stdin.resume().on('end', () => {
  signal('SIGTERM');
  setTimeout(() => signal('SIGKILL'), patienceMs);
});
