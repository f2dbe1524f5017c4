/** Cookies that are the id of a session on the server: the id as a payload, and back from the edited text. */
import { parseJson } from '../codec/json';
import { isRecord, payloadFrom, type Payload } from '../codec/value';
import { fail, ok, type Result } from '../result';

/** The payload `{sid}`. */
export function idPayload(sid: string): Payload {
  return payloadFrom({ sid });
}

/** The id in an edited payload. */
export function idFromText(text: string): Result<string> {
  const json = parseJson(text);
  if (!json.ok) return fail(`The payload is no JSON: ${json.problem}.`);
  const sid = isRecord(json.value) ? json.value['sid'] : null;
  return typeof sid === 'string' && sid !== '' ? ok(sid) : fail('Only the id can be changed here: write it as {"sid": "…"}.');
}
