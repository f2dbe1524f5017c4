/**
 * The asking end. The background may die at any moment: the client connects again, asks again what was not answered, and says that
 * news may have been missed.
 */
import * as v from 'valibot';
import type { Port } from './port';
import { calls, delivery, type AnswerTo, type CallName, type News, type Question, type Request } from './protocol';

export interface ClientEvents {
  onNews(news: News): void;
  /** The connection is there again: what happened meanwhile has to be read anew. */
  onReconnected(): void;
  /** True once the connection could not be restored at the first try; false when it is there again. */
  onLost(lost: boolean): void;
}

export interface Client {
  /** Rejects with what the background says where it fails; waits where the background is away. */
  ask<N extends CallName>(call: N, question: Question<N>): Promise<AnswerTo<N>>;
  close(): void;
}

interface Waiting {
  readonly request: Request;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (fault: Error) => void;
}

/** Milliseconds between attempts to connect again, growing. */
const delays = [0, 100, 300, 1000, 3000];

class Connection implements Client {
  readonly #connect: () => Port;
  readonly #events: ClientEvents;
  readonly #waiting = new Map<number, Waiting>();
  #port: Port | null = null;
  #ids = 0;
  #attempt = 0;
  #closed = false;

  constructor(connect: () => Port, events: ClientEvents) {
    this.#connect = connect;
    this.#events = events;
    this.#open();
  }

  #open(): void {
    if (this.#closed) return;
    try {
      const port = this.#connect();
      this.#port = port;
      port.onMessage((message) => this.#receive(message));
      port.onClosed(() => port === this.#port && this.#lose());
      // What was asked before the connection broke is asked again: every call may be repeated.
      for (const { request } of this.#waiting.values()) port.post(request);
    } catch {
      this.#lose();
    }
  }

  #lose(): void {
    this.#port = null;
    if (this.#closed) return;
    const delay = delays[Math.min(this.#attempt, delays.length - 1)] ?? 0;
    this.#attempt += 1;
    if (this.#attempt > 2) this.#events.onLost(true);
    setTimeout(() => {
      this.#open();
      if (this.#port !== null) this.#events.onReconnected();
    }, delay);
  }

  #receive(message: unknown): void {
    const checked = v.safeParse(delivery, message);
    if (!checked.success) return;
    if (this.#attempt > 2) this.#events.onLost(false);
    this.#attempt = 0;
    const given = checked.output;
    if ('event' in given) return this.#events.onNews(given);
    const caller = this.#waiting.get(given.id);
    if (caller === undefined) return;
    this.#waiting.delete(given.id);
    if ('fault' in given) return caller.reject(new Error(given.fault));
    const answer = v.safeParse(calls[caller.request.call].answer, given.answer);
    if (answer.success) caller.resolve(answer.output);
    else caller.reject(new TypeError(`${caller.request.call}: the answer is malformed`));
  }

  ask<N extends CallName>(call: N, question: Question<N>): Promise<AnswerTo<N>> {
    const request = { id: (this.#ids += 1), call, question };
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(request.id, { request, resolve, reject });
      try {
        this.#port?.post(request);
      } catch {
        // The port broke before its end was told: the request is sent again on the next one.
      }
    }) as Promise<AnswerTo<N>>;
  }

  close(): void {
    this.#closed = true;
    this.#port?.close();
  }
}

export function createClient(connect: () => Port, events: ClientEvents): Client {
  return new Connection(connect, events);
}
