/** Programs from outside npm: which are missing, how Debian gets them, and what to say elsewhere. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './browsers';
import { root, SetupProblem, type Say } from './setup';

export type Need = 'chromium' | 'firefox' | 'python' | 'redis' | 'ruby-rack' | 'ruby-rails' | 'ruby-railties' | 'php' | 'php-frameworks' | 'php-laravel' | 'go';

interface Program {
  readonly title: string;
  readonly debian: readonly string[];
  readonly isPresent: () => boolean;
  /** How other systems get what is no program of its own. */
  readonly elsewhere?: string;
}

function runs(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: root, stdio: 'ignore' }).status === 0;
}

const programs: Readonly<Record<Need, Program>> = {
  chromium: { title: 'Chromium', debian: ['chromium'], isPresent: () => findBrowser('chromium') !== null },
  firefox: { title: 'Firefox ESR', debian: ['firefox-esr'], isPresent: () => findBrowser('firefox') !== null },
  python: {
    title: 'Python 3 with its venv module',
    debian: ['python3', 'python3-venv'],
    isPresent: () => runs('python3', '-c', 'import venv, ensurepip'),
  },
  redis: { title: 'Redis', debian: ['redis-server'], isPresent: () => runs('redis-server', '--version') },
  'ruby-rack': {
    title: 'Ruby with Rack and WEBrick',
    debian: ['ruby', 'ruby-rack', 'ruby-webrick'],
    isPresent: () => runs('ruby', '-e', 'require "rack"; require "webrick"'),
  },
  'ruby-rails': {
    title: "Ruby with Rails' Action Pack and Rack::Protection",
    debian: ['ruby', 'ruby-actionpack', 'ruby-rack-protection'],
    isPresent: () => runs('ruby', '-e', 'require "action_dispatch"; require "rack/session/cookie"; require "rack/protection"'),
    elsewhere: 'gem install actionpack:6.1.7.10 rack:2.2.22 rack-protection:3.0.5',
  },
  'ruby-railties': {
    title: "Ruby with Rails' applications and WEBrick",
    debian: ['ruby', 'ruby-railties', 'ruby-webrick'],
    isPresent: () => runs('ruby', '-e', 'require "logger"; require "rails"; require "action_controller/railtie"; require "webrick"'),
    elsewhere: 'gem install railties:6.1.7.10 rack:2.2.22 webrick',
  },
  php: { title: 'PHP on the command line', debian: ['php-cli'], isPresent: () => runs('php', '--version') },
  'php-frameworks': {
    title: "PHP with Laravel's cookies and Symfony's security",
    debian: ['php-cli', 'php-illuminate-encryption', 'php-illuminate-cookie', 'php-symfony-security-http'],
    isPresent: () => runs('php', '-r', 'extension_loaded("mbstring") || exit(1); require "tests/seals/php/libraries.php";'),
    elsewhere: 'composer require illuminate/encryption:8.83.* illuminate/cookie:8.83.* symfony/security-http:5.4.* symfony/property-access:5.4.*, and SESSIONSCOPE_PHP_AUTOLOAD=<folder>/vendor/autoload.php',
  },
  'php-laravel': {
    title: 'PHP with Laravel',
    debian: ['php-cli', 'php-laravel-framework'],
    isPresent: () => runs('php', '-r', 'require "tests/e2e/apps/laravel/libraries.php"; exit(class_exists("Illuminate\\Foundation\\Application") ? 0 : 1);'),
    elsewhere: 'composer require laravel/framework:8.83.*, and SESSIONSCOPE_PHP_AUTOLOAD=<folder>/vendor/autoload.php',
  },
  go: { title: 'Go 1.19 or newer', debian: ['golang-go'], isPresent: () => runs('go', 'version') },
};

/** Debian and what is made from it. */
function hasApt(): boolean {
  return existsSync('/etc/debian_version') && runs('apt-get', '--version');
}

function apt(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0;
}

/** Whether `ensurePrograms` would install what is missing. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && hasApt();
}

function install(packages: readonly string[], say: Say): void {
  say(`Installing Debian packages: ${packages.join(' ')}`);
  if (!apt('-qq', 'update')) throw new SetupProblem('apt-get update failed: see its messages above.');
  if (!apt('-qq', '-o', 'Dpkg::Use-Pty=0', 'install', '-y', '--no-install-recommends', ...packages)) throw new SetupProblem('apt-get install failed: see its messages above.');
}

const foundBefore = new Set<Need>();

export function isPresent(need: Need): boolean {
  if (!foundBefore.has(need) && programs[need].isPresent()) foundBefore.add(need);
  return foundBefore.has(need);
}

/** What to do where there is no apt-get. */
function advice(missing: readonly Need[]): string {
  const commands = missing.flatMap((need) => programs[need].elsewhere ?? []);
  return ['Install it with the package manager of this system, so that it is on the PATH.', ...commands].join('\n  ');
}

/** Installs what is missing, as root on Debian; elsewhere throws a `SetupProblem` that says what to install. */
export function ensurePrograms(needs: readonly Need[], say: Say): void {
  const missing = [...new Set(needs)].filter((need) => !isPresent(need));
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => programs[need].debian);
  const titles = missing.map((need) => programs[need].title).join(', ');
  if (!canInstall()) {
    throw new SetupProblem(`Missing on this machine: ${titles}. ${hasApt() ? `Install it as root:\n  apt-get update && apt-get install -y ${packages.join(' ')}` : advice(missing)}`);
  }
  install(packages, say);
  const still = missing.filter((need) => !isPresent(need));
  if (still.length > 0) throw new SetupProblem(`Installed, but not found: ${still.map((need) => programs[need].title).join(', ')}.`);
}
