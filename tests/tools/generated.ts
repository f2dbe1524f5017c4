/** The files that are made from the folders: what each must contain now. Checked in, and compared by a test. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Files of `src/formats/` that are the contract, not a format. */
const contract = new Set(['define.ts', 'index.ts']);

/** Format ids: one file each in `src/formats/`. */
export async function formatIds(): Promise<string[]> {
  const files = await readdir(path.join(root, 'src/formats'));
  return files.filter((file) => file.endsWith('.ts') && !contract.has(file)).map((file) => file.slice(0, -3)).sort();
}

/** Rule ids: one `.ts` file each in `src/audit/rules/`, its `.md` beside it. */
export async function ruleIds(): Promise<string[]> {
  const folder = path.join(root, 'src/audit/rules');
  if (!existsSync(folder)) return [];
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.ts') && file !== 'index.ts').map((file) => file.slice(0, -3)).sort();
}

function identifier(id: string): string {
  const name = id.replace(/-([a-z0-9])/g, (_all, char: string) => char.toUpperCase());
  return /^\d/.test(name) ? `_${name}` : name;
}

function formatIndex(ids: readonly string[]): string {
  return [
    '/** Every session format. Generated from the folder by `npm run gen`: do not edit. */',
    "import type { SessionFormat } from './define';",
    ...ids.map((id) => `import ${identifier(id)} from './${id}';`),
    '',
    `export const formats: readonly SessionFormat[] = [\n${ids.map((id) => `  ${identifier(id)},\n`).join('')}];`,
    '',
  ].join('\n');
}

function ruleIndex(ids: readonly string[]): string {
  return [
    '/** Every audit rule. Generated from the folder by `npm run gen`: do not edit. */',
    "import type { AuditRule } from '../define';",
    ...ids.map((id) => `import ${identifier(id)} from './${id}';`),
    '',
    `export const rules: readonly AuditRule[] = [\n${ids.map((id) => `  ${identifier(id)},\n`).join('')}];`,
    '',
  ].join('\n');
}

/** One row a rule: its title, read from the first line of its document, and the way to the document. */
async function ruleOverview(ids: readonly string[]): Promise<string> {
  const rows = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(path.join(root, `src/audit/rules/${id}.md`), 'utf8');
      const sees = /## What it sees\n\n([^\n]*)/.exec(text)?.[1] ?? '';
      return `| [\`${id}\`](../src/audit/rules/${id}.md) | ${/^# (.*)/.exec(text)?.[1] ?? ''} | ${sees.replaceAll('|', '\\|')} |`;
    }),
  );
  return ['# Audit rules', '', 'Generated from the folder of rules by `npm run gen`: do not edit.', '', '| rule | title | what it sees |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

/** Path, relative to the root, to content. */
export async function generatedFiles(): Promise<Map<string, string>> {
  return new Map([
    ['src/formats/index.ts', formatIndex(await formatIds())],
    ['src/audit/rules/index.ts', ruleIndex(await ruleIds())],
    ['docs/rules.md', await ruleOverview(await ruleIds())],
  ]);
}

/** Writes what has changed; gives the paths written. */
export async function writeGenerated(): Promise<string[]> {
  const written: string[] = [];
  for (const [file, content] of await generatedFiles()) {
    const target = path.join(root, file);
    if (existsSync(target) && (await readFile(target, 'utf8')) === content) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
    written.push(file);
  }
  return written;
}
