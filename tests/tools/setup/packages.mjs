/** Keeps node_modules what package-lock.json says, by `npm ci` when it is not. Plain JavaScript: it runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Longer than any install: a lock that is older was left by a process that was killed. */
const staleLockMs = 15 * 60_000;

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isLink(folder) {
  return lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function stampFile(root) {
  return path.join(root, 'node_modules/.installed-lock');
}

function lockDigest(root) {
  return createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
}

function isStamped(root) {
  try {
    return readFileSync(stampFile(root), 'utf8') === lockDigest(root);
  } catch {
    return false;
  }
}

/** For an install made by hand: npm keeps a list of what it installed. Optional packages, other platforms' binaries, may be missing from it. */
function isListed(root) {
  const wanted = readJson(path.join(root, 'package-lock.json'))?.packages;
  const installed = readJson(path.join(root, 'node_modules/.package-lock.json'))?.packages;
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([where, { version, optional, extraneous }]) => {
    if (where === '') return true;
    const found = installed[where];
    return found === undefined ? optional === true || extraneous === true : found.version === version;
  });
}

function fitsLock(root) {
  return isStamped(root) || isListed(root);
}

function install(root) {
  const flags = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [file, args] = npm !== undefined && /\.[cm]?js$/.test(npm) ? [process.execPath, [npm, ...flags]] : ['npm', flags];
  const { status, error } = spawnSync(file, args, { cwd: root, stdio: ['ignore', 2, 2], shell: file === 'npm' && process.platform === 'win32' });
  if (error !== undefined) return `npm could not be started: ${error.message}`;
  if (status !== 0) return 'npm ci failed: see its messages above.';
  writeFileSync(stampFile(root), lockDigest(root));
  return null;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A lock whose owner is gone is removed, for the next try. */
function takeLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const age = Date.now() - (lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const owner = readJson(file);
    if (age > staleLockMs || (owner !== null && !isRunning(owner))) rmSync(file, { force: true });
    return false;
  }
}

/**
 * Returns null, or in one sentence why there are no packages. Of several processes that start at once, one installs and the others wait.
 * A linked node_modules is someone else's to keep.
 */
export function ensurePackages(root, say) {
  if (isLink(path.join(root, 'node_modules')) || fitsLock(root)) return null;
  const lock = path.join(root, '.cache/npm-ci.lock');
  while (!takeLock(lock)) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    if (fitsLock(root)) return null;
  }
  try {
    if (fitsLock(root)) return null;
    say('Installing the npm packages of package-lock.json (npm ci)');
    return install(root);
  } finally {
    rmSync(lock, { force: true });
  }
}
