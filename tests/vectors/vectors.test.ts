/** Every vector through the whole engine: the format recognised by itself, status, payload and times as the framework says. */
import { describe, expect, it } from 'vitest';
import { isRecord, type Value } from '../../src/codec/value';
import { decodeVector } from '../tools/decode-vector';
import { vectorFiles, vectorsOf, type Vector } from '../tools/vectors';

function comparable(value: Value | undefined, vector: Vector): Value | undefined {
  const ignored = vector.expect.payloadIgnoreKeys ?? [];
  if (value === undefined || !isRecord(value) || ignored.length === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !ignored.includes(key)));
}

function expectPayload(actual: Value | undefined, vector: Vector): void {
  const wanted = comparable(vector.expect.payload, vector);
  const found = comparable(actual, vector);
  if (vector.expect.payloadIsSubset === true) expect(found).toMatchObject(wanted as object);
  else expect(found).toEqual(wanted);
}

async function check(vector: Vector): Promise<void> {
  const result = await decodeVector(vector);
  const { expect: wanted } = vector;
  expect([wanted.status, ...(wanted.statusAlso ?? [])]).toContain(result.status);
  if (result.status === 'unrecognised' || result.status !== wanted.status) return;
  expect([vector.format, ...(wanted.formatAlso ?? [])]).toContain(result.meta.id);
  if (wanted.payload !== undefined) expectPayload(result.payload?.value, vector);
  if (wanted.issuedAt !== undefined) expect(result.issuedAt).toBe(wanted.issuedAt);
  if (wanted.expiresAt !== undefined) expect(result.expiresAt).toBe(wanted.expiresAt);
}

/** Argon2id over 256 MiB in JavaScript takes its time. */
const timeoutMs = 180_000;

for (const file of vectorFiles()) {
  describe(file.slice(0, -'.json'.length), () => {
    for (const vector of vectorsOf(file)) it(vector.id, () => check(vector), timeoutMs);
  });
}
