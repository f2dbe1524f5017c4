/** `npm run bench`: what must not grow out of proportion, measured as ratios in one run. Exits 1 when one is over its limit. */
import { hostileFigures } from '../bench/hostile';
import { judgeFigures } from '../bench/judge';
import { parseFigures } from '../bench/parse';
import type { Figure } from '../bench/measure';

function print({ name, ratio, limit, detail }: Figure): void {
  console.log(`${ratio <= limit ? 'ok  ' : 'OVER'} ${ratio.toFixed(ratio < 10 ? 2 : 0).padStart(7)}×  (at most ${limit}×)  ${name}; ${detail}`);
}

const figures: Figure[] = [];
for (const measure of [parseFigures, judgeFigures, hostileFigures]) {
  for (const figure of await measure()) {
    print(figure);
    figures.push(figure);
  }
}
process.exitCode = figures.every(({ ratio, limit }) => ratio <= limit) ? 0 : 1;
