/** Every import of the code, read as text: which file takes what from where. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
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
