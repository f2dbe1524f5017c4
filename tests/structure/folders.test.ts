/** The folders are the registry: what is generated from them is current, and nothing is there by halves. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/formats';
import { formatIds, generatedFiles, root, ruleIds } from '../tools/generated';
import { vectorFiles } from '../tools/vectors';

describe('generated files', () => {
  it('are what `npm run gen` would write', async () => {
    for (const [file, content] of await generatedFiles())
      expect(readFileSync(path.join(root, file), 'utf8'), `${file}: run npm run gen`).toBe(content);
  });
});

describe('formats', () => {
  it('are called like their files', async () => {
    expect(formats.map((format) => format.meta.id)).toEqual(await formatIds());
  });

  it.each(formats.map((format) => [format.meta.id, format] as const))('%s says what it is', (_id, { meta, open }) => {
    expect(meta.title).not.toBe('');
    expect(meta.grammar).not.toBe('');
    expect(meta.references.length).toBeGreaterThan(0);
    expect(meta.keyFields.length > 0, 'has a key exactly when it can be opened').toBe(open !== undefined);
  });

  it('have vectors, and every vector file has its format', async () => {
    const ids = await formatIds();
    const files = vectorFiles().map((file) => file.slice(0, -'.json'.length));
    expect(files.filter((id) => !ids.includes(id)), 'vectors without a format').toEqual([]);
    expect(ids.filter((id) => !files.includes(id)), 'formats without vectors').toEqual([]);
  });
});

describe('rules', () => {
  it('have their document and their test', async () => {
    const wanted = (await ruleIds()).flatMap((id) => [`src/audit/rules/${id}.md`, `tests/rules/${id}.test.ts`]);
    expect(wanted.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
