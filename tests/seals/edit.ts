/** Edits of decoded payloads, as a person makes them: something that was there is changed, and something is added. */
import { entryIn, floatTree, integerIn, integerTree, listTree, recordTree, textTree, withEntry, type JsonTree, type TreeEntry } from '../../src/codec/json-tree';

type RecordTree = Extract<JsonTree, { kind: 'record' }>;

/** What is added to a session: text beyond ASCII, a long integer where the framework's language has one, a float that is whole. */
function addition(longInteger: bigint): JsonTree {
  return recordTree([['by', textTree('Zoë 🍪, "x": y')], ['id', integerTree(longInteger)], ['rate', floatTree(2)]]);
}

/** JavaScript's own JSON.parse ends at 2^53. */
export const longest = { javascript: 9_007_199_254_740_991n, other: 9_007_199_254_740_993n } as const;

function isText(tree: JsonTree): boolean {
  return tree.kind === 'scalar' && tree.text.startsWith('"');
}

function textOf(tree: JsonTree): string {
  return tree.kind === 'scalar' ? (JSON.parse(tree.text) as string) : '';
}

function editedScalar(text: string): JsonTree {
  if (text.startsWith('"')) return textTree(`${JSON.parse(text) as string} (edited, 🍪)`);
  if (text === 'null') return textTree('edited');
  if (text === 'true' || text === 'false') return { kind: 'scalar', text: String(text === 'false') };
  return { kind: 'scalar', text: String(Number(text) + 1) };
}

/** The last text of a list: the messages that Django keeps begin with words of its own. */
function editedList(items: readonly JsonTree[]): readonly JsonTree[] {
  const at = items.findLastIndex((item) => item.kind === 'list' || (isText(item) && !textOf(item).startsWith('__')));
  return items.map((item, i) => {
    if (i !== at) return item;
    return item.kind === 'list' ? listTree(editedList(item.items)) : textTree(`${textOf(item)} edited`);
  });
}

/** What a payload takes more of: anything, plain texts alone (another type would have to be registered), or no other field (a type of the program's own). */
export type Room = 'anything' | 'texts' | 'nothing';

export interface EditOptions {
  readonly longInteger: bigint;
  /** Epoch milliseconds: when the edit is sealed. */
  readonly nowMs: number;
  readonly room: Room;
}

/** What a seal renews: claims only where a person has left them, the time of the last access always. */
function editedTime([key, item]: TreeEntry, nowMs: number): TreeEntry {
  if (key === 'renewed' || key === '_accessed_time') return [key, integerTree(Math.floor(nowMs / 1000))];
  if (key === 'jti') return [key, textTree('edited-id')];
  return item.kind === 'scalar' && (key === 'iat' || key === 'exp') ? [key, editedScalar(item.text)] : [key, item];
}

function withTimes({ entries }: RecordTree, nowMs: number): RecordTree {
  return { kind: 'record', entries: entries.map((entry) => editedTime(entry, nowMs)) };
}

function withChangedText(tree: RecordTree): RecordTree {
  const at = tree.entries.findIndex(([name, item]) => /^[a-z]/i.test(name) && name !== 'jti' && isText(item));
  return { kind: 'record', entries: tree.entries.map(([key, item], i) => [key, i === at ? textTree(`${textOf(item)} changed`) : item] as const) };
}

function editedRecord(tree: RecordTree, { longInteger, nowMs, room }: EditOptions): JsonTree {
  const changed = withTimes(withChangedText(tree), nowMs);
  return room === 'nothing' ? changed : withEntry(changed, 'edited', room === 'texts' ? textTree('Zoë 🍪, "x": y') : addition(longInteger));
}

/** A payload of fields that are fixed has room for nothing else: one of them is changed. */
function editedFixed(tree: RecordTree): JsonTree | null {
  for (const field of ['expires', 'expiration']) {
    const seconds = integerIn(entryIn(tree, field) ?? tree);
    if (seconds !== null) return withEntry(tree, field, integerTree(seconds + 5n));
  }
  if (entryIn(tree, 'tokens') !== undefined) return withEntry(tree, 'tokens', listTree([textTree('editor'), textTree('x-y')]));
  return entryIn(tree, 'sid') === undefined ? null : withEntry(tree, 'sid', textTree('0123456789abcdef0123456789abcdef'));
}

/** The payload with something changed and, where it has room, with something added. */
export function edited(tree: JsonTree, options: EditOptions): JsonTree {
  if (tree.kind === 'scalar') return editedScalar(tree.text);
  if (tree.kind === 'list') return listTree(editedList(tree.items));
  for (const wrapper of ['state', 'session']) {
    const inner = entryIn(tree, wrapper);
    if (inner?.kind === 'record') return withEntry(withTimes(tree, options.nowMs), wrapper, editedRecord(inner, options));
  }
  const isInstance = tree.entries.some(([key]) => key.startsWith('$'));
  return isInstance ? tree : (editedFixed(tree) ?? editedRecord(tree, options));
}
