/**
 * ASP.NET Core's authentication ticket, both ways: scheme, identities with their claims, properties. What has its default value is left
 * out of the payload and put in again.
 * Source: dotnet/aspnetcore 8.0 `src/Security/Authentication/Core/src/{TicketSerializer,PropertiesSerializer}.cs`.
 */
import { MalformedBytes, readingBytes } from '../codec/byte-cursor';
import { concat } from '../codec/bytes';
import { DotnetCursor, dotnetBool, dotnetInt, dotnetString } from '../codec/dotnet-binary';
import { parseJson } from '../codec/json';
import { isRecord, type Value } from '../codec/value';
import { fail, ok, type Result } from '../result';

const nameClaim = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name';
const roleClaim = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';
const textType = 'http://www.w3.org/2001/XMLSchema#string';
const localIssuer = 'LOCAL AUTHORITY';
/** Stands on the wire for the default. */
const placeholder = '\0';

const maxActors = 8;

type Fields = Readonly<Record<string, Value>>;

/** Entries whose value is the default are dropped. */
function withoutDefaults(entries: readonly (readonly [string, Value, Value?])[]): Fields {
  return Object.fromEntries(entries.filter(([, value, standard]) => value !== standard).map(([name, value]) => [name, value]));
}

function orDefault(cursor: DotnetCursor, standard: string): string {
  const text = cursor.string();
  return text === placeholder ? standard : text;
}

function pairs(cursor: DotnetCursor): Fields {
  return Object.fromEntries(Array.from({ length: cursor.count(2) }, () => [cursor.string(), cursor.string()]));
}

function readClaim(cursor: DotnetCursor, nameType: string): Fields {
  const type = orDefault(cursor, nameType);
  const value = cursor.string();
  const valueType = orDefault(cursor, textType);
  const issuer = orDefault(cursor, localIssuer);
  const originalIssuer = orDefault(cursor, issuer);
  const properties = pairs(cursor);
  const base = withoutDefaults([['type', type], ['value', value], ['valueType', valueType, textType], ['issuer', issuer, localIssuer], ['originalIssuer', originalIssuer, issuer]]);
  return Object.keys(properties).length === 0 ? base : { ...base, properties };
}

function readIdentity(cursor: DotnetCursor, depth: number): Fields {
  if (depth > maxActors) throw new MalformedBytes('too many actors');
  const authenticationType = cursor.string();
  const nameClaimType = orDefault(cursor, nameClaim);
  const roleClaimType = orDefault(cursor, roleClaim);
  const claims = Array.from({ length: cursor.count(9) }, () => readClaim(cursor, nameClaimType));
  const base = withoutDefaults([['authenticationType', authenticationType], ['nameClaimType', nameClaimType, nameClaim], ['roleClaimType', roleClaimType, roleClaim]]);
  const bootstrapContext = cursor.bool() ? { bootstrapContext: cursor.string() } : {};
  return { ...base, claims, ...bootstrapContext, ...(cursor.bool() ? { actor: readIdentity(cursor, depth + 1) } : {}) };
}

/** The ticket; null where the bytes are none. */
export function readTicket(bytes: Uint8Array): Value | null {
  return readingBytes(() => {
    const cursor = new DotnetCursor(bytes);
    if (cursor.i32(true) !== 5) throw new MalformedBytes('another version');
    const scheme = cursor.string();
    const identities = Array.from({ length: cursor.count(5) }, () => readIdentity(cursor, 0));
    if (cursor.i32(true) !== 1) throw new MalformedBytes('properties of another version');
    const properties = pairs(cursor);
    if (cursor.left > 0) throw new MalformedBytes('more follows the ticket');
    return { scheme, identities, properties };
  });
}

class TicketProblem extends Error {}

function fieldsOf(value: Value | undefined, what: string): Fields {
  if (value === undefined || !isRecord(value)) throw new TicketProblem(`${what} is no object`);
  return value;
}

function listOf(value: Value | undefined, what: string): readonly Value[] {
  if (!Array.isArray(value)) throw new TicketProblem(`${what} is no list`);
  return value as readonly Value[];
}

function textOf(fields: Fields, name: string, standard?: string): string {
  const value = fields[name] ?? standard;
  if (typeof value !== 'string') throw new TicketProblem(`${name} is no text`);
  return value;
}

function defaulted(text: string, standard: string): Uint8Array {
  return dotnetString(text === standard ? placeholder : text);
}

function writePairs(fields: Fields): Uint8Array {
  const names = Object.keys(fields);
  return concat(dotnetInt(names.length), ...names.flatMap((name) => [dotnetString(name), dotnetString(textOf(fields, name))]));
}

function writeClaim(value: Value, nameType: string): Uint8Array {
  const claim = fieldsOf(value, 'a claim');
  const issuer = textOf(claim, 'issuer', localIssuer);
  return concat(
    defaulted(textOf(claim, 'type'), nameType),
    dotnetString(textOf(claim, 'value')),
    defaulted(textOf(claim, 'valueType', textType), textType),
    defaulted(issuer, localIssuer),
    defaulted(textOf(claim, 'originalIssuer', issuer), issuer),
    writePairs(fieldsOf(claim['properties'] ?? {}, 'properties')),
  );
}

function writeIdentity(value: Value): Uint8Array {
  const identity = fieldsOf(value, 'an identity');
  const nameType = textOf(identity, 'nameClaimType', nameClaim);
  const claims = listOf(identity['claims'], 'claims');
  const { bootstrapContext, actor } = identity;
  return concat(
    dotnetString(textOf(identity, 'authenticationType')),
    defaulted(nameType, nameClaim),
    defaulted(textOf(identity, 'roleClaimType', roleClaim), roleClaim),
    dotnetInt(claims.length),
    ...claims.map((claim) => writeClaim(claim, nameType)),
    bootstrapContext === undefined ? dotnetBool(false) : concat(dotnetBool(true), dotnetString(textOf(identity, 'bootstrapContext'))),
    actor === undefined ? dotnetBool(false) : concat(dotnetBool(true), writeIdentity(actor)),
  );
}

/** The bytes of an edited ticket, or what in it cannot be written. */
export function writeTicket(text: string): Result<Uint8Array> {
  const value = parseJson(text);
  if (!value.ok) return fail(`The payload is no JSON: ${value.problem}.`);
  try {
    const ticket = fieldsOf(value.value, 'the ticket');
    const identities = listOf(ticket['identities'], 'identities').map(writeIdentity);
    const head = concat(dotnetInt(5), dotnetString(textOf(ticket, 'scheme')), dotnetInt(identities.length), ...identities);
    return ok(concat(head, dotnetInt(1), writePairs(fieldsOf(ticket['properties'] ?? {}, 'properties'))));
  } catch (error) {
    if (error instanceof TicketProblem) return fail(`The payload is no authentication ticket: ${error.message}.`);
    throw error;
  }
}
