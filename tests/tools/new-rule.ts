/** `npm run new:rule -- <id>`: the skeleton of an audit rule, of its document and of its test. Refuses to overwrite. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, writeGenerated } from './generated';

const rule = (id: string): string => `/** Finds … */
import { loginCookies } from '../facts';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: '${id}',
    title: '',
    needs: ['cookies'],
    about: 'login',
    fix: [],
    references: [],
  },

  check({ cookies }) {
    return loginCookies(cookies)
      .filter(() => false)
      .map((cookie) => ({ cookie, severity: 'low', production: 'medium', message: '' }));
  },

  examples: {
    bad: [],
    good: [],
  },
});
`;

const document = (id: string): string => `# ${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}

## What it sees

## Why it matters

## How to fix it

## When to ignore it
`;

const test = (id: string): string => `import { ruleTable } from './rule-table';

ruleTable('${id}', [
  ['a line that has the defect', { setCookie: ['session=…; Path=/'] }, [['low', 'medium']]],
  ['a line without it', { setCookie: ['session=…; Path=/'] }, 'none'],
]);
`;

const [id] = process.argv.slice(2);
if (id === undefined || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) {
  console.error('usage: npm run new:rule -- <defect>   (a noun phrase in lower case, words joined by hyphens: missing-httponly)');
  process.exit(2);
}
const files = new Map([
  [`src/audit/rules/${id}.ts`, rule(id)],
  [`src/audit/rules/${id}.md`, document(id)],
  [`tests/rules/${id}.test.ts`, test(id)],
]);
const present = [...files.keys()].filter((file) => existsSync(path.join(root, file)));
if (present.length > 0) {
  console.error(`already there: ${present.join(', ')}`);
  process.exit(1);
}
for (const [file, content] of files) writeFileSync(path.join(root, file), content);
for (const file of [...files.keys(), ...(await writeGenerated())]) console.log(file);
console.log(`\nFill them in; then: npx vitest run tests/rules/${id}.test.ts tests/structure`);
