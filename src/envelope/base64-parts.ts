/** Labels the stretches of one base64 text whose bytes are cut into pieces: a character that two pieces share goes to the later one. */
import type { Part, PartRole } from './layer';

export type BytePiece = readonly [label: string, role: PartRole, byteLength: number];

/** `start` is the offset of the base64 text in the raw value, `length` its number of characters, padding included. */
export function base64Parts(pieces: readonly BytePiece[], length: number, start = 0): Part[] {
  let bytes = 0;
  return pieces.map(([label, role, byteLength], i) => {
    const from = Math.floor((bytes * 4) / 3);
    bytes += byteLength;
    const to = i === pieces.length - 1 ? length : Math.floor((bytes * 4) / 3);
    return { label, role, start: start + Math.min(from, length), end: start + Math.min(to, length) };
  });
}
