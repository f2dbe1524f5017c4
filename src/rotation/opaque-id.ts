/** Whether a value of no known format can be a session id itself, by its shape alone. */

import { unbase64url } from '../codec/base64';

/** The node that a load balancer or servlet container appends to an id: `.node1`, `!-1234567`. */
const route = /(?:\.[a-z][\w-]{0,15}|![\w!-]{1,40})$/i;

const shapes: readonly RegExp[] = [
  /^[0-9a-f]{16,128}$/i,
  /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i,
  // 36 bytes in base64 of any alphabet: room for an id, and none for a nonce, a tag and an id.
  /^[\w-]{8,48}$/,
  /^[A-Za-z0-9+/]{14,48}={0,2}$/,
];

function decoded(value: string): string {
  const bare = value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** `<id>.<signature>`: the signature tells nothing about the session. */
const signed = /^(?:s:)?(?<id>[\w-]{16,48})\.(?<signature>[\w+/-]{20,90}={0,2})$/;

/** Base64 of text is a payload, however short. */
function isText(id: string): boolean {
  const bytes = unbase64url(id.replaceAll('+', '-').replaceAll('/', '_'));
  return bytes !== null && bytes.length >= 8 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}

/**
 * The id in a value that nothing recognises: the value without quotes, percent signs and the name of the node that served it. Null
 * where its shape leaves room for more than an id: it may be sealed or signed anew around the same session.
 */
export function opaqueId(value: string): string | null {
  const text = decoded(value);
  const part = signed.exec(text)?.groups?.['id'];
  if (part !== undefined) return isText(part) ? null : part;
  const id = text.replace(route, '');
  return shapes.some((shape) => shape.test(id)) ? id : null;
}
