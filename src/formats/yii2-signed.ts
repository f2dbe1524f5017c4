/**
 * Yii 2's validated cookies: a MAC in front of PHP's serialisation of the cookie's name and value.
 * Grammar: `hex(HMAC-SHA256(cookieValidationKey, s)) s`, s = `serialize([name, value])`.
 * Source: yiisoft/yii2 2.0.51 `framework/base/Security.php` (`hashData`), `framework/web/{Request,Response}.php`.
 */
import { concat, equalBytes, hex, unhex, utf8 } from '../codec/bytes';
import { parseJson } from '../codec/json';
import { listTree, parseJsonTree, payloadOfTree, stringIn, textTree } from '../codec/json-tree';
import { readPhp } from '../codec/php-serialize';
import { editedPhp, phpTree } from '../codec/php-value';
import { payloadFrom, type Payload, type Value } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { digestByLength, digestTitle, hmac, type Digest } from '../crypto/hash';
import { partsOf, type Part } from '../envelope/layer';
import { principalIn } from '../envelope/principal';
import { fail, ok } from '../result';
import { defineFormat, type Layer, type Opened, type Parsed, type WireCookie } from './define';

interface Model {
  readonly mac: Uint8Array;
  readonly digest: Digest;
  readonly serialized: Uint8Array;
  /** The name inside. */
  readonly name: string;
  readonly parts: readonly Part[];
}

function layersOf({ parts, digest }: Model, payload: Payload, state: 'unchecked' | 'verified' | 'failed', key: string | null): Layer[] {
  return [
    { kind: 'envelope', parts },
    { kind: 'signature', title: `HMAC-${digestTitle(digest)}`, state, key },
    { kind: 'note', text: 'the cookie name is signed with the value' },
    { kind: 'payload', title: 'serialised for PHP', payload },
  ];
}

function parse(wire: WireCookie): Parsed<Model> | null {
  const text = /^[0-9a-f]{40,128}a(?::|%3A)2/i.test(wire.value) ? percentDecoded(wire.value) : null;
  const [, macText = '', rest = ''] = /^((?:[0-9a-f]{8}){5,16})(a:2:\{i:0;s:[\s\S]*)$/.exec(text ?? '') ?? [];
  const [mac, digest] = [unhex(macText), digestByLength(macText.length / 2)];
  const serialized = utf8(rest);
  const node = mac === null || digest === null ? null : readPhp(serialized);
  const tree = node === null ? null : phpTree(node);
  const [nameTree, content] = tree?.kind === 'list' && tree.items.length === 2 ? tree.items : [];
  const name = stringIn(nameTree);
  if (mac === null || digest === null || name === null || content === undefined) return null;
  const parts = partsOf([['signature', 'signature', macText], ['name and value', 'payload', wire.value.slice(macText.length)]]);
  const model = { mac, digest, serialized, name, parts };
  const payload = payloadOfTree(content);
  return { confidence: 'certain', layers: layersOf(model, payload, 'unchecked', null), model, payload, issuedAt: null, expiresAt: null };
}

/** `_identity` holds JSON text: `[id, auth key, duration]`. */
function identityUser(value: Value): string | null {
  const list = typeof value === 'string' && value.startsWith('[') ? parseJson(value) : null;
  const id = list?.ok === true && Array.isArray(list.value) ? (list.value as readonly Value[])[0] : null;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

export default defineFormat<Model>({
  meta: {
    id: 'yii2-signed',
    title: 'Yii 2 validated cookie',
    framework: 'Yii2',
    grammar: 'hex(HMAC) serialize([name, value])',
    cookieNames: ['_identity', '_csrf', /^_identity-\w+$/, /^_csrf-\w+$/],
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'cookieValidationKey', configNames: ['cookieValidationKey', 'COOKIE_VALIDATION_KEY'] }],
    settings: [],
    references: ['yiisoft/yii2 2.0.51 framework/base/Security.php', 'yiisoft/yii2 2.0.51 framework/web/Request.php'],
  },

  parse,

  open(wire, { model, payload }, context): Promise<Opened<null>> {
    const base = { payload, issuedAt: null, expiresAt: null };
    const shown = payload ?? payloadFrom(null);
    const key = context.keys.readings('secret').find(({ bytes }) => equalBytes(hmac(model.digest, bytes, model.serialized), model.mac));
    if (key === undefined) return Promise.resolve({ ...base, status: 'rejected', reason: 'bad-signature', key: null, hint: null, layers: layersOf(model, shown, 'failed', null) });
    const layers = layersOf(model, shown, 'verified', key.secret.label);
    if (model.name !== wire.name)
      return Promise.resolve({ ...base, status: 'rejected', reason: 'wrong-name', key, hint: `It was made for the cookie ${model.name} and moved to ${wire.name}: Yii drops it here.`, layers });
    return Promise.resolve({ ...base, status: 'verified', key, facts: { digest: digestTitle(model.digest) }, recipe: null, layers });
  },

  seal({ text, wire, parsed: { model }, opened: { key } }) {
    const value = parseJsonTree(text);
    if (!value.ok) return Promise.resolve(fail(`The payload is no JSON: ${value.problem}.`));
    const serialized = editedPhp(model.serialized, listTree([textTree(model.name), value.value]));
    if (!serialized.ok) return Promise.resolve(fail(`The payload cannot be serialised for PHP: ${serialized.problem}.`));
    const bytes = concat(utf8(hex(hmac(model.digest, key.bytes, serialized.value))), serialized.value);
    return Promise.resolve(ok([{ name: wire.name, value: percentEncodedBytes(bytes) }]));
  },

  identity: () => null,
  principal: (value) => identityUser(value) ?? principalIn(value),
});

/** As PHP's `rawurlencode`: bytes, not text, so that a value that is no UTF-8 survives. */
function percentEncodedBytes(bytes: Uint8Array): string {
  return [...bytes].map((byte) => (/[A-Za-z0-9_.~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${hex(Uint8Array.of(byte)).toUpperCase()}`)).join('');
}
