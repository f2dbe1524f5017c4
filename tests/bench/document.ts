/** A JSON document such as a session holds, of a given size: the yardstick. */
export function documentOf(bytes: number): string {
  const items: string[] = [];
  for (let length = 40; length < bytes; length += items.at(-1)?.length ?? 0) items.push(JSON.stringify({ id: items.length, name: `item ${items.length}`, tags: ['a', 'b'] }));
  return `{"user_id":42,"items":[${items.join(',')}]}`;
}
