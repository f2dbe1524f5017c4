/** What a session format is: the one contract that every file in this folder fulfils. */
import type { NameValue } from '../cookie/cookie';
import type { WireCookie } from '../cookie/wire-cookie';
import type { Payload, Value } from '../codec/value';
import type { Kdf } from '../crypto/kdf';
import type { Result } from '../result';
import type { KeyReading, KeySet } from '../crypto/keys';
import type { Layer } from '../envelope/layer';

/** What a cookie is for. `unknown`: the format does not tell (a general signer). */
export type Role =
  | 'session' | 'auth-token' | 'remember-me' | 'csrf' | 'oauth-transient' | 'flash' | 'locale' | 'theme'
  | 'load-balancer' | 'analytics' | 'unknown';

export interface KeyField {
  /** Canonical field name: `secret`, `validateKey`, `LOGGED_IN_KEY` … */
  readonly name: string;
  readonly title: string;
  /** The names under which configuration files hold this key: `SECRET_KEY`, `APP_KEY` … */
  readonly configNames: readonly string[];
}

export type SettingValue = string | number | null;
export type Settings = Readonly<Record<string, SettingValue>>;

export interface SettingField {
  readonly name: string;
  readonly title: string;
  /** What applies when the person gives nothing; null: no limit, or no default. */
  readonly default: SettingValue;
}

export interface FormatMeta {
  /** Canonical id, the same as the file's name: `<framework>[-<variant>]`. */
  readonly id: string;
  readonly title: string;
  readonly framework: string;
  /** The layout in one line. */
  readonly grammar: string;
  /** Default names, compared without `__Host-` and `__Secure-`. A general signer has none. */
  readonly cookieNames: readonly (string | RegExp)[];
  readonly role: Role;
  /** `payload`: the cookie is the session; `id`: it names a session on the server; `token`: a statement about a user or a request. */
  readonly holds: 'payload' | 'id' | 'token';
  /** True for a general signer (itsdangerous, JWT, Keygrip …): a framework's own format is preferred to it. */
  readonly general?: boolean;
  readonly keyFields: readonly KeyField[];
  readonly settings: readonly SettingField[];
  /** Settings worth trying when a key does not fit, with what to say when one does: "it is signed with the salt …". */
  readonly guesses?: readonly { readonly settings: Settings; readonly hint: string }[];
  /** Files, versions and documents that the facts come from. */
  readonly references: readonly string[];
}

/**
 * How sure the structure alone makes us. `certain`: unmistakable; `likely`: hardly anything else looks so; `possible`: other things
 * look the same, so it counts only under a known cookie name or when a key proves it.
 */
export type Confidence = 'certain' | 'likely' | 'possible';

export interface Parsed<Model> {
  readonly confidence: Confidence;
  /** From outside in. */
  readonly layers: readonly Layer[];
  /** What `open` needs; nothing else looks inside. */
  readonly model: Model;
  /** What can be read without a key; null where it is encrypted or an id is all there is. */
  readonly payload: Payload | null;
  /** Epoch milliseconds, as the cookie claims. */
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
  /** Recognised, but broken: no key can prove it. */
  readonly malformed?: string;
}

export type RejectReason =
  | 'bad-signature' | 'decrypt-failed' | 'expired' | 'not-yet-valid' | 'malformed' | 'truncated' | 'missing-signature'
  | 'wrong-name' | 'alg-none' | 'alg-confusion' | 'empty' | 'policy';

interface OpenedBase {
  /** Replaces the layers of `Parsed`: the same stack, with what the key has added. */
  readonly layers: readonly Layer[];
  readonly payload: Payload | null;
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
}

/** A given key proves the value genuine, and it is in force. */
export interface Verified<Recipe = unknown> extends OpenedBase {
  readonly status: 'verified';
  readonly key: KeyReading;
  /** What was found out by trying: digest, derivation, cipher, serialiser … for people. */
  readonly facts: Readonly<Record<string, string>>;
  /** What `seal` needs to make the same kind of value again: plain data. */
  readonly recipe: Recipe;
}

export interface Rejected extends OpenedBase {
  readonly status: 'rejected';
  readonly reason: RejectReason;
  /** The key that fits nevertheless: the value is genuine but out of time, or moved. */
  readonly key: KeyReading | null;
  /** What was seen, in one sentence, where the reason does not say it all. */
  readonly hint: string | null;
}

export type Opened<Recipe = unknown> = Verified<Recipe> | Rejected;

export interface OpenContext {
  readonly keys: KeySet;
  /** The person's setting, or the format's default. */
  setting(name: string): SettingValue;
  /** The instant at which expiry is judged, epoch milliseconds; null: it is not judged. */
  readonly nowMs: number | null;
  readonly kdf: Kdf;
}

/** A cookie to set; `value: null`: a cookie to remove (a chunk that is no longer needed). */
export interface SealedCookie {
  readonly name: string;
  readonly value: string | null;
}

export interface SealRequest<Model, Recipe> {
  /** The edited payload, in the form of `Payload.text`. */
  readonly text: string;
  readonly wire: WireCookie;
  readonly parsed: Parsed<Model>;
  readonly opened: Verified<Recipe>;
  /** `nowMs` is never null here: it becomes the new issue time where the format has one. */
  readonly context: OpenContext & { readonly nowMs: number };
}

export interface SessionFormat<Model = unknown, Recipe = unknown> {
  readonly meta: FormatMeta;
  /** Recognises and reads without a key. Total and fast: never throws, null for what is not this format. */
  parse(wire: WireCookie): Parsed<Model> | null;
  /**
   * Checks with the keys in `context.keys`, current first. Absent, or null for this value: nothing is signed here, and nothing can be
   * verified or rejected.
   */
  open?(wire: WireCookie, parsed: Parsed<Model>, context: OpenContext): Promise<Opened<Recipe> | null>;
  /** Makes the cookies that the framework accepts for the edited payload. A problem says what is wrong with the edit. */
  seal?(request: SealRequest<Model, Recipe>): Promise<Result<readonly SealedCookie[]>>;
  /** The session id inside the payload: what must change at login. Null: there is none, nothing can be rotated. */
  identity?(payload: Value): string | null;
  /** Who is logged in, where the payload tells. */
  principal?(payload: Value): string | null;
  /** The key of a server-side record, spelled out: `session:<sid>`. */
  storeKey?(payload: Value, setting: (name: string) => SettingValue): string | null;
  /** The command that shows the record of this key in the framework's usual store. */
  storeCommand?(storeKey: string): string;
  /** Reads a record of the server's store without a key; the many ways in which tools print bytes are undone before. */
  readStored?(record: Uint8Array): Payload | null;
  /** Checks a signed record with the keys; null: nothing in it is signed. Absent: the framework signs no records. */
  openStored?(record: Uint8Array, context: OpenContext): Promise<Opened | null>;
}

/** Checks the definition's types; the identity function otherwise. */
export function defineFormat<Model, Recipe = null>(format: SessionFormat<Model, Recipe>): SessionFormat {
  // The registry holds formats of every model; each format only ever meets the model that its own parse made.
  return format as SessionFormat<never, never> as SessionFormat;
}

/** A setting that counts seconds; null: no limit. */
export function secondsSetting(context: OpenContext, name = 'maxAgeSeconds'): number | null {
  const seconds = context.setting(name);
  return typeof seconds === 'number' ? seconds : null;
}

export type { KeyReading, KeySet, Layer, NameValue, Payload, Result, Value, WireCookie };
