/** Every import of the code, read as text: which file takes what from where. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './generated';

export interface Import {
  /** Path of the importing file, relative to the root. */
  readonly from: string;
  /** Path of the imported file without its ending, relative to the root, or the name of a package. */
  readonly to: string;
  readonly isPackage: boolean;
}

/** All files below a folder with one of these endings, relative to the root. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  return readdirSync(path.join(root, folder)).flatMap((entry) => {
    const file = `${folder}/${entry}`;
    if (statSync(path.join(root, file)).isDirectory()) return filesBelow(file, endings);
    return endings.some((ending) => file.endsWith(ending)) ? [file] : [];
  });
}

const importing = /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The imports of one file. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(importing)].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? '';
    const isPackage = !target.startsWith('.');
    return { from: file, to: isPackage ? target : path.posix.join(path.posix.dirname(file), target.replace(/\?.*$/, '')), isPackage };
  });
}

export function importsBelow(folder: string): Import[] {
  return filesBelow(folder, ['.ts', '.tsx']).flatMap(importsOf);
}

/** The file that an import without an ending means; the path itself where there is none. */
function fileOf(target: string): string {
  return ['.ts', '.tsx', '/index.ts', ''].map((ending) => target + ending).find((file) => existsSync(path.join(root, file)) && statSync(path.join(root, file)).isFile()) ?? target;
}

/** Files that import each other in a circle, one shortest way round for each file that stands in one; an import of types counts. */
export function circlesIn(imports: readonly Import[]): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to, isPackage } of imports) if (!isPackage) targets.set(from, (targets.get(from) ?? new Set()).add(fileOf(to)));
  const circles = new Map<string, string[]>();
  for (const start of targets.keys()) {
    const before = new Map<string, string>();
    for (let reached = [start]; reached.length > 0 && !before.has(start);) {
      const next = reached.flatMap((from) => [...(targets.get(from) ?? [])].map((to) => ({ from, to }))).filter(({ to }) => !before.has(to));
      for (const { from, to } of next) if (!before.has(to)) before.set(to, from);
      reached = [...new Set(next.map(({ to }) => to))];
    }
    if (!before.has(start)) continue;
    const circle = [start];
    for (let at = before.get(start); at !== undefined && at !== start; at = before.get(at)) circle.unshift(at);
    circles.set(circle.toSorted().join(' '), circle);
  }
  return [...circles.values()];
}
