/** Pasted keys, and the ways in which a pasted text can be read as key bytes. */
import { unbase64, unbase64url } from '../codec/base64';
import { latin1, unhex, utf8 } from '../codec/bytes';

export type SecretEncoding = 'utf8' | 'latin1' | 'hex' | 'base64' | 'base64url' | 'pem' | 'jwk';

export interface SecretInput {
  /** Canonical key field; `secret` unless the format has several different keys. */
  readonly field: string;
  readonly value: string;
  readonly encoding: SecretEncoding;
  /** What the person calls it. */
  readonly label: string;
}

/** A pasted secret. It prints as `[secret]` wherever it is logged, joined or serialised; only `reveal` gives the text. */
export class Secret {
  readonly field: string;
  readonly encoding: SecretEncoding;
  readonly label: string;
  readonly #text: string;

  constructor(input: SecretInput) {
    this.field = input.field;
    this.encoding = input.encoding;
    this.label = input.label;
    this.#text = input.value;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}

/** How a key's text was turned into bytes. */
export type Reading = 'utf8' | 'latin1' | 'hex' | 'base64' | 'base64url';

/** One secret in one reading. */
export interface KeyReading {
  readonly secret: Secret;
  readonly reading: Reading;
  readonly bytes: Uint8Array;
}

const readers: Record<Reading, (text: string) => Uint8Array | null> = {
  utf8: (text) => utf8(text),
  latin1: (text) => latin1(text),
  hex: (text) => (text === '' ? null : unhex(text)),
  base64: (text) => (text === '' ? null : unbase64(text)),
  base64url: (text) => (text === '' ? null : unbase64url(text)),
};

/** The field of a key that was pasted without saying which part it plays: it may play any. */
const unnamed = 'secret';

/** So that a whole folder of pasted keys stays quick to try in twos. */
const mostPairs = 1024;

/** The given keys, current before former. */
export class KeySet {
  readonly secrets: readonly Secret[];

  constructor(secrets: readonly Secret[]) {
    this.secrets = secrets;
  }

  /** The secrets that were given for exactly this field, in order. */
  named(field: string): readonly Secret[] {
    return this.secrets.filter((secret) => secret.field === field);
  }

  /** The secrets that may be a key of this field: those given for it, then those of which nobody said what they are for. */
  of(field: string): readonly Secret[] {
    return field === unnamed ? this.named(field) : [...this.named(field), ...this.named(unnamed)];
  }

  /**
   * Every secret of a field in every reading that its text allows, in order. A secret whose encoding the person stated (hex,
   * base64 …) is read in that way only; plain text is read in the ways that the format names (UTF-8 alone unless it says more).
   * PEM and JWK keys have no bytes and are left out: see `of`.
   */
  readings(field: string, ways: readonly Reading[] = ['utf8']): KeyReading[] {
    return this.of(field).flatMap((secret) => {
      if (secret.encoding === 'pem' || secret.encoding === 'jwk') return [];
      const allowed = secret.encoding === 'utf8' ? ways : [secret.encoding];
      return allowed.flatMap((reading) => {
        const bytes = readers[reading](secret.reveal());
        return bytes === null ? [] : [{ secret, reading, bytes }];
      });
    });
  }

  /** The secret that was given next to another one as its counterpart in a field; undefined where there is none. */
  partnerOf(secret: Secret, field: string): Secret | undefined {
    const peers = this.named(secret.field);
    const at = peers.indexOf(secret);
    // Bare keys stand in the order of the constructor that takes them: a key, its partner, the former key, its partner.
    return this.named(field)[at] ?? (secret.field === unnamed ? peers[at + 1] : undefined);
  }

  /** Every key of one field with every key of another, partners first; bounded. */
  pairs(first: string, second: string): [KeyReading, KeyReading][] {
    const seconds = this.readings(second);
    const all = this.readings(first)
      .slice(0, mostPairs)
      .map((key) => ({ key, partner: this.partnerOf(key.secret, second) }));
    const partners = all.flatMap(({ key, partner }) => seconds.filter(({ secret }) => secret === partner).map((other): [KeyReading, KeyReading] => [key, other]));
    const enough = Math.ceil(mostPairs / Math.max(seconds.length, 1));
    const others = all.slice(0, enough).flatMap(({ key, partner }) => seconds.filter(({ secret }) => secret !== partner).map((other): [KeyReading, KeyReading] => [key, other]));
    return [...partners, ...others].slice(0, mostPairs);
  }
}
