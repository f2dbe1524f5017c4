/** The stack, memo and cursor of the machine that a pickle is a program for. */
import { latin1Text } from './bytes';
import type { PickleNode } from './pickle-node';

/** The data is no pickle. */
export class PickleProblem extends Error {}

export class PickleMachine {
  protocol = 0;
  /** The items since the last mark. */
  stack: PickleNode[] = [];
  readonly #outer: PickleNode[][] = [];
  readonly #memo = new Map<number, PickleNode>();
  readonly #data: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  get atEnd(): boolean {
    return this.#at === this.#data.length;
  }

  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#data.length) throw new PickleProblem('cut off');
    const bytes = this.#data.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  /** Little-endian, unsigned, of 1 to 8 bytes. */
  unsigned(size: number): number {
    return this.take(size).reduceRight((sum, byte) => sum * 256 + byte, 0);
  }

  double(): number {
    this.take(8);
    return this.#view.getFloat64(this.#at - 8);
  }

  /** A length of `size` bytes, and that many bytes. */
  sized(size: number): Uint8Array {
    return this.take(this.unsigned(size));
  }

  /** Up to the end of the line, one character a byte. */
  line(): string {
    const end = this.#data.indexOf(10, this.#at);
    if (end < 0) throw new PickleProblem('a line without an end');
    const text = latin1Text(this.take(end - this.#at));
    this.#at++;
    return text;
  }

  lineNumber(): number {
    const text = this.line();
    if (!/^\d{1,9}$/.test(text)) throw new PickleProblem('no number');
    return Number(text);
  }

  push(node: PickleNode): void {
    this.stack.push(node);
  }

  pop(): PickleNode {
    const node = this.stack.pop();
    if (node === undefined) throw new PickleProblem('the stack is empty');
    return node;
  }

  top(): PickleNode {
    const node = this.stack.at(-1);
    if (node === undefined) throw new PickleProblem('the stack is empty');
    return node;
  }

  mark(): void {
    this.#outer.push(this.stack);
    this.stack = [];
  }

  popMark(): PickleNode[] {
    const items = this.stack;
    const outer = this.#outer.pop();
    if (outer === undefined) throw new PickleProblem('nothing is marked');
    this.stack = outer;
    return items;
  }

  remember(index = this.#memo.size): void {
    this.#memo.set(index, this.top());
  }

  recall(index: number): void {
    const node = this.#memo.get(index);
    if (node === undefined) throw new PickleProblem('nothing is remembered there');
    this.push(node);
  }
}
