/** A connection within one context, for tests: messages are copied as between real contexts, and either end can be cut. */
import type { Port } from './port';

interface End extends Port {
  receive(message: unknown): void;
  closed(): void;
}

function createEnd(send: (message: unknown) => void, hangUp: () => void): End {
  const messages: ((message: unknown) => void)[] = [];
  const closings: (() => void)[] = [];
  let open = true;
  return {
    post(message) {
      if (!open) throw new Error('the connection is closed');
      send(structuredClone(message));
    },
    onMessage: (listener) => void messages.push(listener),
    onClosed: (listener) => void closings.push(listener),
    close() {
      open = false;
      hangUp();
    },
    receive: (message) => open && messages.forEach((listener) => listener(message)),
    closed() {
      if (!open) return;
      open = false;
      for (const listener of closings) listener();
    },
  };
}

/** Two ends of one connection; messages arrive in their order, a moment later. */
export function createPortPair(): readonly [Port, Port] {
  const a: End = createEnd((message) => queueMicrotask(() => b.receive(message)), () => queueMicrotask(() => b.closed()));
  const b: End = createEnd((message) => queueMicrotask(() => a.receive(message)), () => queueMicrotask(() => a.closed()));
  return [a, b];
}
