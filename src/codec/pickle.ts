/**
 * Python's pickle, protocols 0 to 5, read as data: no class is looked up, nothing is called. What would be an instance of something is
 * kept as its name, arguments and state.
 * Source: python/cpython 3.13 `Lib/pickle.py:104-190,1240-1800`, `Lib/pickletools.py` (the meaning of every opcode).
 */
import { jsonPayload } from './json';
import { appendTo, build, call, callMarked, callNamed, callWithKeywords, globalNamed, pairs, setIn, stackGlobal, tupleOf } from './pickle-calls';
import { pickleJson } from './pickle-json';
import { PickleMachine, PickleProblem } from './pickle-machine';
import { objectNode, type PickleNode } from './pickle-node';
import { atom, decimalFloat, decimalInteger, float, integer, quotedString, rawUnicode, text } from './pickle-scalars';
import type { Payload } from './value';

const stop = 0x2e;

type Operation = (machine: PickleMachine) => void;

const stackOperations: Readonly<Record<number, Operation>> = {
  0x28: (m) => m.mark(),
  0x30: (m) => void (m.stack.length > 0 ? m.pop() : m.popMark()),
  0x31: (m) => void m.popMark(),
  0x32: (m) => m.push(m.top()),
  0x67: (m) => m.recall(m.lineNumber()),
  0x68: (m) => m.recall(m.unsigned(1)),
  0x6a: (m) => m.recall(m.unsigned(4)),
  0x70: (m) => m.remember(m.lineNumber()),
  0x71: (m) => m.remember(m.unsigned(1)),
  0x72: (m) => m.remember(m.unsigned(4)),
  0x94: (m) => m.remember(),
  0x80: (m) => void (m.protocol = m.unsigned(1)),
  0x95: (m) => void m.unsigned(8),
};

const scalarOperations: Readonly<Record<number, Operation>> = {
  0x4e: (m) => m.push(atom('null')),
  0x88: (m) => m.push(atom('true')),
  0x89: (m) => m.push(atom('false')),
  0x46: (m) => m.push(decimalFloat(m.line())),
  0x47: (m) => m.push(float(m.double())),
  0x49: (m) => m.push(decimalInteger(m.line())),
  0x4c: (m) => m.push(decimalInteger(m.line())),
  0x4a: (m) => m.push(integer(m.take(4))),
  0x4b: (m) => m.push(atom(String(m.unsigned(1)))),
  0x4d: (m) => m.push(atom(String(m.unsigned(2)))),
  0x8a: (m) => m.push(integer(m.sized(1))),
  0x8b: (m) => m.push(integer(m.sized(4))),
  0x53: (m) => m.push(quotedString(m.line())),
  0x54: (m) => m.push({ kind: 'string', bytes: m.sized(4) }),
  0x55: (m) => m.push({ kind: 'string', bytes: m.sized(1) }),
  0x56: (m) => m.push(rawUnicode(m.line())),
  0x58: (m) => m.push(text(m.sized(4))),
  0x8c: (m) => m.push(text(m.sized(1))),
  0x8d: (m) => m.push(text(m.sized(8))),
  0x42: (m) => m.push({ kind: 'bytes', bytes: m.sized(4) }),
  0x43: (m) => m.push({ kind: 'bytes', bytes: m.sized(1) }),
  0x8e: (m) => m.push({ kind: 'bytes', bytes: m.sized(8) }),
  0x96: (m) => m.push({ kind: 'bytearray', bytes: m.sized(8) }),
};

const containerOperations: Readonly<Record<number, Operation>> = {
  0x29: (m) => m.push({ kind: 'tuple', items: [] }),
  0x74: (m) => m.push({ kind: 'tuple', items: m.popMark() }),
  0x85: (m) => tupleOf(m, 1),
  0x86: (m) => tupleOf(m, 2),
  0x87: (m) => tupleOf(m, 3),
  0x5d: (m) => m.push({ kind: 'list', items: [] }),
  0x6c: (m) => m.push({ kind: 'list', items: m.popMark() }),
  0x7d: (m) => m.push({ kind: 'dict', entries: [] }),
  0x64: (m) => m.push({ kind: 'dict', entries: pairs(m.popMark()) }),
  0x8f: (m) => m.push({ kind: 'set', items: [] }),
  0x91: (m) => m.push({ kind: 'frozenset', items: m.popMark() }),
  0x61: (m) => appendTo(m, [m.pop()]),
  0x65: (m) => appendTo(m, m.popMark()),
  0x90: (m) => appendTo(m, m.popMark()),
  0x73: (m) => setIn(m, [m.pop(), m.pop()].reverse()),
  0x75: (m) => setIn(m, m.popMark()),
};

const objectOperations: Readonly<Record<number, Operation>> = {
  0x63: (m) => m.push(globalNamed(m.line(), m.line())),
  0x93: stackGlobal,
  0x52: call,
  0x81: call,
  0x92: callWithKeywords,
  0x6f: callMarked,
  0x69: (m) => callNamed(m, globalNamed(m.line(), m.line())),
  0x62: build,
  0x50: (m) => m.push(objectNode('persistent id', [{ kind: 'text', text: m.line() }])),
  0x51: (m) => m.push(objectNode('persistent id', [m.pop()])),
  0x82: (m) => m.push({ kind: 'global', name: `extension ${m.unsigned(1)}` }),
  0x83: (m) => m.push({ kind: 'global', name: `extension ${m.unsigned(2)}` }),
  0x84: (m) => m.push({ kind: 'global', name: `extension ${m.unsigned(4)}` }),
};

const operations: Readonly<Record<number, Operation>> = { ...stackOperations, ...scalarOperations, ...containerOperations, ...objectOperations };

export interface Unpickled {
  readonly root: PickleNode;
  /** As the pickle states it; 0 where it states none (protocols 0 and 1). */
  readonly protocol: number;
}

function run(machine: PickleMachine): PickleNode {
  for (;;) {
    const code = machine.unsigned(1);
    if (code === stop) return machine.pop();
    const operation = operations[code];
    if (operation === undefined) throw new PickleProblem('no such opcode');
    operation(machine);
  }
}

/** What one whole pickle holds; null where the bytes are none, or more than one. */
export function unpickle(bytes: Uint8Array): Unpickled | null {
  const machine = new PickleMachine(bytes);
  try {
    const root = run(machine);
    return machine.atEnd ? { root, protocol: machine.protocol } : null;
  } catch (error) {
    if (error instanceof PickleProblem) return null;
    throw error;
  }
}

/** A part of a pickle as a payload; null where it is nested too deeply, or would be too long to show. */
export function pickledPayload(node: PickleNode): Payload | null {
  const json = pickleJson(node);
  return json === null ? null : jsonPayload(json);
}

/** A whole pickle as a payload. */
export function readPickle(bytes: Uint8Array): Payload | null {
  const unpickled = unpickle(bytes);
  return unpickled === null ? null : pickledPayload(unpickled.root);
}
