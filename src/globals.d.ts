// The handful of globals that every JavaScript runtime we target has. The core sees these and nothing else:
// no DOM, no extension API, no Node.
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}
declare class URL {
  constructor(url: string, base?: string | URL);
  static canParse(url: string, base?: string): boolean;
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly searchParams: URLSearchParams;
}
declare class URLSearchParams {
  constructor(init?: string | Record<string, string> | [string, string][]);
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  keys(): IterableIterator<string>;
  append(name: string, value: string): void;
  toString(): string;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}
interface CryptoKey {
  readonly type: string;
}
declare const crypto: {
  getRandomValues<T extends Uint8Array>(bytes: T): T;
  randomUUID(): string;
  readonly subtle: {
    importKey(format: 'raw' | 'spki' | 'pkcs8', bytes: Uint8Array, algorithm: unknown, extractable: boolean, usages: string[]): Promise<CryptoKey>;
    importKey(format: 'jwk', key: object, algorithm: unknown, extractable: boolean, usages: string[]): Promise<CryptoKey>;
    exportKey(format: 'jwk', key: CryptoKey): Promise<{ readonly kty?: string; readonly crv?: string; readonly x?: string; readonly y?: string; readonly n?: string; readonly e?: string }>;
    sign(algorithm: unknown, key: CryptoKey, data: Uint8Array): Promise<ArrayBuffer>;
    verify(algorithm: unknown, key: CryptoKey, signature: Uint8Array, data: Uint8Array): Promise<boolean>;
    deriveBits(algorithm: unknown, key: CryptoKey, bits: number): Promise<ArrayBuffer>;
  };
};
