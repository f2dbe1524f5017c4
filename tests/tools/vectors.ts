/** The vectors: cookies made by the real frameworks, with their keys and the frameworks' own verdicts. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Value } from '../../src/codec/value';
import type { NameValue } from '../../src/cookie/cookie';
import type { SecretEncoding } from '../../src/crypto/keys';
import type { Settings } from '../../src/formats/define';
import { root } from './generated';

export interface Vector {
  readonly id: string;
  readonly framework: string;
  readonly version: string;
  readonly format: string;
  /** Epoch milliseconds; null: expiry is not judged. */
  readonly now: number | null;
  readonly cookies: readonly NameValue[];
  readonly secrets: readonly { readonly field: string; readonly value: string; readonly encoding: SecretEncoding }[];
  readonly settings: Settings;
  readonly expect: {
    readonly status: 'verified' | 'rejected' | 'read';
    readonly statusAlso?: readonly string[];
    readonly formatAlso?: readonly string[];
    readonly reason?: string;
    readonly payload?: Value;
    readonly payloadIsSubset?: boolean;
    readonly payloadIgnoreKeys?: readonly string[];
    readonly issuedAt?: number;
    readonly expiresAt?: number;
  };
}

export const vectorFolder = path.join(root, 'tests/vectors');

export function vectorFiles(): string[] {
  return readdirSync(vectorFolder).filter((file) => file.endsWith('.json')).sort();
}

export function vectorsOf(file: string): readonly Vector[] {
  return JSON.parse(readFileSync(path.join(vectorFolder, file), 'utf8')) as Vector[];
}

export function allVectors(): Vector[] {
  return vectorFiles().flatMap(vectorsOf);
}
