/** The serialisers between which Rails and Rack let an application choose, told apart by the first bytes. */
import { fail, ok, type Result } from '../result';
import { textOf, utf8 } from './bytes';
import { compactJson, jsonPayload, parseJson, restyleJson } from './json';
import { parseJsonTree } from './json-tree';
import { editedRailsMsgpack, isRailsMsgpack, railsMsgpackPayload } from './rails-msgpack';
import { isMarshal } from './ruby-marshal';
import { editedMarshal, marshalPayload } from './ruby-value';
import type { Payload } from './value';

export type RubySerializer = 'json' | 'marshal' | 'message_pack';

export interface RubyPayload {
  readonly serializer: RubySerializer;
  readonly payload: Payload;
  /** What was serialised, as it stood: an edit is made in it. */
  readonly bytes: Uint8Array;
}

export const serializerTitles: Readonly<Record<RubySerializer, string>> = { json: 'JSON', marshal: 'Ruby Marshal', message_pack: 'MessagePack of Rails' };

export function rubyPayload(bytes: Uint8Array): RubyPayload | null {
  if (isMarshal(bytes)) return withPayload('marshal', marshalPayload(bytes), bytes);
  if (isRailsMsgpack(bytes)) return withPayload('message_pack', railsMsgpackPayload(bytes), bytes);
  const text = textOf(bytes);
  return withPayload('json', text === null ? null : jsonPayload(text), bytes);
}

function withPayload(serializer: RubySerializer, payload: Payload | null, bytes: Uint8Array): RubyPayload | null {
  return payload === null ? null : { serializer, payload, bytes };
}

/** The bytes of an edited payload text in the serialisation that the value had; the problem says what is wrong with the edit. */
export function editedRuby(before: RubyPayload, text: string): Result<Uint8Array> {
  const [value, tree] = [parseJson(text), parseJsonTree(text)];
  if (!value.ok || !tree.ok) return fail(`The payload is no JSON: ${value.ok ? '' : value.problem}.`);
  if (before.serializer === 'json') {
    const json = restyleJson(text, compactJson);
    return json.ok ? ok(utf8(json.value)) : fail(`The payload is no JSON: ${json.problem}.`);
  }
  const edited = before.serializer === 'marshal' ? editedMarshal(before.bytes, tree.value) : editedRailsMsgpack(before.bytes, value.value);
  return edited.ok ? edited : fail(`The payload cannot be written as ${serializerTitles[before.serializer]}: ${edited.problem}.`);
}
