/** `npm run bench`: what must not grow out of proportion, measured as ratios in one run. Exits 1 when one is over its limit. */
import { panelFigures } from '../bench/panel';
import { hostileFigures } from '../bench/hostile';
import { judgeFigures } from '../bench/judge';
import { parseFigures } from '../bench/parse';
import type { Figure } from '../bench/measure';
import { ensureBuilt } from './setup/build';
import { ensurePrograms } from './setup/needs';
import { sayOnStderr, SetupProblem } from './setup/setup';

function print({ name, ratio, limit, detail }: Figure): void {
  console.log(`${ratio <= limit ? 'ok  ' : 'OVER'} ${ratio.toFixed(ratio < 10 ? 2 : 0).padStart(7)}×  (at most ${limit}×)  ${name}; ${detail}`);
}

/** What the panel's own figure needs; without it the others are not measured either, so that no run is taken for a whole one. */
try {
  ensurePrograms(['chromium'], sayOnStderr);
  ensureBuilt('chrome', sayOnStderr);
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
const figures: Figure[] = [];
for (const measure of [parseFigures, judgeFigures, hostileFigures, panelFigures]) {
  for (const figure of await measure()) {
    print(figure);
    figures.push(figure);
  }
}
process.exitCode = figures.every(({ ratio, limit }) => ratio <= limit) ? 0 : 1;
