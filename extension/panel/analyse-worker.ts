/** The worker in which the core runs: slow key derivation never holds up typing or scrolling. */
import { createAnalysis } from './analysis/analysis';
import type { Task, WorkerReply, WorkerRequest } from './analysis/messages';

const analysis = createAnalysis();

function perform(task: Task): Promise<unknown> {
  switch (task.kind) {
    case 'run':
      return analysis.run(task.input);
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
