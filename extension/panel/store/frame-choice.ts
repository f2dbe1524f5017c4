/** One frame of the tab looked at alone: its cookies, its requests, judged as its own page. */
import { domainMatches, hostOf } from '../../../src/index';
import type { AnalysisInput } from '../analysis/analysis';
import type { TabFrame } from '../inspected-tab';

function isOfHost(host: string): (url: string) => boolean {
  return (url) => hostOf(url) === host;
}

/** The facts that are about the frame's host. */
export function ofFrame(input: AnalysisInput, frameUrl: string): AnalysisInput {
  const host = hostOf(frameUrl);
  const isOwn = isOfHost(host);
  return {
    ...input,
    url: frameUrl,
    jar: input.jar?.filter(({ domain, hostOnly }) => (hostOnly ? domain === host : domainMatches(host, domain))) ?? null,
    traffic: input.traffic.filter(({ url }) => isOwn(url)),
  };
}

/** One frame for each origin: frames of one origin have the same cookies. */
export function framesByOrigin(frames: readonly TabFrame[]): TabFrame[] {
  const byOrigin = new Map<string, TabFrame>();
  for (const frame of frames) {
    const origin = URL.canParse(frame.url) ? new URL(frame.url).origin : frame.url;
    if (!byOrigin.has(origin)) byOrigin.set(origin, frame);
  }
  return [...byOrigin.values()];
}
