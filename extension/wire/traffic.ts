/** A recorded request as the background tells of it, checked on arrival: what `TrafficEntry` holds, and no more. */
import * as v from 'valibot';

const pairs = v.pipe(v.array(v.object({ name: v.string(), value: v.string() })), v.readonly());
const names = v.pipe(v.array(v.string()), v.readonly());

const bodyShape = v.object({
  kind: v.picklist(['form', 'multipart', 'json', 'other']),
  fields: names,
  hasPassword: v.boolean(),
  hasUser: v.boolean(),
  passwordFields: v.number(),
});

const responseShape = v.object({
  tokenFields: names,
  tokenDigests: names,
  hasLoginForm: v.boolean(),
  outcome: v.nullable(v.picklist(['success', 'failure'])),
});

export const trafficEntry = v.object({
  id: v.string(),
  startedMs: v.number(),
  durationMs: v.number(),
  method: v.string(),
  url: v.string(),
  status: v.number(),
  requestCookies: v.nullable(pairs),
  requestHeaders: pairs,
  responseHeaders: pairs,
  setCookies: names,
  redirectUrl: v.nullable(v.string()),
  requestBody: v.nullable(bodyShape),
  authorization: v.nullable(v.object({ scheme: v.string(), digest: v.string() })),
  responseMime: v.string(),
  responseShape: v.nullable(responseShape),
  kind: v.picklist(['document', 'fetch', 'other']),
});
