/** Builds `dist/<browser>` when what goes into it has changed since the last build. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, root, SetupProblem, type Say } from './setup';

export type Target = 'chrome' | 'firefox';

const sources = ['extension', 'src', 'public', 'manifest.json', 'vite.config.ts', 'tsconfig.base.json', 'tsconfig.json', 'package-lock.json'];

function filesOf(source: string): string[] {
  const at = path.join(root, source);
  if (!existsSync(at)) return [];
  const entries = path.extname(source) === '' ? readdirSync(at, { recursive: true, withFileTypes: true }) : null;
  return entries === null ? [at] : entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf)) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Returns the folder of the built extension. */
export function ensureBuilt(target: Target, say: Say): string {
  const folder = path.join(root, 'dist', target);
  const stamp = path.join(cacheFolder, `built-${target}`);
  const digest = digestOfSources();
  if (existsSync(path.join(folder, 'manifest.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return folder;
  say(`Building dist/${target}`);
  rmSync(stamp, { force: true });
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--mode', target], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new SetupProblem(`The build of dist/${target} failed:\n${stdout}${stderr}`);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(stamp, digest);
  return folder;
}
