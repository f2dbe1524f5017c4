/** Builds a Go program with the modules that its go.sum pins, when its files or the compiler have changed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, SetupProblem, type Say } from './setup';

function digestOf(folder: string): string {
  const hash = createHash('sha256').update(spawnSync('go', ['version'], { encoding: 'utf8' }).stdout);
  for (const file of readdirSync(folder).sort()) hash.update(`${file}\0`).update(readFileSync(path.join(folder, file)));
  return hash.digest('hex').slice(0, 12);
}

/** Returns the built program. */
export function ensureGoProgram(name: string, folder: string, say: Say): string {
  const program = path.join(cacheFolder, `go-${name}-${digestOf(folder)}${process.platform === 'win32' ? '.exe' : ''}`);
  if (existsSync(program)) return program;
  say(`Building the Go program of ${name}`);
  mkdirSync(cacheFolder, { recursive: true });
  // The compiler that is there and no other in its place, and no C compiler beside it.
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly', CGO_ENABLED: '0' };
  const { status, stdout, stderr, error } = spawnSync('go', ['build', '-buildvcs=false', '-o', program, '.'], { cwd: folder, encoding: 'utf8', env });
  if (status !== 0) throw new SetupProblem(`go build in ${folder} failed:\n${error?.message ?? `${stdout}${stderr}`}`);
  return program;
}
