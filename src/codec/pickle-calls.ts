/** What the opcodes of pickle that name, call or fill something make of it: plain data where it is that after all, else a named object. */
import { latin1 } from './bytes';
import { PickleProblem, type PickleMachine } from './pickle-machine';
import { objectNode, type PickleEntry, type PickleNode } from './pickle-node';

/** A class or function. Python 2's names for what Python 3 has renamed are made one. */
export function globalNamed(module: string, name: string): PickleNode {
  if (module === '__builtin__' || module === 'builtins') return { kind: 'global', name };
  return { kind: 'global', name: `${module === 'copy_reg' ? 'copyreg' : module}.${name}` };
}

/** STACK_GLOBAL: module and name lie on the stack. */
export function stackGlobal(machine: PickleMachine): void {
  const name = machine.pop();
  const module = machine.pop();
  if (name.kind !== 'text' || module.kind !== 'text') throw new PickleProblem('a name that is no text');
  machine.push(globalNamed(module.text, name.text));
}

export function pairs(items: readonly PickleNode[]): PickleEntry[] {
  if (items.length % 2 !== 0) throw new PickleProblem('a key without a value');
  const entries: PickleEntry[] = [];
  for (const [i, item] of items.entries()) {
    const key = items[i - 1];
    if (i % 2 === 1 && key !== undefined) entries.push([key, item]);
  }
  return entries;
}

/** Appends to the list, set or object on top of the stack. */
export function appendTo(machine: PickleMachine, items: readonly PickleNode[]): void {
  const target = machine.top();
  if (target.kind !== 'list' && target.kind !== 'set' && target.kind !== 'object') throw new PickleProblem('it cannot be appended to');
  for (const item of items) target.items.push(item);
}

/** Sets keys of the dict or object on top of the stack. */
export function setIn(machine: PickleMachine, items: readonly PickleNode[]): void {
  const target = machine.top();
  if (target.kind !== 'dict' && target.kind !== 'object') throw new PickleProblem('it has no keys');
  for (const entry of pairs(items)) target.entries.push(entry);
}

/** A tuple of the top items. */
export function tupleOf(machine: PickleMachine, length: number): void {
  const items = Array.from({ length }, () => machine.pop()).reverse();
  machine.push({ kind: 'tuple', items });
}

/** How bytes have to be written in older protocols: as a call that encodes text, or that makes an empty object. */
function encodedBytes(name: string, args: readonly PickleNode[]): PickleNode | null {
  const [body, codec] = args;
  const bytes = name === '_codecs.encode' && body?.kind === 'text' && codec?.kind === 'text' && codec.text === 'latin1' ? latin1(body.text) : null;
  if (bytes !== null) return { kind: 'bytes', bytes };
  if (name === 'bytearray' && body?.kind === 'bytes') return { kind: 'bytearray', bytes: body.bytes };
  return name === 'bytes' && args.length === 0 ? { kind: 'bytes', bytes: new Uint8Array() } : null;
}

/** What calling this would give. */
function called(callee: PickleNode, args: readonly PickleNode[]): PickleNode {
  // An object that is called (an attribute looked up by `getattr`, say) keeps the name of what made it.
  if (callee.kind === 'object') return objectNode(callee.className, [...callee.args, ...args]);
  if (callee.kind !== 'global') throw new PickleProblem('it cannot be called');
  const { name } = callee;
  const [first] = args;
  // Protocols 0 and 1: (class, base, the base's own value).
  if (name === 'copyreg._reconstructor' && first?.kind === 'global') return objectNode(first.name, args[2]?.kind === 'atom' ? [] : args.slice(2));
  if (name === 'copyreg.__newobj__' && first?.kind === 'global') return objectNode(first.name, args.slice(1));
  if ((name === 'set' || name === 'frozenset') && (first === undefined || first.kind === 'list')) return { kind: name, items: [...(first?.items ?? [])] };
  return encodedBytes(name, args) ?? objectNode(name, args);
}

/** REDUCE and NEWOBJ: a class or function, and its arguments as a tuple. */
export function call(machine: PickleMachine): void {
  const args = machine.pop();
  const callee = machine.pop();
  if (args.kind !== 'tuple') throw new PickleProblem('arguments that are no tuple');
  machine.push(called(callee, args.items));
}

/** NEWOBJ_EX: keyword arguments besides. */
export function callWithKeywords(machine: PickleMachine): void {
  const keywords = machine.pop();
  call(machine);
  const made = machine.top();
  if (keywords.kind !== 'dict' || made.kind !== 'object') throw new PickleProblem('keywords that are no dict');
  for (const entry of keywords.entries) made.entries.push(entry);
}

/** OBJ: a class and its arguments since the mark. */
export function callMarked(machine: PickleMachine): void {
  const [callee, ...args] = machine.popMark();
  if (callee === undefined) throw new PickleProblem('nothing to call');
  machine.push(called(callee, args));
}

/** INST: the class by name, its arguments since the mark. */
export function callNamed(machine: PickleMachine, callee: PickleNode): void {
  machine.push(called(callee, machine.popMark()));
}

export function build(machine: PickleMachine): void {
  const state = machine.pop();
  const target = machine.top();
  if (target.kind !== 'object') throw new PickleProblem('it has no state');
  target.state = state;
}
