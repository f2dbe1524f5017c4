/** The languages that judge: what each needs on the machine, and the command that starts its process. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureGoProgram } from '../tools/setup/go';
import { ensurePrograms, type Need } from '../tools/setup/needs';
import { ensureVenv } from '../tools/setup/python';
import { sayOnStderr } from '../tools/setup/setup';
import type { Command } from './judge';

const folder = path.dirname(fileURLToPath(import.meta.url));

export const needs: readonly Need[] = ['python', 'ruby-rails', 'php-frameworks', 'go'];

export function pythonJudge(): Command {
  return { file: ensureVenv('seals', path.join(folder, 'python/requirements.txt'), sayOnStderr), args: ['python/main.py'] };
}

export function nodeJudge(): Command {
  return { file: process.execPath, args: ['node/main.mjs'] };
}

export function rubyJudge(): Command {
  return { file: 'ruby', args: ['-W0', 'ruby/main.rb'] };
}

export function phpJudge(): Command {
  return { file: 'php', args: ['php/main.php'] };
}

export function goJudge(): Command {
  return { file: ensureGoProgram('seals', path.join(folder, 'go'), sayOnStderr), args: [] };
}

/** Everything that the languages need, before the first of them starts. */
export function setUpRuntimes(): void {
  ensurePrograms(needs, sayOnStderr);
  pythonJudge();
  goJudge();
}
