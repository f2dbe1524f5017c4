/** What Plug keeps in a session cookie: an Erlang term, or what the application's own `serializer:` made (JSON as a rule). */
import { hex, textOf, utf8 } from '../codec/bytes';
import { readErlangTerm, type ErlangDocument } from '../codec/erlang-term';
import { writeErlangTerm } from '../codec/erlang-term-writer';
import { compactJson, jsonPayload, restyleJson } from '../codec/json';
import { bytesIn, parseJsonTree, payloadOfTree, stringIn } from '../codec/json-tree';
import { payloadFrom, type Payload } from '../codec/value';
import { fail, ok, type Result } from '../result';

export interface PlugContent {
  readonly serializer: 'Erlang term' | 'JSON' | 'text' | 'bytes';
  readonly payload: Payload;
  readonly document: ErlangDocument | null;
}

export function plugContent(bytes: Uint8Array): PlugContent {
  const document = readErlangTerm(bytes);
  if (document !== null) return { serializer: 'Erlang term', payload: payloadOfTree(document.root.shown), document };
  const text = textOf(bytes);
  const json = text === null ? null : jsonPayload(text);
  if (json !== null) return { serializer: 'JSON', payload: json, document };
  if (text !== null) return { serializer: 'text', payload: payloadFrom(text), document };
  return { serializer: 'bytes', payload: payloadFrom({ $bytes: hex(bytes) }), document };
}

/** The bytes of an edited payload, in the serialisation that it came in. */
export function plugContentBytes(text: string, { serializer, document }: PlugContent): Result<Uint8Array> {
  const tree = parseJsonTree(text);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  if (document !== null) {
    const written = writeErlangTerm(tree.value, document);
    return written.ok ? written : fail(`The payload cannot be written as an Erlang term: ${written.problem}.`);
  }
  if (serializer === 'JSON') {
    const json = restyleJson(text, compactJson);
    return json.ok ? ok(utf8(json.value)) : fail(`The payload is no JSON: ${json.problem}.`);
  }
  const bytes = serializer === 'text' ? stringIn(tree.value) : bytesIn(tree.value);
  if (bytes === null) return fail(`The payload was ${serializer} and has to stay that.`);
  return ok(typeof bytes === 'string' ? utf8(bytes) : bytes);
}
