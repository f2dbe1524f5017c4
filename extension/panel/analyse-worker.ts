/** The worker in which the core runs: slow key derivation never holds up typing or scrolling. */
import type { JarChange, TrafficEntry } from '../../src/index';
import { createAnalysis } from './analysis/analysis';
import type { TailedInput, Task, WorkerReply, WorkerRequest } from './analysis/messages';
import { withTail } from './analysis/tail';

const analysis = createAnalysis();
let traffic: readonly TrafficEntry[] = [];
let jarChanges: readonly JarChange[] = [];

function run(task: TailedInput, onProgress: (done: number) => void): Promise<unknown> {
  traffic = withTail(traffic, task.traffic);
  jarChanges = withTail(jarChanges, task.jarChanges);
  return analysis.run({ ...task.input, traffic, jarChanges }, onProgress);
}

function perform(task: Task, onProgress: (done: number) => void): Promise<unknown> {
  switch (task.kind) {
    case 'run':
      return run(task, onProgress);
    case 'reseal':
      return analysis.reseal(task.id, task.text, task.nowMs);
    case 'record':
      return analysis.readRecord(task.id, task.text, task.nowMs);
    case 'cancel':
      return Promise.resolve(analysis.cancel());
    case 'export':
      return analysis.exportAs(task.format, task.choice);
  }
}

async function answer({ call, task }: WorkerRequest): Promise<WorkerReply> {
  try {
    const tell = (progress: number): void => self.postMessage({ call, progress } satisfies WorkerReply);
    return { call, result: await perform(task, tell) };
  } catch (error) {
    const { message, name } = error instanceof Error ? error : { message: 'unknown', name: 'Error' };
    return { call, fault: message, name };
  }
}

self.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  void answer(event.data).then((reply) => self.postMessage(reply));
});
