/**
 * Seals every verified vector of some formats with an edited payload, for the frameworks to judge:
 * `npx tsx tests/tools/seal-vectors.ts laravel-encrypted symfony-remember-me … | php tests/tools/mint/accepts.php`
 */
import { parseJson } from '../../src/codec/json';
import { entryIn, integerIn, integerTree, nullTree, parseJsonTree, recordTree, textTree, floatTree, treeText, withEntry, type JsonTree } from '../../src/codec/json-tree';
import { reseal } from '../../src/decode/reseal';
import { decodeVector, keysOf } from './decode-vector';
import { vectorsOf, type Vector } from './vectors';

/** What is added to a session: text beyond ASCII, a long integer, a float that is whole. */
const addition = recordTree([['by', textTree('Zoë 🍪, "x": y')], ['id', integerTree(9007199254740993n)], ['rate', floatTree(2)]]);

function edited(tree: JsonTree): JsonTree {
  for (const wrapper of ['state', 'session']) {
    const inner = entryIn(tree, wrapper);
    if (inner?.kind === 'record') return withEntry(tree, wrapper, withEntry(inner, 'edited', addition));
  }
  // A token of these fields alone has room for nothing else: it is made to last longer.
  for (const field of ['expires', 'expiration']) {
    const seconds = integerIn(entryIn(tree, field) ?? nullTree);
    if (seconds !== null) return withEntry(tree, field, integerTree(seconds + 5n));
  }
  if (entryIn(tree, 'tokens') !== undefined) return withEntry(tree, 'tokens', { kind: 'list', items: [textTree('editor'), textTree('x-y')] });
  if (entryIn(tree, 'sid') !== undefined) return withEntry(tree, 'sid', textTree('0123456789abcdef0123456789abcdef'));
  if (tree.kind === 'record' && !tree.entries.some(([key]) => key.startsWith('$'))) return withEntry(tree, 'edited', addition);
  return tree.kind === 'scalar' && tree.text.startsWith('"') ? textTree(`${JSON.parse(tree.text) as string} (edited, 🍪)`) : tree;
}

async function sealed(vector: Vector): Promise<unknown> {
  const decoded = await decodeVector(vector);
  if (decoded.status !== 'verified' || decoded.payload === null) return null;
  const tree = parseJsonTree(decoded.payload.text);
  if (!tree.ok) throw new Error(`${vector.id}: ${tree.problem}`);
  const text = treeText(edited(tree.value));
  const nowMs = vector.now ?? 1_767_225_660_000;
  const cookies = await reseal(decoded, text, { secrets: keysOf(vector).secrets, settings: vector.settings, nowMs });
  if (!cookies.ok) throw new Error(`${vector.id}: ${cookies.problem}`);
  const payload = parseJson(text);
  const { id, format, version, secrets, settings } = vector;
  return { id, format, version, secrets, settings, nowMs, facts: decoded.opened.facts, cookies: cookies.value, payload: payload.ok ? payload.value : null };
}

for (const format of process.argv.slice(2))
  for (const vector of vectorsOf(`${format}.json`)) {
    if (vector.expect.status !== 'verified') continue;
    const line = await sealed(vector);
    if (line !== null) process.stdout.write(`${JSON.stringify(line)}\n`);
  }
