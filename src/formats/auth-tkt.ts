/**
 * AuthTkt, the ticket of mod_auth_tkt, Paste, repoze.who and Pyramid: who is logged in since when, with roles and free text.
 * Grammar: `hex digest ++ hex unix seconds(8) ++ quoted userid ! [tokens !] user data`; the digest is H(hex(H(ip time secret userid 00 tokens 00 data)) secret)
 * Source: Pylons/pyramid 2.1 `src/pyramid/authentication.py:663-821,824-1198`; mod_auth_tkt 2.3 `src/mod_auth_tkt.c`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { bigEndianBytes, concat, hex, latin1, latin1Text, textOf, unhex, utf8 } from '../codec/bytes';
import { compactJson, jsonMembers, jsonPayload, parseJson } from '../codec/json';
import { isRecord, payloadFrom, type Payload } from '../codec/value';
import { isQuoted, percentDecoded, quotedWerkzeug, unquoted } from '../codec/wire-text';
import { digestByLength, digestTitle, hash, type Digest } from '../crypto/hash';
import type { KeyReading } from '../crypto/keys';
import { checkedSignature, partsWithin, type Layer } from '../envelope/layer';
import { unproved } from '../envelope/signature-verdict';
import { fail, ok, type Result } from '../result';
import { defineFormat, secondsSetting } from './define';

interface Ticket {
  readonly digest: Digest;
  readonly digestHex: string;
  readonly timeHex: string;
  /** As it stands on the wire. */
  readonly userid: string;
  readonly tokens: string | null;
  readonly userData: string;
}

interface Model {
  /** Longest digest first: a user id may look like the end of one. */
  readonly tickets: readonly [Ticket, ...Ticket[]];
  /** mod_auth_tkt's Perl companion wraps the ticket in base64. */
  readonly isBase64: boolean;
}

interface Recipe {
  readonly digest: Digest;
  readonly remoteAddress: string;
  /** False where the maker does not percent-quote user ids. */
  readonly isQuotedId: boolean;
}

const digestLengths = [128, 96, 64, 56, 40, 32];
/** Times between 2005 and 2040 are believed. */
const earliest = 0x41d5e880;
const latest = 0x83aa7e80;

function ticketAt(text: string, digestLength: number): Ticket | null {
  const match = /^([0-9a-f]{8})([^!]*)!([\s\S]*)$/.exec(text.slice(digestLength));
  const digestHex = text.slice(0, digestLength);
  const digest = digestByLength(digestLength / 2);
  if (match === null || digest === null || !/^[0-9a-f]+$/.test(digestHex)) return null;
  const [, timeHex = '', userid = '', rest = ''] = match;
  const seconds = Number.parseInt(timeHex, 16);
  if (seconds < earliest || seconds > latest) return null;
  const cut = rest.indexOf('!');
  return { digest, digestHex, timeHex, userid, tokens: cut < 0 ? null : rest.slice(0, cut), userData: rest.slice(cut + 1) };
}

/** True for base64 of what begins with the shortest digest and its time (52 characters hold 39 of their 40 digits). */
function isWrapped(text: string): boolean {
  const start = unbase64Padded(text.slice(0, 52));
  return start !== null && /^[0-9a-f]{39}$/.test(latin1Text(start));
}

function modelOf(text: string): Model | null {
  const decoded = isWrapped(text) ? unbase64Padded(text) : null;
  if (decoded === null && !/^[0-9a-f]{40}/.test(text)) return null;
  const ticketText = decoded === null ? text : textOf(decoded);
  const [first, ...rest] = ticketText === null ? [] : digestLengths.map((length) => ticketAt(ticketText, length)).filter((ticket) => ticket !== null);
  return first === undefined ? null : { tickets: [first, ...rest], isBase64: decoded !== null };
}

/** `int`, `b64unicode` and so on, as Pyramid notes it in the user data. */
function useridType(userData: string): string | null {
  return userData.split('|').find((datum) => datum.startsWith('userid_type:'))?.slice('userid_type:'.length) ?? null;
}

/** The user id as JSON, in the type that the user data states. */
function useridJson({ userid, userData }: Ticket): string {
  const plain = percentDecoded(userid) ?? userid;
  const type = useridType(userData);
  if (type === 'int' && /^-?\d+$/.test(plain)) return plain.replace(/^(-?)0+(?=\d)/, '$1');
  const bytes = type === 'b64unicode' || type === 'b64str' ? unbase64Padded(plain) : null;
  if (bytes === null) return JSON.stringify(plain);
  const text = textOf(bytes);
  return text === null ? `{"$bytes":"${hex(bytes)}"}` : JSON.stringify(text);
}

function payloadOf(ticket: Ticket): Payload {
  const tokens = (ticket.tokens ?? '').split(',').filter((token) => token !== '');
  const text = `{"userid":${useridJson(ticket)},"tokens":${JSON.stringify(tokens)},"userData":${JSON.stringify(ticket.userData)}}`;
  return jsonPayload(text) ?? payloadFrom(text);
}

function addressAndTime(address: string, seconds: number): Uint8Array | null {
  if (address.includes(':')) return latin1(address + String(seconds));
  const bytes = address.split('.').map(Number);
  if (bytes.length !== 4 || bytes.some((byte) => !Number.isInteger(byte) || byte < 0 || byte > 255)) return null;
  return concat(Uint8Array.from(bytes), bigEndianBytes(seconds));
}

interface Signed {
  readonly seconds: number;
  readonly userid: string;
  readonly tokens: string;
  readonly userData: string;
}

/** The digest of a ticket, or null where the address is none. */
function digestOf({ seconds, userid, tokens, userData }: Signed, secret: Uint8Array, { digest, remoteAddress }: Omit<Recipe, 'isQuotedId'>): string | null {
  const head = addressAndTime(remoteAddress, seconds);
  if (head === null) return null;
  const nul = new Uint8Array(1);
  const inner = hash(digest, concat(head, secret, utf8(userid), nul, utf8(tokens), nul, utf8(userData)));
  return hex(hash(digest, concat(utf8(hex(inner)), secret)));
}

interface Proof {
  readonly ticket: Ticket;
  readonly key: KeyReading;
  readonly recipe: Recipe;
}

function proofOf({ tickets }: Model, keys: readonly KeyReading[], remoteAddress: string): Proof | null {
  for (const key of keys)
    for (const ticket of tickets) {
      const unescaped = percentDecoded(ticket.userid) ?? ticket.userid;
      for (const userid of new Set([unescaped, ticket.userid])) {
        const { digest, tokens, userData } = ticket;
        const signed = { seconds: Number.parseInt(ticket.timeHex, 16), userid, tokens: tokens ?? '', userData };
        if (digestOf(signed, key.bytes, { digest, remoteAddress }) === ticket.digestHex)
          return { ticket, key, recipe: { digest, remoteAddress, isQuotedId: userid === unescaped } };
      }
    }
  return null;
}

function layersOf(value: string, { tickets: [ticket], isBase64 }: Model, payload: Payload): Layer[] {
  const { digest, digestHex, timeHex, userid, tokens, userData } = ticket;
  const mark = ['!', 'separator', '!'] as const;
  const parts = partsWithin(value, [
    ['signature', 'signature', digestHex], ['timestamp', 'timestamp', timeHex], ['user id', 'id', userid], mark,
    ...(tokens === null ? [] : ([['tokens', 'payload', tokens], mark] as const)), ['user data', 'payload', userData],
  ]);
  return [
    { kind: 'envelope', parts },
    ...(isBase64 ? [{ kind: 'encoding', title: 'base64' } as const] : []),
    { kind: 'signature', title: `${digestTitle(digest)}, twice`, state: 'unchecked', key: null },
    { kind: 'timestamp', title: 'issued at', epochMs: Number.parseInt(timeHex, 16) * 1000 },
    { kind: 'payload', title: 'ticket', payload },
  ];
}

/** An edited user id, from its JSON, in the form that its type asks for. */
function editedId(json: string, type: string | null): Result<string> {
  if (type === 'int') return /^-?\d+$/.test(json) ? ok(json) : fail('The user data says userid_type:int: the userid must be a whole number.');
  const value = parseJson(json);
  const text = value.ok && typeof value.value === 'string' ? value.value : null;
  const marked = value.ok && isRecord(value.value) && typeof value.value['$bytes'] === 'string' ? unhex(value.value['$bytes']) : null;
  if (type !== 'b64unicode' && type !== 'b64str') return text === null ? fail('The userid must be text in double quotes.') : ok(text);
  const bytes = text === null ? marked : utf8(text);
  return bytes === null ? fail('The userid must be text in double quotes, or bytes as {"$bytes": "<hexadecimal>"}.') : ok(base64(bytes));
}

/** The parts of an edited ticket as they are signed. */
function edited(text: string): Result<Omit<Signed, 'seconds'>> {
  const members = jsonMembers(text, compactJson);
  const json = parseJson(text);
  if (!members.ok) return fail(`The payload is no ticket: ${members.problem}.`);
  const { tokens, userData } = json.ok && isRecord(json.value) ? json.value : {};
  if (typeof userData !== 'string') return fail('The ticket needs a text "userData", at least "".');
  if (!Array.isArray(tokens) || !tokens.every((token): token is string => typeof token === 'string' && /^[A-Za-z][\w+-]*$/.test(token)))
    return fail('The ticket needs a list "tokens" of words that begin with a letter and have letters, digits, +, _ and - only.');
  if (tokens.length === 0 && userData.includes('!')) return fail('Without tokens the user data must have no "!": its reader would take what stands before for tokens.');
  const userid = editedId(members.value.get('userid') ?? '', useridType(userData));
  if (!userid.ok) return userid;
  return ok({ userid: userid.value, tokens: tokens.join(','), userData });
}

/** As Python's `urllib.parse.quote`. */
function quotedId(userid: string): string {
  return encodeURIComponent(userid).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%2F', '/');
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'auth-tkt',
    title: 'AuthTkt ticket',
    framework: 'Pyramid',
    grammar: 'hex digest, hex timestamp, userid!tokens!user data',
    cookieNames: ['auth_tkt', 'authtkt'],
    role: 'auth-token',
    holds: 'token',
    keyFields: [{ name: 'secret', title: 'secret of AuthTktCookieHelper, TKTAuthSecret', configNames: ['auth.secret', 'authtkt.secret', 'auth_tkt.secret', 'TKTAuthSecret', 'TKTAuthSecretOld'] }],
    settings: [
      { name: 'remoteAddress', title: 'IP address in the ticket (include_ip)', default: '0.0.0.0' },
      { name: 'maxAgeSeconds', title: 'timeout in seconds', default: null },
    ],
    guesses: [
      { settings: { remoteAddress: '127.0.0.1' }, hint: 'The signature matches with the address 127.0.0.1: the application binds tickets to addresses (include_ip).' },
      { settings: { remoteAddress: '::1' }, hint: 'The signature matches with the address ::1: the application binds tickets to addresses (include_ip).' },
    ],
    references: ['Pylons/pyramid 2.1 src/pyramid/authentication.py', 'gavincarr/mod_auth_tkt 2.3 src/mod_auth_tkt.c'],
  },

  parse(wire) {
    const model = modelOf(unquoted(wire.value));
    if (model === null) return null;
    const [ticket] = model.tickets;
    const payload = payloadOf(ticket);
    return { confidence: 'likely', layers: layersOf(wire.value, model, payload), model, payload, issuedAt: Number.parseInt(ticket.timeHex, 16) * 1000, expiresAt: null };
  },

  async open(wire, parsed, context) {
    const { model } = parsed;
    const proof = proofOf(model, context.keys.readings('secret'), String(context.setting('remoteAddress')));
    if (proof === null) return unproved(parsed, 'bad-signature', checkedSignature(parsed.layers, null));
    const { ticket, key, recipe } = proof;
    const payload = payloadOf(ticket);
    const layers = checkedSignature(layersOf(wire.value, { ...model, tickets: [ticket] }, payload), key.secret.label);
    const issuedAt = Number.parseInt(ticket.timeHex, 16) * 1000;
    const limit = secondsSetting(context);
    const expiresAt = limit === null ? null : issuedAt + limit * 1000;
    const evidence = { layers, payload, issuedAt, expiresAt, key };
    if (expiresAt !== null && context.nowMs !== null && expiresAt < context.nowMs) return { ...evidence, status: 'rejected', reason: 'expired', hint: null };
    return { ...evidence, status: 'verified', facts: { digest: digestTitle(recipe.digest), remoteAddress: recipe.remoteAddress }, recipe };
  },

  async seal({ text, wire, parsed, opened, context }) {
    const ticket = edited(text);
    if (!ticket.ok) return ticket;
    const seconds = Math.floor(context.nowMs / 1000);
    const signature = digestOf({ ...ticket.value, seconds }, opened.key.bytes, opened.recipe) ?? '';
    const { userid, tokens, userData } = ticket.value;
    const plain = `${signature}${seconds.toString(16).padStart(8, '0')}${opened.recipe.isQuotedId ? quotedId(userid) : userid}!${tokens === '' ? '' : `${tokens}!`}${userData}`;
    const value = parsed.model.isBase64 ? base64(utf8(plain)) : plain;
    const quoted = quotedWerkzeug(value);
    return ok([{ name: wire.name, value: isQuoted(wire.value) && quoted === value ? `"${value}"` : quoted }]);
  },

  principal: (value) => {
    const userid = isRecord(value) ? value['userid'] : null;
    return typeof userid === 'string' || typeof userid === 'number' ? String(userid) : null;
  },
});
