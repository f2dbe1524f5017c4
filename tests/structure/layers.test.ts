/** The one-way rule: every import of the code goes down the layers, and each folder keeps to its world. */
import { describe, expect, it } from 'vitest';
import { circlesIn, importsBelow, type Import } from '../tools/imports';

/** Lowest first: a layer may import itself and what stands before it. */
const core = ['cookie', 'codec', 'crypto', 'envelope', 'formats', 'decode', 'rotation', 'audit', 'report'];

function layerOf(path: string): number {
  const folder = /^src\/([^/]+)\//.exec(path)?.[1];
  return folder === undefined ? -1 : core.indexOf(folder);
}

function shown(imports: readonly Import[]): string[] {
  return imports.map(({ from, to }) => `${from} → ${to}`);
}

const coreImports = importsBelow('src');
const extensionImports = importsBelow('extension');

describe('the core', () => {
  it('imports only downwards', () => {
    const edges = coreImports.filter(({ from, to, isPackage }) => !isPackage && from !== 'src/index.ts' && layerOf(to) > layerOf(from));
    expect(shown(edges)).toEqual([]);
  });

  it('knows every folder it has', () => {
    const strange = coreImports.filter(({ from }) => from.split('/').length > 2 && layerOf(from) < 0);
    expect(shown(strange)).toEqual([]);
  });

  it('takes nothing from the extension, the tests, a browser or Node', () => {
    const foreign = coreImports.filter(({ to, isPackage }) =>
      isPackage ? /^(?:node:|react|zustand|webextension-polyfill)/.test(to) : !to.startsWith('src/'),
    );
    expect(shown(foreign)).toEqual([]);
  });

  it('lets no format import a format', () => {
    const edges = coreImports.filter(
      ({ from, to }) => /^src\/formats\/(?!index|define)/.test(from) && to.startsWith('src/formats/') && to !== 'src/formats/define',
    );
    expect(shown(edges)).toEqual([]);
  });

  it('lets no rule import a rule', () => {
    const edges = coreImports.filter(({ from, to }) => /^src\/audit\/rules\/(?!index)/.test(from) && to.startsWith('src/audit/rules/'));
    expect(shown(edges)).toEqual([]);
  });
});

describe('the extension', () => {
  it('enters the core by its door only', () => {
    const edges = extensionImports.filter(({ to }) => to.startsWith('src/') && to !== 'src/index');
    expect(shown(edges)).toEqual([]);
  });

  it('imports the browser polyfill in one file', () => {
    const files = new Set(extensionImports.filter(({ to }) => to === 'webextension-polyfill').map(({ from }) => from));
    expect([...files].filter((file) => !file.startsWith('extension/browser/'))).toEqual([]);
    expect(files.size).toBeLessThanOrEqual(1);
  });

  it('keeps the browser out of views, parts and store', () => {
    const edges = extensionImports.filter(
      ({ from, to }) => /^extension\/panel\/(?:views|parts|store)\//.test(from) && /^extension\/(?:browser|wire|background|devtools)\//.test(to),
    );
    expect(shown(edges)).toEqual([]);
  });
});

describe('no file', () => {
  it('imports itself by way of others, not even for a type', () => {
    expect(circlesIn([...coreImports, ...extensionImports, ...importsBelow('tests')]).map((circle) => circle.join(' → '))).toEqual([]);
  });

  it('would do so unseen', () => {
    const edge = (from: string, to: string): Import => ({ from: `${from}.ts`, to: `${to}.ts`, isPackage: false });
    expect(circlesIn([edge('a', 'b'), edge('b', 'c'), edge('c', 'a'), edge('c', 'd')])).toEqual([['a.ts', 'b.ts', 'c.ts']]);
  });
});
