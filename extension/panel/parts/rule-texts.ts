/** The documents of all rules, as text. Loaded as one piece, the first time that one is opened. */

const byPath = import.meta.glob<string>('../../../src/audit/rules/*.md', { query: '?raw', import: 'default', eager: true });

export const ruleTexts: ReadonlyMap<string, string> = new Map(Object.entries(byPath).map(([path, text]) => [path.replace(/^.*\//, '').replace(/\.md$/, ''), text]));
