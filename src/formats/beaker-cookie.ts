/**
 * Beaker's cookie sessions: the data itself, signed, and encrypted where the application has an encryption key.
 * Grammar: `hex(HMAC-SHA-1(validate_key, rest)) ++ rest`, the rest is `base64(data)` or `nonce ++ base64(AES(data))`; data is a pickle or zlib(JSON)
 * Source: bbangert/beaker 1.13.0 `beaker/session.py:343-374,544-740`, `beaker/crypto/{__init__,pycrypto,pyca_cryptography,pbkdf2}.py`.
 */
import { unbase64Padded } from '../codec/base64';
import { hex, utf8 } from '../codec/bytes';
import { isRecord } from '../codec/value';
import { quotedPython, unquoted } from '../codec/wire-text';
import { hmac } from '../crypto/hash';
import type { KeyReading } from '../crypto/keys';
import { beakerData, editedBeakerData, type BeakerData } from '../envelope/beaker-data';
import { openBeaker, sealBeaker, type BeakerCipher } from '../envelope/beaker-cipher';
import { checkedSignature, openedCipher, partsWithin, type Layer } from '../envelope/layer';
import { unproved } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat, secondsSetting, type OpenContext, type Payload, type Rejected, type Verified } from './define';

interface Model {
  readonly signature: string;
  readonly rest: string;
  /** The data where it is legible without a key. */
  readonly data: BeakerData | null;
}

interface Recipe {
  /** Null where the data is not encrypted. */
  readonly cipher: BeakerCipher | null;
  /** Null where the key that would open it was not given. */
  readonly data: BeakerData | null;
  readonly validateKey: Uint8Array;
}

/** A nonce of 128 bits, the default: its base64 ends in the middle of the text. */
const defaultNonce = /^[A-Za-z0-9+/]{22}==[A-Za-z0-9+/]+={0,2}$/;
/** How zlib's and pickle's first bytes look in base64. */
const plainHead = /^(?:eJ|gA[J-V])/;

function secondsIn(payload: Payload, name: string): number | null {
  const seconds = isRecord(payload.value) ? payload.value[name] : null;
  return typeof seconds === 'number' ? seconds : null;
}

/** Milliseconds of the last access, which every request renews; of the creation where accesses are not saved. */
function renewedMs({ payload }: BeakerData): number | null {
  const seconds = secondsIn(payload, '_accessed_time') ?? secondsIn(payload, '_creation_time');
  return seconds === null ? null : Math.round(seconds * 1000);
}

function dataLayers(data: BeakerData): Layer[] {
  const epochMs = renewedMs(data);
  return [
    ...data.layers,
    ...(epochMs === null ? [] : [{ kind: 'timestamp', title: 'last access', epochMs } as const]),
    { kind: 'payload', title: data.pickle === null ? 'JSON' : 'pickle', payload: data.payload },
    ...(data.pickle === null ? [] : [{ kind: 'note', text: 'The content is a pickle: whoever knows the keys can run code on the server.' } as const]),
  ];
}

function layersOf(value: string, { signature, rest, data }: Model): Layer[] {
  const cut = defaultNonce.test(rest) && data === null ? 24 : 0;
  const pieces = cut === 0 ? ([['data', 'payload', rest]] as const) : ([['nonce', 'iv', rest.slice(0, cut)], ['ciphertext', 'ciphertext', rest.slice(cut)]] as const);
  return [
    { kind: 'envelope', parts: partsWithin(value, [['signature', 'signature', signature], ...pieces]) },
    { kind: 'signature', title: 'HMAC-SHA-1', state: 'unchecked', key: null },
    { kind: 'encoding', title: 'base64' },
    ...(data !== null ? dataLayers(data) : plainHead.test(rest) ? [] : [{ kind: 'cipher', title: 'AES-256', state: 'sealed', key: null } as const]),
  ];
}

function signatureOf(rest: string, validateKey: Uint8Array): string {
  return hex(hmac('sha1', validateKey, utf8(rest)));
}

interface Genuine {
  readonly key: KeyReading;
  readonly layers: readonly Layer[];
  readonly data: BeakerData;
  readonly cipher: BeakerCipher | null;
}

/** The verdict on a value that is genuine and legible: only its age can speak against it. */
function judged({ key, layers, data, cipher }: Genuine, context: OpenContext): Verified<Recipe> | Rejected {
  const issuedAt = renewedMs(data);
  const limit = secondsSetting(context);
  const expiresAt = limit === null || issuedAt === null ? null : issuedAt + limit * 1000;
  const evidence = { layers, payload: data.payload, issuedAt, expiresAt, key };
  if (expiresAt !== null && context.nowMs !== null && context.nowMs > expiresAt) return { ...evidence, status: 'rejected', reason: 'expired', hint: null };
  const serializer = data.pickle === null ? 'JSON' : `pickle, protocol ${data.pickle.protocol}`;
  const facts = { digest: 'SHA-1', serializer, ...(cipher === null ? {} : { cipher: `AES-256-${cipher.mode.toUpperCase()}`, encryptKey: cipher.key.secret.label }) };
  return { ...evidence, status: 'verified', facts, recipe: { cipher, data, validateKey: key.bytes } };
}

export default defineFormat<Model, Recipe>({
  meta: {
    id: 'beaker-cookie',
    title: 'Beaker cookie session',
    framework: 'Beaker',
    grammar: 'hex(HMAC-SHA-1), base64(data) or nonce and base64(AES(data))',
    cookieNames: ['beaker.session.id'],
    role: 'session',
    holds: 'payload',
    keyFields: [
      { name: 'validateKey', title: 'session.validate_key', configNames: ['beaker.session.validate_key', 'session.validate_key', 'validate_key'] },
      { name: 'encryptKey', title: 'session.encrypt_key', configNames: ['beaker.session.encrypt_key', 'session.encrypt_key', 'encrypt_key'] },
    ],
    settings: [{ name: 'maxAgeSeconds', title: 'session.timeout in seconds', default: null }],
    references: ['bbangert/beaker 1.13.0 beaker/session.py', 'bbangert/beaker 1.13.0 beaker/crypto'],
  },

  parse(wire) {
    const match = /^([0-9a-f]{40})([A-Za-z0-9+/]{8}[A-Za-z0-9+/=]*)$/.exec(unquoted(wire.value));
    if (match === null) return null;
    const [, signature = '', rest = ''] = match;
    const bytes = unbase64Padded(rest);
    const data = bytes === null ? null : beakerData(bytes);
    const model = { signature, rest, data };
    const isPlain = data === null && plainHead.test(rest);
    return {
      confidence: data !== null || isPlain || defaultNonce.test(rest) ? 'likely' : 'possible',
      layers: layersOf(wire.value, model),
      model,
      payload: data?.payload ?? null,
      issuedAt: data === null ? null : renewedMs(data),
      expiresAt: null,
    };
  },

  async open(_wire, parsed, context) {
    const { signature, rest, data } = parsed.model;
    const validateKeys = context.keys.readings('validateKey');
    const key = validateKeys.find(({ bytes }) => signatureOf(rest, bytes) === signature) ?? null;
    const layers = checkedSignature(parsed.layers, key?.secret.label ?? null);
    if (key === null)
      return unproved(parsed, 'bad-signature', layers, validateKeys.length === 0 ? 'Beaker proves its cookies with the validate_key: give it besides the encrypt_key.' : null);
    if (data !== null) return judged({ key, layers, data, cipher: null }, context);
    const encryptKeys = context.keys.readings('encryptKey');
    const evidence = { layers, payload: null, issuedAt: null, expiresAt: null, key };
    const opened = await openBeaker(rest, key.bytes, encryptKeys, context.kdf);
    if (opened === null && context.keys.named('encryptKey').length === 0) {
      const note: Layer = { kind: 'note', text: 'The signature is genuine. The data is encrypted: with the encrypt_key it can be read, and its age judged.' };
      return { ...evidence, layers: [...layers, note], status: 'verified', facts: { digest: 'SHA-1' }, recipe: { cipher: null, data: null, validateKey: key.bytes } };
    }
    const cipherLayers = openedCipher(layers, opened?.cipher.key.secret.label ?? null);
    if (opened === null)
      return { ...evidence, layers: cipherLayers, status: 'rejected', reason: 'decrypt-failed', hint: 'The signature is genuine, but no encrypt_key that was given opens the data.' };
    return judged({ key, layers: [...cipherLayers, ...dataLayers(opened.data)], ...opened }, context);
  },

  async seal({ text, wire, opened, context }) {
    const { cipher, data, validateKey } = opened.recipe;
    if (data === null) return fail('The data is encrypted: give the encrypt_key as well.');
    const edited = editedBeakerData(text, data, context.nowMs);
    if (!edited.ok) return edited;
    const rest = await sealBeaker(edited.value, validateKey, cipher, context.kdf);
    const value = signatureOf(rest, validateKey) + rest;
    if (value.length > 4064 + 40) return fail('The session is too long: Beaker stores no more than 4064 characters in a cookie.');
    return ok([{ name: wire.name, value: quotedPython(value) }]);
  },
});
