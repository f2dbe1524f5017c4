/** What a recorded visit consists of, and what all of them share. */
import type { Visit } from './visit';

/** Method, path and which of several such requests. */
export type RequestNote = readonly [method: string, path: string, nth?: number];

export interface EventNote {
  readonly request: RequestNote;
  readonly detected: boolean | 'either';
  readonly why?: string;
}

export interface VerdictNote {
  readonly event: 'login' | 'logout' | 'privilege-change';
  readonly cookie: string;
  readonly verdict: string;
  readonly accept?: readonly string[];
  readonly request: RequestNote;
  readonly why: string;
}

export interface Scenario {
  readonly id: string;
  readonly framework: string;
  readonly version: string;
  readonly description: string;
  readonly app: string;
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: readonly { readonly value: string; readonly encoding: string }[];
  readonly steps: (visit: Visit) => Promise<void>;
  readonly logins: readonly EventNote[];
  readonly logouts: readonly EventNote[];
  readonly verdicts: readonly VerdictNote[];
  readonly withoutSecrets?: readonly VerdictNote[];
  readonly noise?: readonly string[];
  readonly optional?: readonly { readonly event: string; readonly cookie: string }[];
}

export const alice = { username: 'alice', password: 'wonderland-7' };
export const sid = 'connect.sid';
export const post = (path: string, nth = 1): RequestNote => ['POST', path, nth];
export const get = (path: string, nth = 1): RequestNote => ['GET', path, nth];

export const express = {
  framework: 'express-session', version: '1.19.0', app: 'express-app.mjs', secrets: [{ value: 'keyboard-cat-dev-only-4711', encoding: 'utf8' }],
} as const;

export function verdict(event: VerdictNote['event'], [cookie, name]: readonly [cookie: string, name: string], request: RequestNote, why: string): VerdictNote {
  return { event, cookie, verdict: name, request, why };
}
