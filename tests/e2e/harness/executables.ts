/** Where this machine keeps its browsers. */
import { existsSync } from 'node:fs';
import path from 'node:path';

function onPath(names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  for (const name of names) {
    const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
    if (found !== undefined) return found;
  }
  return null;
}

function required(found: string | null, what: string): string {
  if (found === null) throw new Error(`${what} is not installed`);
  return found;
}

/** A Chromium that takes an unpacked extension from its command line; branded Chrome no longer does. */
export function findChromium(): string {
  return required(process.env['SESSIONSCOPE_CHROMIUM'] ?? onPath(['chromium', 'chromium-browser', 'brave-browser', 'microsoft-edge']), 'Chromium');
}

export function findFirefox(): string {
  return required(process.env['SESSIONSCOPE_FIREFOX'] ?? onPath(['firefox-esr', 'firefox']), 'Firefox');
}
