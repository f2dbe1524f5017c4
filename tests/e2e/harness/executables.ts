/** The browsers that the tests drive. */
import { findBrowser, type Engine } from '../../tools/setup/browsers';

function required(engine: Engine, title: string): string {
  const found = findBrowser(engine);
  if (found === null) throw new Error(`${title} is not installed`);
  return found.executable;
}

/** A Chromium that takes an unpacked extension from its command line; branded Chrome no longer does. */
export function findChromium(): string {
  return required('chromium', 'Chromium');
}

export function findFirefox(): string {
  return required('firefox', 'Firefox');
}
