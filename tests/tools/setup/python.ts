/** A virtual environment for each list of Python requirements, made once. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Returns the environment's Python. The name says what it holds, so a changed list gets a new one; half-made ones are made again. */
export function ensureVenv(name: string, requirementsFile: string, say: Say): string {
  const requirements = readFileSync(requirementsFile, 'utf8');
  const folder = path.join(cacheFolder, `venv-${name}-${digestOf(requirements)}`);
  const finished = path.join(folder, 'finished');
  if (!existsSync(finished)) {
    say(`Making a Python environment for ${name} (${requirements.trim().split('\n').length} pinned packages)`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(cacheFolder, { recursive: true });
    make(folder, requirementsFile);
    writeFileSync(finished, '');
  }
  return path.join(folder, 'bin/python');
}
