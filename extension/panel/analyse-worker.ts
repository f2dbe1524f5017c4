/** The worker in which the core runs: slow key derivation never holds up typing or scrolling. */
import type { JarChange, TrafficEntry } from '../../src/index';
import { createAnalysis } from './analysis/analysis';
import type { TailedInput, Task, WorkerReply, WorkerRequest } from './analysis/messages';
import { withTail } from './analysis/tail';

const analysis = createAnalysis();
let traffic: readonly TrafficEntry[] = [];
let jarChanges: readonly JarChange[] = [];

function run(task: TailedInput): Promise<unknown> {
  traffic = withTail(traffic, task.traffic);
  jarChanges = withTail(jarChanges, task.jarChanges);
  return analysis.run({ ...task.input, traffic, jarChanges });
}

function perform(task: Task): Promise<unknown> {
  switch (task.kind) {
    case 'run':
      return run(task);
    case 'reseal':
      return analysis.reseal(task.id, task.text, task.nowMs);
    case 'export':
      return analysis.exportAs(task.format);
  }
}

async function answer({ call, task }: WorkerRequest): Promise<WorkerReply> {
  try {
    return { call, result: await perform(task) };
  } catch (error) {
    return { call, fault: error instanceof Error ? error.message : 'unknown' };
  }
}

self.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  void answer(event.data).then((reply) => self.postMessage(reply));
});
