/** `npm test`: every check of the project in order, from lint to the panel in real browsers. All of them run; one that fails fails the whole. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { appNames, needsOf } from '../e2e/apps/catalogue';
import { prepareApp } from '../e2e/apps/launch';
import { setUpRuntimes } from '../seals/runtimes';
import { ensureBuilt } from './setup/build';
import { ensurePrograms } from './setup/needs';
import { cacheFolder, root, sayOnStderr, SetupProblem } from './setup/setup';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly name: string;
  readonly run: () => Count;
}

/** A step that is one check. */
function counted(isGood: boolean): Count {
  return isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function node(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const { status } = spawnSync(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  return status === 0;
}

function reportOf(file: string): Record<string, unknown> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
}

/** A runner that failed without a failed test, or that ran none, has failed. */
function countFrom(isGood: boolean, passed: unknown, failed: unknown): Count {
  const count = { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
  return count.failed === 0 && (!isGood || count.passed === 0) ? { ...count, failed: 1 } : count;
}

function vitest(config: string): Count {
  const file = path.join(cacheFolder, 'vitest.json');
  rmSync(file, { force: true });
  const isGood = node('node_modules/vitest/vitest.mjs', ['run', '--config', config, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]);
  const report = reportOf(file);
  return countFrom(isGood, report['numPassedTests'], report['numFailedTests']);
}

const playwrightConfig = 'playwright.config.ts';

function playwright(project: 'chromium' | 'firefox'): Count {
  const file = path.join(cacheFolder, `playwright-${project}.json`);
  rmSync(file, { force: true });
  const args = ['test', '--config', playwrightConfig, '--project', project, '--reporter', 'list,json'];
  const isGood = node('node_modules/@playwright/test/cli.js', args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const stats = (reportOf(file)['stats'] ?? {}) as Record<string, unknown>;
  return countFrom(isGood, stats['expected'], stats['unexpected']);
}

function build(target: 'chrome' | 'firefox'): Count {
  ensureBuilt(target, sayOnStderr);
  return counted(true);
}

const tsc = 'node_modules/typescript/bin/tsc';
const tsx = 'node_modules/tsx/dist/cli.mjs';

const steps: readonly Step[] = [
  { name: 'lint', run: () => counted(node('node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings'])) },
  { name: 'types', run: () => counted([['-p', 'src'], ['-p', '.']].every((args) => node(tsc, ['--noEmit', ...args]))) },
  { name: 'unit', run: () => vitest('vite.config.ts') },
  { name: 'seals', run: () => vitest('tests/seals/vitest.config.ts') },
  { name: 'apps', run: () => vitest('tests/apps/vitest.config.ts') },
  { name: 'build-chrome', run: () => build('chrome') },
  { name: 'build-firefox', run: () => build('firefox') },
  { name: 'addon-lint', run: () => counted(node(tsx, ['tests/tools/lint-addon.ts'])) },
  { name: 'e2e-chromium', run: () => playwright('chromium') },
  { name: 'e2e-firefox', run: () => playwright('firefox') },
];

/** Everything that the browsers' steps need. */
function setUpBrowsers(): void {
  ensurePrograms(['chromium', 'firefox', ...appNames.flatMap(needsOf)], sayOnStderr);
  for (const name of appNames) prepareApp(name);
}

/** Everything that a step may need, before the first of them: a machine that lacks something says so at once. */
function setUp(chosen: readonly Step[]): void {
  mkdirSync(cacheFolder, { recursive: true });
  if (chosen.some(({ name }) => name === 'seals')) setUpRuntimes();
  if (chosen.some(({ name }) => name.startsWith('e2e'))) setUpBrowsers();
}

function runStep({ name, run }: Step): Count {
  console.log(`\n== ${name}`);
  try {
    return run();
  } catch (error) {
    console.error(error instanceof SetupProblem ? error.message : error);
    return counted(false);
  }
}

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', default: false } } });
const unknown = (values.only ?? []).filter((name) => !steps.some((step) => step.name === name));
if (values.help || unknown.length > 0) {
  console.error(`usage: npm test [-- --only <step> …]\nsteps: ${steps.map(({ name }) => name).join(', ')}`);
  process.exit(values.help ? 0 : 2);
}
const chosen = values.only === undefined ? steps : steps.filter(({ name }) => values.only?.includes(name));
try {
  setUp(chosen);
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
const results = chosen.map((step) => {
  const startedAt = Date.now();
  return { name: step.name, count: runStep(step), seconds: (Date.now() - startedAt) / 1000 };
});
console.log();
for (const { name, count, seconds } of results)
  console.log(`${count.failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(7)} s  ${count.passed} passed, ${count.failed} failed`);
const total = (key: keyof Count): number => results.reduce((sum, { count }) => sum + count[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
