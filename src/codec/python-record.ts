/** A session that a Python application keeps in a store: JSON, MessagePack or a pickle of one dict, told apart by their bytes. */
import { textOf } from './bytes';
import { jsonPayload } from './json';
import { readMsgpack } from './msgpack';
import { readPickle } from './pickle';
import { isRecord, payloadFrom, type Payload } from './value';

function msgpackPayload(record: Uint8Array): Payload | null {
  const value = readMsgpack(record);
  return value === null ? null : payloadFrom(value);
}

function jsonText(record: Uint8Array): Payload | null {
  const text = textOf(record);
  return text === null ? null : jsonPayload(text);
}

/** Null where the bytes are none of the three, or hold something else than keys and values. */
export function pythonRecord(record: Uint8Array): Payload | null {
  for (const read of [jsonText, msgpackPayload, readPickle]) {
    const payload = read(record);
    if (payload !== null && isRecord(payload.value)) return payload;
  }
  return null;
}
