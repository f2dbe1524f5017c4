/** The answering end: checks each request on arrival and answers it; what is no request is left unanswered. */
import * as v from 'valibot';
import { messageOf } from '../../src/index';
import type { Port } from './port';
import { calls, request, type AnswerTo, type CallName, type Delivery, type Question } from './protocol';

export type Handlers = { readonly [N in CallName]: (question: Question<N>) => Promise<AnswerTo<N>> };

async function answerTo(handlers: Handlers, name: CallName, question: unknown): Promise<unknown> {
  const checked = v.safeParse(calls[name].question, question);
  if (!checked.success) throw new TypeError(`${name}: the question is malformed`);
  // The schema above is the handler's own: TypeScript cannot follow the name through the union.
  const handler = handlers[name] as (given: unknown) => Promise<unknown>;
  return handler(checked.output);
}

/** Answers every request of a port until it closes. */
export function serve(port: Port, handlers: Handlers): void {
  port.onMessage((message) => {
    const checked = v.safeParse(request, message);
    if (!checked.success) return;
    const { id, call, question } = checked.output;
    answerTo(handlers, call, question)
      .then((answer): Delivery => ({ id, answer }))
      .catch((error: unknown): Delivery => ({ id, fault: messageOf(error) }))
      .then((reply) => port.post(reply))
      .catch(() => undefined); // The asker is gone: there is nobody to tell.
  });
}
