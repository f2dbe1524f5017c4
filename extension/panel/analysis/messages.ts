/** What the panel and its worker say to each other. */
import type { JarChange, TrafficEntry } from '../../../src/index';
import type { AnalysisInput } from './analysis';
import type { ExportChoice, ExportKind } from './exports';
import type { Tail } from './tail';

/** The input of a run with its long lists told by their ends. */
export interface TailedInput {
  readonly input: Omit<AnalysisInput, 'traffic' | 'jarChanges'>;
  readonly traffic: Tail<TrafficEntry>;
  readonly jarChanges: Tail<JarChange>;
}

export type Task =
  | ({ readonly kind: 'run' } & TailedInput)
  | { readonly kind: 'reseal'; readonly id: string; readonly text: string; readonly nowMs: number }
  | { readonly kind: 'record'; readonly id: string; readonly text: string; readonly nowMs: number }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'export'; readonly format: ExportKind; readonly choice: ExportChoice };

export interface WorkerRequest {
  readonly call: number;
  readonly task: Task;
}

export type WorkerReply =
  | { readonly call: number; readonly progress: number }
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly fault: string; readonly name: string };
