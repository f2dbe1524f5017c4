/** The inspected page, asked by evaluating in it; the callback forms agree between the browsers. */
import { devtools } from './api';

export const inspectedTabId: number = devtools.inspectedWindow.tabId;

export type Evaluated = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

interface Failure {
  readonly isException?: boolean | undefined;
  readonly isError?: boolean | undefined;
  readonly value?: unknown;
  readonly description?: string | undefined;
}

/** A page that is being left may never answer; what only looks at it waits no longer than this. */
const answerMs = 2000;

function evaluateNow(expression: string, waitMs: number): Promise<Evaluated> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ ok: false, problem: 'the page did not answer' }), waitMs);
    devtools.inspectedWindow.eval(expression, (value: unknown, failure?: Failure) => {
      const failed = failure?.isException === true || failure?.isError === true;
      resolve(failed ? { ok: false, problem: JSON.stringify(failure.value ?? failure.description ?? 'unknown') } : { ok: true, value });
    });
  });
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Runs an expression in the top frame; its value is JSON. One at a time: Firefox mixes the answers up where one expression waits in a
 * synchronous request while another is asked for.
 */
export function evaluateInPage(expression: string, waitMs = answerMs): Promise<Evaluated> {
  const turn = queue.then(() => evaluateNow(expression, waitMs));
  queue = turn;
  return turn;
}

export function reloadInspectedPage(): void {
  devtools.inspectedWindow.reload({});
}

/** The addresses of the documents among the page's resources, those of frames included; none where the browser does not list them. */
export function documentResources(): Promise<string[]> {
  // Firefox lacks it.
  const list = (devtools.inspectedWindow as Partial<typeof devtools.inspectedWindow>).getResources;
  if (list === undefined) return Promise.resolve([]);
  return new Promise((resolve) => {
    list.call(devtools.inspectedWindow, (resources) => resolve(resources.filter((resource) => 'type' in resource && resource.type === 'document').map(({ url }) => url)));
  });
}

export function onNavigated(listener: (url: string) => void): void {
  devtools.network.onNavigated.addListener(listener);
}
