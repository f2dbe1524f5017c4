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

/** The given keys, current before former. */
export class KeySet {
  readonly secrets: readonly Secret[];

  constructor(secrets: readonly Secret[]) {
    this.secrets = secrets;
  }

  /** The secrets for a key field, in order. */
  of(field: string): readonly Secret[] {
    return this.secrets.filter((secret) => secret.field === field);
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
}
