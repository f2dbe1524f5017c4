/** Every framework that a format names has its fix lines or says why not, with the addresses that they were read in. */
import { expect, it } from 'vitest';
import { fixTopics } from '../../src/audit/define';
import { fixCatalogue, unspecific } from '../../src/audit/fixes';
import { rules } from '../../src/audit/rules';
import { formats } from '../../src/formats';

const named = new Set(formats.map(({ meta }) => meta.framework));
const covered = fixCatalogue.flatMap(({ frameworks }) => frameworks);

it('each framework of a format has fix lines once, and none is there that no format names', () => {
  expect([...named].filter((framework) => !covered.includes(framework) && !(framework in unspecific))).toEqual([]);
  expect([...covered, ...Object.keys(unspecific)].filter((framework) => !named.has(framework))).toEqual([]);
  expect(new Set(covered).size).toBe(covered.length);
});

it.each(fixCatalogue.map((fixes) => [fixes.frameworks.join(', '), fixes] as const))('%s has a line or a reason for every topic', (_name, { lines, references }) => {
  for (const topic of fixTopics) {
    const line = lines[topic];
    if ('none' in line) expect(line.none, topic).toMatch(/^[A-Z].{30,}[.]$/s);
    else expect(line.production.trim(), topic).not.toBe('');
  }
  expect(references.length).toBeGreaterThan(0);
  for (const address of references) {
    const { protocol, pathname, host } = new URL(address);
    expect(protocol, address).toBe('https:');
    if (host === 'github.com' && pathname.includes('/blob/')) expect(pathname, 'a version, not what is there today').not.toMatch(/\/blob\/(?:main|master)\//);
  }
});

it('every topic is one that a rule asks for', () => {
  const asked = new Set(rules.flatMap(({ meta }) => meta.fix));
  expect(fixTopics.filter((topic) => !asked.has(topic))).toEqual([]);
});

it('what deletes a cookie by name says Secure: browsers refuse any other line for a __Host- name', () => {
  const lines = fixCatalogue.flatMap(({ lines: ofTopics }) => fixTopics.flatMap((topic) => ('none' in ofTopics[topic] ? [] : ofTopics[topic].production.split('\n'))));
  const deleting = lines.filter((line) => /(?:clear_?cookie|delete_?cookie|cookies\.delete)\(/i.test(line));
  expect(deleting.length).toBeGreaterThan(0);
  expect(deleting.filter((line) => !/secure|options/i.test(line))).toEqual([]);
});
