/** What the panel and its worker say to each other. */
import type { AnalysisInput, ExportKind } from './analysis';

export type Task =
  | { readonly kind: 'run'; readonly input: AnalysisInput }
  | { readonly kind: 'reseal'; readonly id: string; readonly text: string; readonly nowMs: number }
  | { readonly kind: 'export'; readonly format: ExportKind };

export interface WorkerRequest {
  readonly call: number;
  readonly task: Task;
}

export type WorkerReply =
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly fault: string };
