/** Times as ratios: a machine's own speed cancels out when both sides run in one process, one after the other. */
import { performance } from 'node:perf_hooks';

/** A measured ratio and the most that it may be. */
export interface Figure {
  readonly name: string;
  readonly ratio: number;
  readonly limit: number;
  readonly detail: string;
}

const warmUpRuns = 3;
const samples = 5;
const sampleMs = 15;

/** Milliseconds of one run: the fastest sample, which other load disturbs least. */
export function fastestMs(run: () => unknown): number {
  for (let i = 0; i < warmUpRuns; i += 1) run();
  let fastest = Infinity;
  for (let sample = 0; sample < samples; sample += 1) {
    let runs = 0;
    const startedAt = performance.now();
    do {
      run();
      runs += 1;
    } while (performance.now() - startedAt < sampleMs);
    fastest = Math.min(fastest, (performance.now() - startedAt) / runs);
  }
  return fastest;
}

/** The same for what takes long enough to be timed once a sample. */
export async function fastestAsyncMs(run: () => Promise<unknown>, times = 3): Promise<number> {
  let fastest = Infinity;
  for (let i = 0; i < times; i += 1) {
    const startedAt = performance.now();
    await run();
    fastest = Math.min(fastest, performance.now() - startedAt);
  }
  return fastest;
}

export function inMs(ms: number): string {
  return ms < 1 ? `${(ms * 1000).toFixed(0)} µs` : `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}
