/** A virtual environment for each list of Python requirements, made once. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, SetupProblem, type Say } from './setup';

function run(command: string, args: readonly string[]): { readonly isDone: boolean; readonly printed: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return { isDone: status === 0, printed: error?.message ?? `${stdout}${stderr}`.trim() };
}

function digestOf(requirements: string): string {
  const version = run('python3', ['--version']).printed;
  return createHash('sha256').update(`${version}\n${requirements}`).digest('hex').slice(0, 12);
}

function make(folder: string, requirementsFile: string): void {
  const steps = [
    ['python3', ['-m', 'venv', folder]],
    [path.join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', requirementsFile]],
  ] as const;
  for (const [command, args] of steps) {
    const { isDone, printed } = run(command, args);
    if (!isDone) throw new SetupProblem(`${command} ${args.join(' ')} failed:\n${printed}`);
  }
}

/** Where another process was faster, its folder stands. */
function putInPlace(aside: string, folder: string): void {
  try {
    renameSync(aside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(aside, { recursive: true, force: true });
  }
}

/**
 * Returns the environment's Python. The name says what it holds, so a changed list gets a new one. Made aside and then put in its place:
 * tests that run side by side may want the same one at once, and a half-made one must not be taken for whole.
 */
export function ensureVenv(name: string, requirementsFile: string, say: Say): string {
  const requirements = readFileSync(requirementsFile, 'utf8');
  const folder = path.join(cacheFolder, `venv-${name}-${digestOf(requirements)}`);
  if (!existsSync(folder)) {
    say(`Making a Python environment for ${name} (${requirements.trim().split('\n').length} pinned packages)`);
    mkdirSync(cacheFolder, { recursive: true });
    const aside = `${folder}.${process.pid}`;
    rmSync(aside, { recursive: true, force: true });
    make(aside, requirementsFile);
    putInPlace(aside, folder);
  }
  return path.join(folder, 'bin/python');
}
