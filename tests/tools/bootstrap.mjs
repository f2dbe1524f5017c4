/** From a bare machine to a running tool: checks Node, installs the packages, then hands over to the TypeScript of `<command>.ts`. Needs no package itself. */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensurePackages } from './setup/packages.mjs';

const commands = ['start', 'test', 'inspect', 'bench'];
const oldestNode = [20, 19];

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');

function isNodeTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
}

const command = process.argv[2];
if (!commands.includes(command)) {
  console.error(`usage: node tests/tools/bootstrap.mjs ${commands.join('|')} [arguments]`);
  process.exit(2);
}
if (isNodeTooOld()) {
  console.error(`Sessionscope needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}
// Standard output belongs to the command: what the set-up has to say goes to standard error.
const problem = ensurePackages(root, (line) => console.error(line));
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}

const script = path.join(here, `${command}.ts`);
process.argv.splice(1, 2, script);
// In this process: no second start of Node, and streams, signals and the exit code need no relay.
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(script).href);
