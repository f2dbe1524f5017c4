/** How the judgement of a recording grows with it: ten times the requests must take about ten times as long. */
import { createAnalysis, type AnalysisInput } from '../../extension/panel/analysis/analysis';
import { createKdf } from '../../src/crypto/kdf';
import { createDecodeCache, createPastDecoder } from '../../src/decode/cache';
import { judge } from '../../src/rotation/judge';
import { trafficFromHar } from '../../src/rotation/har';
import type { TrafficEntry } from '../../src/rotation/traffic';
import { fastestAsyncMs, inMs, type Figure } from './measure';

const startMs = 1_767_225_600_000;
/** A login, a logout and requests with the session between them. */
const visit = 20;

function entry(index: number): object {
  const at = index % visit;
  const sid = `s%3A${'a'.repeat(24)}${String(Math.floor(index / visit)).padStart(8, '0')}.${'A'.repeat(43)}`;
  const isLogin = at === 1;
  const isLogout = at === visit - 1;
  const cookies = at === 0 ? [] : [{ name: 'Cookie', value: `connect.sid=${sid}` }];
  return {
    startedDateTime: new Date(startMs + index * 100).toISOString(),
    time: 10,
    request: {
      method: isLogin || isLogout ? 'POST' : 'GET',
      url: `http://localhost:3000/${isLogin ? 'login' : isLogout ? 'logout' : `page/${at}?request=${index}`}`,
      headers: cookies,
      cookies: [],
      ...(isLogin ? { postData: { mimeType: 'application/x-www-form-urlencoded', text: 'username=alice&password=x', params: [] } } : {}),
    },
    response: {
      status: isLogin || isLogout ? 302 : 200,
      headers: at <= 1 ? [{ name: 'Set-Cookie', value: `connect.sid=${sid}; Path=/; HttpOnly` }] : [],
      cookies: [],
      redirectURL: isLogin ? '/profile' : isLogout ? '/' : '',
      content: { mimeType: 'text/html' },
    },
  };
}

function recording(requests: number): TrafficEntry[] {
  return Array.from({ length: requests }, (_, index) => trafficFromHar(entry(index))).filter((each) => each !== null);
}

function timeToJudge(traffic: readonly TrafficEntry[]): Promise<number> {
  return fastestAsyncMs(() => judge({ traffic, jarChanges: [], gaps: [], marks: [], roles: {}, decode: createPastDecoder({ kdf: createKdf() }, createDecodeCache()) }));
}

const site: Omit<AnalysisInput, 'traffic'> = {
  url: 'http://localhost:3000/', nowMs: null, jar: null, hiddenHosts: [], jarChanges: [], bareCookies: [], setCookieLines: [], gaps: [], marks: [], secrets: [], settings: {},
  waivers: [], roles: {}, devHosts: [], browser: null,
};

/** What the panel's worker does at each new request behind so many: everything is concluded again, from what was read before. */
async function timeOfOneMore(traffic: readonly TrafficEntry[], before: number): Promise<number> {
  const analysis = createAnalysis();
  let count = before;
  const next = (): Promise<unknown> => analysis.run({ ...site, traffic: traffic.slice(0, count++) });
  await next();
  return fastestAsyncMs(next, 10);
}

export async function judgeFigures(): Promise<Figure[]> {
  const [smaller, larger] = [recording(1000), recording(10_000)];
  const smallerMs = await timeToJudge(smaller);
  const largerMs = await timeToJudge(larger);
  const [moreOfFewMs, moreOfManyMs] = [await timeOfOneMore(larger, 1000), await timeOfOneMore(larger, 10_000 - 20)];
  return [
    { name: 'judge 10,000 requests ÷ 1,000', ratio: largerMs / smallerMs, limit: 20, detail: `${inMs(largerMs)} for 10,000` },
    { name: 'conclude from one request more behind 10,000 ÷ behind 1,000', ratio: moreOfManyMs / moreOfFewMs, limit: 15, detail: `${inMs(moreOfFewMs)}, ${inMs(moreOfManyMs)}` },
  ];
}
