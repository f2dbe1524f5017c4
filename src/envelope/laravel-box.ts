/**
 * Laravel's Encrypter: base64 of JSON with the base64 texts `iv`, `value`, `mac` and (since 8) `tag`. AES-CBC is authenticated by
 * `mac = hex(HMAC-SHA256(key, iv text + value text))`, AES-GCM by its tag and an empty `mac`; the key's length tells AES-128 from AES-256.
 * Source: laravel/framework 13.31 and 8.83 `src/Illuminate/Encryption/{Encrypter,EncryptionServiceProvider}.php`.
 */
import { base64, unbase64, unbase64Padded } from '../codec/base64';
import { concat, equalBytes, hex, randomBytes, textOf, unhexLower, utf8 } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { isRecord } from '../codec/value';
import { openCbc, openGcm, sealCbc, sealGcm } from '../crypto/aes';
import { hmac } from '../crypto/hash';
import type { KeyReading, KeySet } from '../crypto/keys';

export interface LaravelBox {
  readonly mode: 'cbc' | 'gcm';
  readonly iv: Uint8Array;
  readonly sealed: Uint8Array;
  /** GCM's tag; empty for CBC. */
  readonly tag: Uint8Array;
  readonly mac: Uint8Array;
  /** What the MAC covers. */
  readonly macText: string;
  readonly style: BoxStyle;
}

/** What differs between versions in the JSON: whether there is a `tag`, and whether `/` is escaped. */
export interface BoxStyle {
  readonly hasTag: boolean;
  readonly escapesSlashes: boolean;
}

/** Base64 of `{"iv":`: hardly anything else begins so. */
export const boxBeginning = 'eyJpdiI6';

/** Reads the base64 text (already percent-decoded); null where it is no whole box. */
export function laravelBox(text: string): LaravelBox | null {
  const json = textOf(unbase64(text) ?? new Uint8Array());
  const parsed = json === null || !json.startsWith('{') ? null : parseJson(json);
  if (json === null || parsed?.ok !== true || !isRecord(parsed.value)) return null;
  const { iv, value, mac, tag } = parsed.value;
  if (typeof iv !== 'string' || typeof value !== 'string' || typeof mac !== 'string') return null;
  const bytes = [iv, value, typeof tag === 'string' ? tag : ''].map(unbase64Padded);
  const [ivBytes, sealed, tagBytes] = bytes;
  const macBytes = unhexLower(mac);
  if (ivBytes == null || sealed == null || tagBytes == null || macBytes === null) return null;
  const style = { hasTag: tag !== undefined, escapesSlashes: json.includes('\\/') };
  return { mode: mac === '' ? 'gcm' : 'cbc', iv: ivBytes, sealed, tag: tagBytes, mac: macBytes, macText: iv + value, style };
}

/** What about a box no key can mend; null where nothing is. */
export function boxFault(box: LaravelBox): string | null {
  if (box.mode === 'gcm' && box.tag.length !== 16) return `The tag has ${box.tag.length} bytes instead of 16.`;
  if (box.mode === 'cbc' && box.tag.length > 0) return 'There is a tag although AES-CBC has none: Laravel refuses that.';
  const ivLength = box.mode === 'gcm' ? 12 : 16;
  return box.iv.length === ivLength ? null : `The initialisation vector has ${box.iv.length} bytes instead of ${ivLength}.`;
}

/** APP_KEY as Laravel reads it: `base64:…` is base64, anything else the text itself. */
export function laravelKeys(keys: KeySet): KeyReading[] {
  const prefixed = keys.readings('secret').flatMap((key): KeyReading[] => {
    const text = key.secret.reveal().trim();
    const bytes = text.startsWith('base64:') ? unbase64(text.slice('base64:'.length)) : null;
    return bytes === null ? [] : [{ secret: key.secret, reading: 'base64', bytes }];
  });
  const order = keys.of('secret');
  return [...prefixed, ...keys.readings('secret', ['utf8', 'base64'])]
    .filter(({ bytes }) => bytes.length === 16 || bytes.length === 32)
    .sort((a, b) => order.indexOf(a.secret) - order.indexOf(b.secret));
}

/** The plaintext; null where the key does not fit. */
export function openLaravelBox(box: LaravelBox, key: Uint8Array): Uint8Array | null {
  if (boxFault(box) !== null) return null;
  if (box.mode === 'gcm') return openGcm(concat(box.sealed, box.tag), { key, nonce: box.iv });
  return equalBytes(hmac('sha256', key, utf8(box.macText)), box.mac) ? openCbc(box.sealed, { key, iv: box.iv }) : null;
}

/** A box of the same mode and style under a fresh initialisation vector, as base64 text. */
export function sealLaravelBox(plain: Uint8Array, key: Uint8Array, { mode, style }: Pick<LaravelBox, 'mode' | 'style'>): string {
  const iv = randomBytes(mode === 'gcm' ? 12 : 16);
  const sealed = mode === 'gcm' ? sealGcm(plain, { key, nonce: iv }) : sealCbc(plain, { key, iv });
  const [value, tag] = mode === 'gcm' ? [sealed.subarray(0, -16), base64(sealed.subarray(-16))] : [sealed, ''];
  const [ivText, valueText] = [base64(iv), base64(value)];
  const mac = mode === 'gcm' ? '' : hex(hmac('sha256', key, utf8(ivText + valueText)));
  const json = JSON.stringify({ iv: ivText, value: valueText, mac, ...(style.hasTag || mode === 'gcm' ? { tag } : {}) });
  return base64(utf8(style.escapesSlashes ? json.replaceAll('/', '\\/') : json));
}
