/** Lints `dist/firefox` as addons.mozilla.org does: no errors, and no warnings but the counted ones that a known library causes. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureBuilt } from './setup/build';
import { root, sayOnStderr, SetupProblem } from './setup/setup';

interface Message {
  readonly code: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

interface Report {
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
}

/** Warning code → how many are expected, no more and no fewer, each beside the library line that causes it. */
const expectedWarnings: Readonly<Record<string, number>> = {};

function lint(folder: string): Report {
  const webExt = path.join(root, 'node_modules/web-ext/bin/web-ext.js');
  const args = [webExt, 'lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root, maxBuffer: 64 * 1024 * 1024 });
  const at = stdout.indexOf('{');
  if (at < 0) throw new SetupProblem(`web-ext lint gave no report:\n${stderr}${stdout}`);
  return JSON.parse(stdout.slice(at)) as Report;
}

function count(messages: readonly Message[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of messages) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function shown({ code, message, file, line }: Message): string {
  return `${code}: ${message}${file ? ` (${file}${line ? `:${line}` : ''})` : ''}`;
}

function problemsIn({ errors, warnings }: Report): string[] {
  const counts = count(warnings);
  const codes = new Set([...counts.keys(), ...Object.keys(expectedWarnings)]);
  const miscounted = [...codes].filter((code) => (counts.get(code) ?? 0) !== (expectedWarnings[code] ?? 0));
  return [
    ...errors.map((message) => `error ${shown(message)}`),
    ...warnings.filter(({ code }) => miscounted.includes(code)).map((message) => `warning ${shown(message)}`),
    ...miscounted.map((code) => `${code}: ${counts.get(code) ?? 0} warnings, not ${expectedWarnings[code] ?? 0}`),
  ];
}

try {
  const report = lint(ensureBuilt('firefox', sayOnStderr));
  const problems = problemsIn(report);
  for (const problem of problems) console.error(problem);
  console.log(`Add-on lint: ${report.errors.length} errors, ${report.warnings.length} warnings.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
