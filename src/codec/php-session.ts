/**
 * The three ways in which PHP's own session handler writes a record: `php` (`key|serialised` one after the other), `php_binary` (a
 * length byte, the key, serialised), `php_serialize` (one serialised array). References count through the whole record.
 * Source: php/php-src 8.4 `ext/session/session.c` (`PS_SERIALIZER_DECODE_FUNC`).
 */
import { textOf } from './bytes';
import { attemptPhp, PhpReader, readPhp, type PhpEntry, type PhpNode } from './php-serialize';
import { payloadOfTree, recordTree } from './json-tree';
import { phpTree } from './php-value';
import type { Payload } from './value';

export type PhpSessionHandler = 'php' | 'php_binary' | 'php_serialize';

interface Variable {
  readonly name: Uint8Array;
  /** Where the value begins; null: the variable is registered and has none. */
  readonly valueAt: number | null;
}

/** `key|`, or `!key|` for a variable without a value. */
function textVariable(data: Uint8Array, at: number): Variable | null {
  const end = data.indexOf(0x7c, at);
  if (end < 0) return null;
  const undefinedMark = data[at] === 0x21;
  const name = data.slice(undefinedMark ? at + 1 : at, end);
  return { name, valueAt: undefinedMark ? null : end + 1 };
}

function binaryVariable(data: Uint8Array, at: number): Variable | null {
  const length = (data[at] ?? 0) & 0x7f;
  const end = at + 1 + length;
  if (length === 0 || end > data.length) return null;
  return { name: data.slice(at + 1, end), valueAt: (data[at] ?? 0) > 0x7f ? null : end };
}

function readVariables(data: Uint8Array, variableAt: (data: Uint8Array, at: number) => Variable | null): PhpNode | null {
  const reader = new PhpReader(data);
  const entries: PhpEntry[] = [];
  return attemptPhp(() => {
    while (!reader.finished) {
      const variable = variableAt(data, reader.at);
      if (variable === null) return null;
      reader.at = variable.valueAt ?? reader.at + variable.name.length + (variableAt === textVariable ? 2 : 1);
      entries.push([{ kind: 'string', bytes: variable.name }, variable.valueAt === null ? { kind: 'null' } : reader.value()]);
    }
    return { kind: 'array', entries };
  });
}

export interface PhpSession {
  readonly handler: PhpSessionHandler;
  readonly node: PhpNode;
}

/** A record in whichever way it is written; null where it is in none. */
export function readPhpSession(data: Uint8Array): PhpSession | null {
  const whole = readPhp(data);
  if (whole?.kind === 'array') return { handler: 'php_serialize', node: whole };
  const named = readVariables(data, textVariable);
  if (named !== null && namesAreText(named)) return { handler: 'php', node: named };
  const binary = readVariables(data, binaryVariable);
  return binary === null ? null : { handler: 'php_binary', node: binary };
}

/** A binary record can hold a `|` too; its length bytes are no text, though. */
function namesAreText(node: PhpNode): boolean {
  return node.kind === 'array' && node.entries.every(([key]) => key.kind === 'string' && !/[\x00-\x1f]/.test(textOf(key.bytes) ?? ''));
}

export function phpSessionPayload(data: Uint8Array): Payload | null {
  const session = readPhpSession(data);
  if (session === null) return null;
  const tree = phpTree(session.node);
  return payloadOfTree(tree.kind === 'list' && tree.items.length === 0 ? recordTree([]) : tree);
}
