/** Go's gorilla reads what was sealed here. */
import type { Vector } from '../tools/vectors';
import { casesOf } from './cases';
import { longest, type Room } from './edit';
import { proveSeals } from './prove';
import { goJudge } from './runtimes';

// Nothing in a Go program can stop its clock: what it reads is sealed now.
const sealedAtMs = Date.now();

function roomOf({ id }: Vector, { serializer }: { readonly serializer?: unknown }): Room {
  if (/map-string-string|gob-struct/.test(id)) return 'nothing';
  return serializer === 'gob' ? 'texts' : 'anything';
}

const cases = await casesOf('gorilla-securecookie', { isRead: () => true, longInteger: longest.other, sealedAtMs, roomOf });
proveSeals('Go', goJudge(), cases);
