/** Finds session ids that follow from each other. */
import { opaqueIds } from '../opaque-ids';
import { both } from '../weight';
import { defineRule } from '../define';

/** Seconds since 1970 at which an ObjectId was made (its first four bytes), within the days around now; null for other hexadecimal. */
function isObjectId(id: string): boolean {
  if (!/^[0-9a-f]{24}$/i.test(id)) return false;
  const seconds = Number.parseInt(id.slice(0, 8), 16);
  return seconds > 1_400_000_000 && seconds < 2_200_000_000;
}

/** Leading characters that all ids share, without a word that says what kind of id it is (`sess_`). */
function sharedPrefix(ids: readonly string[]): number {
  const plain = ids.map((id) => id.replace(/^[A-Za-z]{1,12}[_-]/, ''));
  const [first = ''] = plain;
  let length = 0;
  while (length < first.length && plain.every((id) => id[length] === first[length])) length += 1;
  return length;
}

function isIncreasing(numbers: readonly number[], step: number): boolean {
  return numbers.every((number, i) => i === 0 || (number > (numbers[i - 1] ?? Number.NaN) && number - (numbers[i - 1] ?? 0) <= step));
}

/** What the ids have in common; null where they look random. */
function patternIn(ids: readonly string[]): string | null {
  if (ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-[167][0-9a-f]{3}-/i.test(id))) return 'are UUIDs made from the time';
  if (ids.every((id) => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id)) && new Set(ids.map((id) => id.slice(0, 5))).size === 1) return 'are ULIDs, which begin with the time';
  if (ids.every(isObjectId) && sharedPrefix(ids.map((id) => id.slice(8, 18))) === 10) return 'are ObjectIds, made from the time and a counter';
  const decimal = ids.map((id) => (/^\d{1,15}$/.test(id) ? Number(id) : Number.NaN));
  const hexadecimal = ids.map((id) => (/^[0-9a-f]{8,12}$/i.test(id) ? Number.parseInt(id, 16) : Number.NaN));
  if (isIncreasing(decimal, 1000) || isIncreasing(hexadecimal, 1000)) return 'count upwards';
  const shared = sharedPrefix(ids);
  return shared >= 8 ? `share their first ${shared} characters` : null;
}

export default defineRule({
  meta: {
    id: 'predictable-id',
    title: 'Session ids are predictable',
    needs: ['lines', 'traffic'],
    about: 'some-ids',
    fix: ['rotation'],
    references: ['CWE-340'],
  },

  check({ lines }) {
    return opaqueIds(lines).flatMap(({ line, ids }) => {
      const how = ids.length < 3 ? null : patternIn(ids);
      return how === null ? [] : [{ cookie: line, ...both('medium'), confidence: 'likely' as const, message: `${ids.length} ids in ${line.name} ${how}: one of them tells much of the others.` }];
    });
  },

  examples: {
    bad: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/0', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=1000000010; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/1', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=1000000011; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/2', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=1000000012; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/3', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=1000000013; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:04.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/4', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=1000000014; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/0', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=5feceb66ffc86f38d952786c6d696c79c2dbc239; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/1', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=6b86b273ff34fce19d6b804eff5a3f5747ada4ea; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:02.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/2', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=d4735e3a265e16eee03f59718b9b5d03019c07d8; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:03.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/3', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=4e07408562bedb8b60ce05c1decfe3ad16b72230; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }, { startedDateTime: '2026-01-01T00:00:04.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/4', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'PHPSESSID=4b227777d4dd1fc61c6f884f48641d02b4d121d3; Path=/' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
