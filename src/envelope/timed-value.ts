/**
 * `value . timestamp . signature`: what itsdangerous' TimestampSigner makes, taken apart and put together.
 * Source: pallets/itsdangerous 2.2.0 `timed.py:22-170`.
 */
import { digestTitle } from '../crypto/hash';
import { ageVerdict, sign, splitSigned, timestampOf, timestampText, type Signed, type Signing, type Timestamp } from './itsdangerous';
import { partsWithin, type Layer } from './layer';

export interface TimedValue {
  readonly signed: Signed;
  readonly timestamp: Timestamp;
  /** What stands before the timestamp. */
  readonly raw: string;
}

/** How a timed value is signed again: plain data. */
export type TimedSigning = Signing & { readonly epochOffset: number };

/** The parts; null where the text has another layout, or its timestamp is no time since 2011. */
export function timedValue(text: string, separator = '.'): TimedValue | null {
  const signed = splitSigned(text, separator);
  const at = signed?.signedText.lastIndexOf(separator) ?? -1;
  if (signed === null || at < 0) return null;
  const timestamp = timestampOf(signed.signedText.slice(at + separator.length));
  if (timestamp === null || timestamp.raw.length < 5) return null;
  return { signed, timestamp, raw: signed.signedText.slice(0, at) };
}

/** From outside in: the parts within the raw cookie value, the signature, the time. */
export function timedLayers(value: string, { signed, timestamp, raw }: TimedValue, separator = '.'): Layer[] {
  return [
    {
      kind: 'envelope',
      parts: partsWithin(value, [
        ['payload', 'payload', raw], [separator, 'separator', separator], ['timestamp', 'timestamp', timestamp.raw], [separator, 'separator', separator], ['signature', 'signature', signed.signature],
      ]),
    },
    { kind: 'signature', title: `HMAC-${digestTitle(signed.digest)}`, state: 'unchecked', key: null },
    { kind: 'timestamp', title: 'signed at', epochMs: timestamp.epochMs },
  ];
}

/** How the value stands at an instant. Versions up to 0.24, which count from 2011, accept a time to come. */
export function timedVerdict({ timestamp }: TimedValue, maxAgeSeconds: number | null, nowMs: number | null): 'in-time' | 'expired' | 'not-yet-valid' {
  const verdict = ageVerdict(timestamp.epochMs, maxAgeSeconds, nowMs);
  return verdict === 'not-yet-valid' && timestamp.epochOffset !== 0 ? 'in-time' : verdict;
}

/** The value with a timestamp and a signature. */
export function signTimed(raw: string, nowMs: number, secret: Uint8Array, { epochOffset, ...signing }: TimedSigning): string {
  return sign(`${raw}${signing.separator}${timestampText(nowMs, epochOffset)}`, secret, signing);
}
