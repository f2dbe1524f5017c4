/** What Plack keeps in its cookie: Storable by default, or what the application's own serializer made (JSON as a rule). */
import { hex, textOf, utf8 } from '../codec/bytes';
import { compactJson, jsonPayload, restyleJson } from '../codec/json';
import { parseJsonTree, payloadOfTree } from '../codec/json-tree';
import { readStorable, type StorableDocument } from '../codec/storable';
import { writeStorable } from '../codec/storable-writer';
import { payloadFrom, type Payload } from '../codec/value';
import { fail, ok, type Result } from '../result';
import { textPayloadBytes } from './text-payload';

export interface PlackContent {
  readonly serializer: 'Storable' | 'JSON' | 'bytes';
  readonly payload: Payload;
  readonly document: StorableDocument | null;
}

export function plackContent(bytes: Uint8Array): PlackContent {
  const document = readStorable(bytes);
  if (document !== null) return { serializer: 'Storable', payload: payloadOfTree(document.root.shown), document };
  const text = textOf(bytes);
  const json = text === null ? null : jsonPayload(text);
  if (json !== null) return { serializer: 'JSON', payload: json, document };
  return { serializer: 'bytes', payload: payloadFrom(text ?? { $bytes: hex(bytes) }), document };
}

/** The bytes of an edited payload, in the serialisation that it came in. */
export function plackContentBytes(text: string, { serializer, document }: PlackContent): Result<Uint8Array> {
  const tree = parseJsonTree(text);
  if (!tree.ok) return fail(`The payload is no JSON: ${tree.problem}.`);
  if (document !== null) {
    const written = writeStorable(tree.value, document);
    return written.ok ? written : fail(`The payload cannot be written as Storable: ${written.problem}.`);
  }
  if (serializer === 'bytes') return textPayloadBytes(text);
  const json = restyleJson(text, compactJson);
  return json.ok ? ok(utf8(json.value)) : fail(`The payload is no JSON: ${json.problem}.`);
}
