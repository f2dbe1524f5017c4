/**
 * The instances of Python's own library that sessions hold, read out of what their `__reduce__` gives: dates, times, UUIDs, decimals.
 * Source: python/cpython 3.13 `Lib/_pydatetime.py:1140-1170,1700-1730,2150-2190`, `Lib/uuid.py:240-265`, `Lib/_pydecimal.py:3820-3830`.
 */
import type { PickleNode, PickleObject } from './pickle-node';

export interface WellKnown {
  /** As Python prints it: ISO 8601, a UUID, a decimal. */
  readonly text: string;
  /** Arguments that the text does not tell: a time zone that is more than an offset. */
  readonly rest: readonly PickleNode[];
}

type Reader = (node: PickleObject) => WellKnown | null;

function known(text: string | null, rest: readonly PickleNode[] = []): WellKnown | null {
  return text === null ? null : { text, rest };
}

function two(number: number | undefined): string {
  return String(number ?? 0).padStart(2, '0');
}

function bytesOf(node: PickleNode | undefined, length: number): Uint8Array | null {
  return (node?.kind === 'bytes' || node?.kind === 'string') && node.bytes.length === length ? node.bytes : null;
}

function dateText([high = 0, low = 0, month, day]: Uint8Array): string {
  return `${String(high * 256 + low).padStart(4, '0')}-${two((month ?? 0) & 0x7f)}-${two(day)}`;
}

function clockText([hour, minute, second, ...micro]: Uint8Array): string {
  const microseconds = micro.reduce((sum, byte) => sum * 256 + byte, 0);
  // The highest bit tells the second of two equal times when a clock is set back.
  const clock = `${two((hour ?? 0) & 0x7f)}:${two(minute)}:${two(second)}`;
  return microseconds === 0 ? clock : `${clock}.${String(microseconds).padStart(6, '0')}`;
}

function integerIn(node: PickleNode | undefined): number | null {
  return node?.kind === 'atom' && /^-?\d{1,15}$/.test(node.json) ? Number(node.json) : null;
}

function secondsOf(node: PickleNode | undefined): number | null {
  if (node?.kind !== 'object' || node.className !== 'datetime.timedelta') return null;
  const [days, seconds, micros] = node.args.map(integerIn);
  return typeof days === 'number' && typeof seconds === 'number' && micros === 0 ? days * 86_400 + seconds : null;
}

/** `+02:00` of a zone that is nothing but an offset. */
function offsetText(zone: PickleNode | undefined): string | null {
  if (zone?.kind === 'object' && zone.args.length === 0 && /^(?:pytz\._UTC|pytz\.UTC|django\.utils\.timezone\.UTC|dateutil\.tz\.tz\.tzutc)$/.test(zone.className)) return '+00:00';
  if (zone?.kind === 'global' && zone.name === 'pytz.UTC') return '+00:00';
  const seconds = zone?.kind === 'object' && zone.className === 'datetime.timezone' && zone.args.length === 1 ? secondsOf(zone.args[0]) : null;
  if (seconds === null || seconds % 60 !== 0) return null;
  const minutes = Math.abs(seconds) / 60;
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function withZone(text: string, zone: PickleNode | undefined): WellKnown {
  const offset = offsetText(zone);
  return { text: text + (offset ?? ''), rest: zone === undefined || offset !== null ? [] : [zone] };
}

function datetime({ args }: PickleObject): WellKnown | null {
  const bytes = bytesOf(args[0], 10);
  return bytes === null ? null : withZone(`${dateText(bytes)}T${clockText(bytes.subarray(4))}`, args[1]);
}

function time({ args }: PickleObject): WellKnown | null {
  const bytes = bytesOf(args[0], 6);
  return bytes === null ? null : withZone(clockText(bytes), args[1]);
}

function date({ args }: PickleObject): WellKnown | null {
  const bytes = bytesOf(args[0], 4);
  return bytes === null ? null : known(dateText(bytes));
}

/** As `str()` prints it: `1 day, 2:03:04`. */
function timedelta({ args }: PickleObject): WellKnown | null {
  const [days, seconds, micros] = args.map(integerIn);
  if (typeof days !== 'number' || typeof seconds !== 'number' || typeof micros !== 'number') return null;
  const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const fraction = micros === 0 ? '' : `.${String(micros).padStart(6, '0')}`;
  return known(`${days === 0 ? '' : `${days} ${Math.abs(days) === 1 ? 'day' : 'days'}, `}${clock}${fraction}`);
}

/** Its state is a dict with one long integer. */
function uuid({ state }: PickleObject): WellKnown | null {
  const item = state?.kind === 'dict' ? state.entries.find(([key]) => (key.kind === 'text' && key.text === 'int') || key.kind === 'string')?.[1] : undefined;
  if (item?.kind !== 'atom' || !/^\d{1,39}$/.test(item.json)) return null;
  const digits = BigInt(item.json).toString(16).padStart(32, '0');
  return digits.length === 32 ? known(digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')) : null;
}

function decimal({ args }: PickleObject): WellKnown | null {
  const [item] = args;
  if (item?.kind === 'text') return known(item.text);
  return item?.kind === 'string' ? known(String.fromCharCode(...item.bytes.subarray(0, 4096))) : null;
}

const readers: Readonly<Record<string, Reader>> = {
  'datetime.datetime': datetime,
  'datetime.date': date,
  'datetime.time': time,
  'datetime.timedelta': timedelta,
  'uuid.UUID': uuid,
  'decimal.Decimal': decimal,
};

/** The value of an instance of a class that this file knows; null for any other, and for one that looks otherwise. */
export function wellKnown(node: PickleObject): WellKnown | null {
  return Object.hasOwn(readers, node.className) ? (readers[node.className]?.(node) ?? null) : null;
}
