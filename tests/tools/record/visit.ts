/** What a scenario does in the page. */
import type { Page } from 'playwright';

export interface Visit {
  readonly page: Page;
  go(path: string): Promise<void>;
  /** Submits a form of these fields. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<void>;
  /** A script's request; `body` is sent as JSON. */
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** The browser forgets a cookie, as at its own restart. */
  forget(name: string): Promise<void>;
}
