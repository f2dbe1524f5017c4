/** The inspected page's address and frames. No API tells of every change of them, so the page is asked again and again. */
import type { Evaluated } from '../browser/inspected-page';

/** What the watch needs of the page. */
export interface PageSource {
  /** `waitMs`: how long an answer is waited for; some seconds by default. */
  evaluate(expression: string, waitMs?: number): Promise<Evaluated>;
  documents(): Promise<string[]>;
}

export interface PageState {
  /** Null: there is no page, or it cannot be asked. */
  readonly url: string | null;
  /** Addresses of the frames below the top one, as far as the page tells. */
  readonly frames: readonly string[];
}

/**
 * Walks the frames that the top frame may look into; of a frame of another site its `src` attribute tells. Runs in the page, so it
 * takes nothing from outside and gives one text.
 */
function collectFrames(): string {
  const found: string[] = [];
  const walk = (view: Window): void => {
    for (const element of view.document.querySelectorAll('iframe, frame')) {
      const frame = element as HTMLIFrameElement;
      try {
        // Throws for a frame of another site.
        const inner = frame.contentWindow;
        if (inner === null) continue;
        found.push(inner.location.href);
        walk(inner);
      } catch {
        found.push(frame.src);
      }
    }
  };
  walk(window);
  return JSON.stringify([location.href, found.slice(0, 200)]);
}

const expression = `(${collectFrames.toString()})()`;

function stateFrom(text: unknown, documents: readonly string[]): PageState {
  if (typeof text !== 'string') return { url: null, frames: [] };
  const [url, frames] = JSON.parse(text) as [string, string[]];
  const all = new Set([...frames, ...documents].filter((each) => /^https?:/.test(each) && each !== url));
  return { url, frames: [...all] };
}

export async function readPage(source: PageSource): Promise<PageState> {
  const [top, documents] = await Promise.all([source.evaluate(expression), source.documents()]);
  return stateFrom(top.ok ? top.value : null, documents);
}

export function samePage(a: PageState, b: PageState): boolean {
  return a.url === b.url && a.frames.length === b.frames.length && a.frames.every((frame, i) => frame === b.frames[i]);
}
