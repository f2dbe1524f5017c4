/** How the applications in `apps/` are started, and what each language needs for it. */
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';

type Command = readonly [program: string, ...given: string[]];

const commands: { readonly [extension: string]: (file: string, port: number) => Command } = {
  /** An interpreter that has the packages of `apps/requirements.txt`. */
  '.py': (file) => [process.env['PYTHON'] ?? 'python3', file],
  '.php': (file, port) => ['php', '-S', `127.0.0.1:${port}`, file],
  /** With the gems rack 2, webrick and actionpack 6.1. */
  '.rb': (file) => ['ruby', file],
  /** JARS is the folder with the jars of the pom.xml beside the file. */
  '.java': (file) => ['java', '-cp', join(process.env['JARS'] ?? join(dirname(file), 'lib'), '*'), file],
  /** PLUG is the folder with plug and plug_crypto, compiled. */
  '.exs': (file) => ['elixir', '-pa', process.env['PLUG'] ?? 'ebin', file],
  '.go': (file) => {
    const binary = join(tmpdir(), 'recorded-go-shop');
    execFileSync('go', ['build', '-o', binary, '.'], { cwd: dirname(file) });
    return [binary];
  },
  /** Cargo puts the program in its own place, so that ending it ends the program. */
  '.rs': (file) => ['cargo', 'run', '--quiet', '--manifest-path', join(dirname(file), '../Cargo.toml')],
};

export function commandFor(file: string, port: number): Command {
  return commands[extname(file)]?.(file, port) ?? [process.execPath, file];
}
