/** How long until an instant, in one unit: `in 29 min`, `2 d ago`. */
const units: readonly (readonly [name: string, ms: number])[] = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]];

export function timeUntil(epochMs: number, nowMs: number): string {
  const away = Math.abs(epochMs - nowMs);
  const unit = units.find(([, ms]) => away >= ms);
  if (unit === undefined) return 'now';
  const text = `${Math.floor(away / unit[1])} ${unit[0]}`;
  return epochMs >= nowMs ? `in ${text}` : `${text} ago`;
}
