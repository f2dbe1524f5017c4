/**
 * A Data Protection key ring as it lies on disk: XML with one `<key>` a file, or several in a row.
 * Source: dotnet/aspnetcore 8.0 `src/DataProtection/DataProtection/src/{KeyManagement/XmlKeyManager,AuthenticatedEncryption/ConfigurationModel/…}.cs`.
 */
import { unbase64 } from '../codec/base64';
import { dataProtectionAlgorithms, type DataProtectionAlgorithm } from './data-protection';

export interface RingKey {
  /** Lower-case GUID; null where only the descriptor was pasted. */
  readonly id: string | null;
  /** Null where the ring keeps it encrypted (DPAPI, a certificate, a key vault). */
  readonly master: Uint8Array | null;
  /** Those to try: the one that is named, or all. */
  readonly algorithms: readonly DataProtectionAlgorithm[];
}

function attribute(xml: string, element: string, name: string): string | null {
  return new RegExp(`<${element}\\b[^>]{0,200}\\b${name}="([^"]{1,100})"`).exec(xml)?.[1] ?? null;
}

function algorithmsIn(xml: string): readonly DataProtectionAlgorithm[] {
  const [, bits, mode] = /^AES_(128|192|256)_(CBC|GCM)$/.exec(attribute(xml, 'encryption', 'algorithm') ?? '') ?? [];
  const validation = attribute(xml, 'validation', 'algorithm');
  const digest = validation === 'HMACSHA512' ? 'sha512' : 'sha256';
  const named = dataProtectionAlgorithms.filter((each) => each.keyLength * 8 === Number(bits) && each.mode === mode && (each.digest === null || each.digest === digest));
  return named.length > 0 ? named : dataProtectionAlgorithms;
}

/** The keys of pasted XML, in their order; none where the text is no key ring. */
export function keyRing(text: string): RingKey[] {
  if (!/<(?:key|masterKey|descriptor)\b/.test(text)) return [];
  const pieces = text.split(/(?=<key\s)/).filter((piece) => /<(?:masterKey|encryptedSecret)\b/.test(piece));
  return pieces.map((piece) => {
    const value = /<masterKey\b[^>]{0,200}>[\s\S]{0,400}?<value>\s*([A-Za-z0-9+/=]{1,400})\s*<\/value>/.exec(piece)?.[1];
    return { id: attribute(piece, 'key', 'id')?.toLowerCase() ?? null, master: value === undefined ? null : unbase64(value), algorithms: algorithmsIn(piece) };
  });
}
