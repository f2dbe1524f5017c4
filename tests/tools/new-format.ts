/** `npm run new:format -- <id>`: the skeleton of a session format and of its vectors. Refuses to overwrite. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, writeGenerated } from './generated';

const format = (id: string): string => `/**
 * What it is, in one sentence.
 * Grammar: \`…\`
 * Source: owner/repository version, file:lines.
 */
import { defineFormat } from './define';

interface Model {
  readonly text: string;
}

export default defineFormat<Model>({
  meta: {
    id: '${id}',
    title: '',
    framework: '',
    grammar: '',
    cookieNames: [],
    role: 'session',
    holds: 'payload',
    keyFields: [],
    settings: [],
    references: [],
  },

  parse() {
    return null;
  },
});
`;

const [id] = process.argv.slice(2);
if (id === undefined || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) {
  console.error('usage: npm run new:format -- <framework>[-<variant>]   (lower case, words joined by hyphens)');
  process.exit(2);
}
const files = new Map([
  [`src/formats/${id}.ts`, format(id)],
  [`tests/vectors/${id}.json`, '[]\n'],
]);
const present = [...files.keys()].filter((file) => existsSync(path.join(root, file)));
if (present.length > 0) {
  console.error(`already there: ${present.join(', ')}`);
  process.exit(1);
}
for (const [file, content] of files) writeFileSync(path.join(root, file), content);
for (const file of [...files.keys(), ...(await writeGenerated())]) console.log(file);
console.log(`\nFill in src/formats/${id}.ts, and tests/vectors/${id}.json with cookies that the real framework made; then: npx vitest run tests/vectors tests/laws`);
