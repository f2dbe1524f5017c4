/** The coders of Rack::Session::Cookie: Marshal, JSON, and JSON deflated. Source: rack/rack 2.2 `lib/rack/session/cookie.rb:58-104`. */
import { unzlib, zlib } from '../codec/inflate';
import { editedRuby, rubyPayload, serializerTitles, type RubyPayload } from '../codec/ruby-payload';
import { ok, type Result } from '../result';
import type { Layer } from './layer';

export interface RackSession {
  readonly content: RubyPayload;
  readonly zipped: boolean;
  readonly layers: readonly Layer[];
}

function session(content: RubyPayload, zip: Layer[]): RackSession {
  return { content, zipped: zip.length > 0, layers: [...zip, { kind: 'payload', title: serializerTitles[content.serializer], payload: content.payload }] };
}

/** The session in a coder's bytes; null where they are in none of the forms. */
export function rackSession(data: Uint8Array): RackSession | null {
  const plain = rubyPayload(data);
  if (plain !== null) return session(plain, []);
  const inflated = unzlib(data);
  const content = inflated === null || inflated.truncated ? null : rubyPayload(inflated.bytes);
  if (content === null || inflated === null) return null;
  const { bytes, truncated } = inflated;
  return session(content, [{ kind: 'compression', title: 'zlib', bytesBefore: data.length, bytesAfter: bytes.length, truncated }]);
}

export function editedRackSession({ content, zipped }: RackSession, text: string): Result<Uint8Array> {
  const edited = editedRuby(content, text);
  return edited.ok && zipped ? ok(zlib(edited.value)) : edited;
}

/** The coder's name for people. */
export function coderTitle({ content, zipped }: RackSession): string {
  return `${zipped ? 'deflated ' : ''}${serializerTitles[content.serializer]}`;
}
