/** What the steps of the set-up share: how they speak, where they keep things, and how they say that something must be done by hand. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** One line for each step that does something. */
export type Say = (line: string) => void;

/** The machine lacks something: the message is all that a person needs. */
export class SetupProblem extends Error {}

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const cacheFolder = path.join(root, '.cache');

/** Standard output belongs to results. */
export const sayOnStderr: Say = (line) => console.error(line);
