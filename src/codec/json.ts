/**
 * JSON read and written without loss: long integers, floats, key order and duplicate keys of the text survive, because what is
 * edited and signed again is the text itself, never an object made from it.
 */
import { remembered } from '../remembered';
import { fail, ok, type Result } from '../result';
import type { Payload, Value } from './value';

/** Deeper nesting than this is refused: no framework makes it, and it would exhaust the stack. */
const maxDepth = 200;
const tooDeep = `nested deeper than ${maxDepth}`;

/** How a serialiser lays JSON out. */
export interface JsonStyle {
  /** Between items, `,` or `, `. */
  readonly item: string;
  /** Between key and value, `:` or `: `. */
  readonly key: string;
  /** True: everything above U+007F stands as `\uXXXX`. */
  readonly ascii: boolean;
}

export const compactJson: JsonStyle = { item: ',', key: ':', ascii: false };
/** Python's `json.dumps` with its defaults. */
export const pythonJson: JsonStyle = { item: ', ', key: ': ', ascii: true };
/** Python's `json.dumps(separators=(",", ":"))`. */
export const compactAsciiJson: JsonStyle = { item: ',', key: ':', ascii: true };
/** Python's `json.dumps(ensure_ascii=False)`. */
export const pythonUnicodeJson: JsonStyle = { item: ', ', key: ': ', ascii: false };

interface Token {
  readonly type: '{' | '}' | '[' | ']' | ',' | ':' | 'scalar';
  readonly text: string;
  /** Offset in the text. */
  readonly start: number;
}

const lexeme = /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity/y;
const space = /[ \t\r\n]*/y;

/** `line 2, column 5`, both from 1. */
function placeIn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

/** One cookie's text is read by a dozen formats, one after the other: fewer texts than a site has cookies need be remembered. */
const tokens: (text: string) => readonly Token[] | string = remembered(tokenise, 4);

function tokenise(text: string): Token[] | string {
  const found: Token[] = [];
  let at = 0;
  let depth = 0;
  for (;;) {
    space.lastIndex = at;
    at += space.exec(text)?.[0].length ?? 0;
    if (at === text.length) return found;
    lexeme.lastIndex = at;
    const match = lexeme.exec(text)?.[0];
    if (match === undefined) return `unexpected ${JSON.stringify(text.slice(at, at + 12))} at ${placeIn(text, at)}`;
    if (match === '{' || match === '[') depth++;
    else if (match === '}' || match === ']') depth--;
    // Told before anything is built: a hostile text may be nothing but brackets.
    if (depth > maxDepth + 1) return tooDeep;
    found.push({ type: '{}[],:'.includes(match) ? (match as Token['type']) : 'scalar', text: match, start: at });
    at += match.length;
  }
}

/** Builds from tokens; `T` is a value, a text or a tree. Scalars and keys come as the text's own lexemes. */
export interface JsonBuilder<T> {
  scalar(text: string): T;
  list(items: T[], depth: number): T;
  record(entries: [key: string, item: T][], depth: number): T;
}

class JsonProblem extends Error {
  /** Where it is; null: everywhere. */
  readonly token: Token | null;
  constructor(message: string, token: Token | null) {
    super(message);
    this.token = token;
  }
}

function build<T>(found: readonly Token[], builder: JsonBuilder<T>): T {
  let at = 0;
  const next = (): Token => {
    const token = found[at++];
    if (token === undefined) throw new JsonProblem('the text ends too early', null);
    return token;
  };
  const expect = (type: Token['type'], token: Token): void => {
    if (token.type !== type) throw new JsonProblem(`expected ${type} but found ${token.text.slice(0, 20)}`, token);
  };
  function list(depth: number): T {
    const items: T[] = [];
    if (found[at]?.type === ']') at++;
    else
      for (let separator = ','; separator === ','; ) {
        items.push(item(depth + 1));
        const token = next();
        if (token.type !== ',') expect(']', token);
        separator = token.text;
      }
    return builder.list(items, depth);
  }
  function record(depth: number): T {
    const entries: [string, T][] = [];
    if (found[at]?.type === '}') at++;
    else
      for (let separator = ','; separator === ','; ) {
        const key = next();
        if (!key.text.startsWith('"')) throw new JsonProblem(`expected a key but found ${key.text.slice(0, 20)}`, key);
        expect(':', next());
        entries.push([key.text, item(depth + 1)]);
        const token = next();
        if (token.type !== ',') expect('}', token);
        separator = token.text;
      }
    return builder.record(entries, depth);
  }
  function item(depth: number): T {
    if (depth > maxDepth) throw new JsonProblem(tooDeep, null);
    const token = next();
    if (token.type === '{') return record(depth);
    if (token.type === '[') return list(depth);
    expect('scalar', token);
    return builder.scalar(token.text);
  }
  const whole = item(0);
  const rest = found[at];
  if (rest !== undefined) throw new JsonProblem(`unexpected ${rest.text.slice(0, 20)} after the end`, rest);
  return whole;
}

/** What the builder makes of JSON text, or what is wrong with the text. */
export function buildFromJson<T>(text: string, builder: JsonBuilder<T>): Result<T> {
  const found = tokens(text);
  if (typeof found === 'string') return fail(found);
  try {
    return ok(build(found, builder));
  } catch (error) {
    if (error instanceof JsonProblem) return fail(error.token === null ? error.message : `${error.message} at ${placeIn(text, error.token.start)}`);
    throw error;
  }
}

function number(text: string): Value {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && !Number.isSafeInteger(value)) return { $bigint: text };
  return Number.isFinite(value) ? value : { $number: text };
}

const values: JsonBuilder<Value> = {
  scalar(text) {
    if (text.startsWith('"')) return JSON.parse(text) as string;
    if (text === 'null') return null;
    return text === 'true' ? true : text === 'false' ? false : number(text);
  },
  list: (items) => items,
  // Defined, not assigned: a key `__proto__` is data like any other.
  record: (entries) => {
    const record: Record<string, Value> = {};
    for (const [key, value] of entries)
      Object.defineProperty(record, JSON.parse(key) as string, { value, enumerable: true, configurable: true, writable: true });
    return record;
  },
};

function string(text: string, ascii: boolean): string {
  if (!ascii) return text;
  return text.replace(/[\u007f-\uffff]/g, (char) => (char === '\u007f' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

function writer(style: JsonStyle, indent: string): JsonBuilder<string> {
  const around = (open: string, parts: readonly string[], close: string, depth: number): string => {
    if (parts.length === 0) return open + close;
    if (indent === '') return open + parts.join(style.item) + close;
    const inside = `\n${indent.repeat(depth + 1)}`;
    return `${open}${inside}${parts.join(`,${inside}`)}\n${indent.repeat(depth)}${close}`;
  };
  return {
    scalar: (text) => string(text, style.ascii),
    list: (items, depth) => around('[', items, ']', depth),
    record: (entries, depth) =>
      around('{', entries.map(([key, item]) => string(key, style.ascii) + style.key + item), '}', depth),
  };
}

const layOut = writer({ item: ',', key: ': ', ascii: false }, '  ');

/** The value of JSON text (with markers for what a JavaScript number cannot hold), or what is wrong with it. */
export function parseJson(text: string): Result<Value> {
  return buildFromJson(text, values);
}

/** The same JSON in another style: strings, numbers and key order stay as they are written. */
export function restyleJson(text: string, style: JsonStyle): Result<string> {
  return buildFromJson(text, writer(style, ''));
}

/** The members of a JSON object, each as JSON text in a style; the last of several with one key counts. */
export function jsonMembers(text: string, style: JsonStyle): Result<ReadonlyMap<string, string>> {
  const members = new Map<string, string>();
  const plain = writer(style, '');
  const whole = buildFromJson(text, {
    ...plain,
    record(entries, depth) {
      if (depth === 0) for (const [key, item] of entries) members.set(JSON.parse(key) as string, item);
      return plain.record(entries, depth);
    },
  });
  if (!whole.ok) return whole;
  return whole.value.startsWith('{') ? ok(members) : fail('it must be an object');
}

/** The style in which a text is written, the usual one first; the usual one where none of the known fits. */
export function jsonStyleOf(text: string, usual: JsonStyle): JsonStyle {
  const fits = (style: JsonStyle): boolean => {
    const restyled = restyleJson(text, style);
    return restyled.ok && restyled.value === text;
  };
  return [usual, pythonJson, pythonUnicodeJson, compactAsciiJson, compactJson].find(fits) ?? usual;
}

/** A payload of JSON text: its value, and the text laid out for editing. Null where the text is no JSON. */
export function jsonPayload(text: string): Payload | null {
  const value = parseJson(text);
  const laidOut = buildFromJson(text, layOut);
  return value.ok && laidOut.ok ? { value: value.value, text: laidOut.value } : null;
}

/** The text of a payload that is one JSON string; a problem says what stands there instead. */
export function textFromJson(text: string): Result<string> {
  const json = parseJson(text);
  if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
  return typeof json.value === 'string' ? ok(json.value) : fail('This payload is a text: write it as one JSON string, in double quotes.');
}
