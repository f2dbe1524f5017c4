/** Payloads that are one text to the framework, whatever the application has put into it. */
import { hex, textOf, utf8 } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { bytesIn, parseJsonTree, stringIn } from '../codec/json-tree';
import { payloadFrom, type Payload, type Value } from '../codec/value';
import { fail, ok, type Result } from '../result';
import { principalIn } from './principal';

/** The text as a JSON string, or `{"$bytes"}` where the bytes are no UTF-8. */
export function textPayload(bytes: Uint8Array): Payload {
  return payloadFrom(textOf(bytes) ?? { $bytes: hex(bytes) });
}

/** The bytes of an edited text payload. */
export function textPayloadBytes(edited: string): Result<Uint8Array> {
  const tree = parseJsonTree(edited);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  const text = stringIn(tree.value);
  const bytes = text === null ? bytesIn(tree.value) : utf8(text);
  return bytes === null ? fail('The payload is one text: write it as a JSON string.') : ok(bytes);
}

/** Who is logged in, where the text is JSON that tells. */
export function principalInText(payload: Value): string | null {
  const json = typeof payload === 'string' ? parseJson(payload) : null;
  return json?.ok === true ? principalIn(json.value) : null;
}
