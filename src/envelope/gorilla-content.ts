/** What gorilla/securecookie signs: gob (its default), JSON, or plain text (NopEncoder). */
import { textOf, utf8 } from '../codec/bytes';
import { readGob, type GobDocument } from '../codec/gob';
import { writeGob } from '../codec/gob-writer';
import { compactJson, jsonPayload, restyleJson } from '../codec/json';
import { parseJsonTree, payloadOfTree, stringIn } from '../codec/json-tree';
import { payloadFrom, type Payload } from '../codec/value';
import { fail, ok, type Result } from '../result';

export interface GorillaContent {
  readonly serializer: 'gob' | 'JSON' | 'text';
  readonly payload: Payload;
  readonly document: GobDocument | null;
}

/** The content, or null where the bytes are none of the three: encrypted, or encrypted with another key. */
export function gorillaContent(bytes: Uint8Array): GorillaContent | null {
  const document = readGob(bytes);
  if (document !== null) return { serializer: 'gob', payload: payloadOfTree(document.root.shown), document };
  const text = textOf(bytes);
  if (text === null) return null;
  const json = jsonPayload(text);
  if (json !== null) return { serializer: 'JSON', payload: json, document };
  return /[\x00-\x08\x0e-\x1f\x7f]/.test(text) ? null : { serializer: 'text', payload: payloadFrom(text), document };
}

/** The bytes of an edited payload in the same serialisation. */
export function gorillaContentBytes(text: string, { serializer, document }: GorillaContent): Result<Uint8Array> {
  const tree = parseJsonTree(text);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  if (document !== null) {
    const written = writeGob(tree.value, document);
    return written.ok ? written : fail(`The payload cannot be written as gob: ${written.problem}.`);
  }
  if (serializer === 'JSON') {
    const json = restyleJson(text, compactJson);
    // Go's json.Encoder ends every value with a newline.
    return json.ok ? ok(utf8(`${json.value}\n`)) : fail(`The payload is no JSON: ${json.problem}.`);
  }
  const plain = stringIn(tree.value);
  return plain === null ? fail('The payload was plain text and has to stay a JSON string.') : ok(utf8(plain));
}

