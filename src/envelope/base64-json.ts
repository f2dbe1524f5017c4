/** A JSON session as text in base64, as cookie-session, koa-session and Remix write it. */
import { base64, unbase64Node } from '../codec/base64';
import { textOf, utf8 } from '../codec/bytes';
import { compactJson, jsonPayload, restyleJson } from '../codec/json';
import type { Payload } from '../codec/value';
import { fail, ok, type Result } from '../result';

export interface Base64Json {
  readonly payload: Payload;
  /** True where the JSON is laid out as `JSON.stringify` lays it out: without white space. Python's, for one, is not. */
  readonly isCompact: boolean;
}

/** The JSON in base64 text, read as leniently as Node reads it; null where there is none. */
export function base64Json(text: string): Base64Json | null {
  if (!/^[A-Za-z0-9+/_-]{2,}={0,2}$/.test(text)) return null;
  const json = textOf(unbase64Node(text));
  const payload = json === null ? null : jsonPayload(json);
  if (json === null || payload === null) return null;
  const compact = restyleJson(json, compactJson);
  return { payload, isCompact: compact.ok && compact.value === json };
}

/** The base64 of an edited payload, laid out as `JSON.stringify` does. */
export function base64JsonText(text: string): Result<string> {
  const json = restyleJson(text, compactJson);
  return json.ok ? ok(base64(utf8(json.value))) : fail(`The payload is no JSON: ${json.problem}.`);
}
