/** The analysis in a worker of its own. */
import type { Analysis, AnalysisInput, RecordView, ResealOutcome } from './analysis';
import type { Task, WorkerReply, WorkerRequest } from './messages';
import type { PanelReport } from './panel-report';
import { tailSince } from './tail';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (fault: Error) => void;
  readonly onProgress: (done: number) => void;
}

export function createWorkerAnalysis(): Analysis {
  const worker = new Worker(new URL('../analyse-worker.ts', import.meta.url), { type: 'module', name: 'Sessionscope analysis' });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let told: Pick<AnalysisInput, 'traffic' | 'jarChanges'> = { traffic: [], jarChanges: [] };

  worker.addEventListener('message', (event: MessageEvent<WorkerReply>) => {
    const reply = event.data;
    const caller = waiting.get(reply.call);
    if ('progress' in reply) return caller?.onProgress(reply.progress);
    waiting.delete(reply.call);
    if ('fault' in reply) caller?.reject(Object.assign(new Error(reply.fault), { name: reply.name }));
    else caller?.resolve(reply.result);
    return undefined;
  });
  worker.addEventListener('error', (event) => {
    for (const caller of waiting.values()) caller.reject(new Error(event.message));
    waiting.clear();
  });

  function ask<T>(task: Task, onProgress: (done: number) => void = () => undefined): Promise<T> {
    calls += 1;
    const request: WorkerRequest = { call: calls, task };
    return new Promise<unknown>((resolve, reject) => {
      waiting.set(request.call, { resolve, reject, onProgress });
      worker.postMessage(request);
    }) as Promise<T>;
  }

  function run({ traffic, jarChanges, ...input }: AnalysisInput, onProgress?: (done: number) => void): Promise<PanelReport> {
    const answer = ask<PanelReport>({ kind: 'run', input, traffic: tailSince(told.traffic, traffic), jarChanges: tailSince(told.jarChanges, jarChanges) }, onProgress);
    told = { traffic, jarChanges };
    return answer;
  }

  return {
    run,
    cancel: () => void ask({ kind: 'cancel' }),
    reseal: (id, text, nowMs) => ask<ResealOutcome>({ kind: 'reseal', id, text, nowMs }),
    readRecord: (id, text, nowMs) => ask<RecordView | null>({ kind: 'record', id, text, nowMs }),
    exportAs: (format, choice) => ask<string>({ kind: 'export', format, choice }),
    dispose: () => worker.terminate(),
  };
}
