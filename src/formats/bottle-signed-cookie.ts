/**
 * Bottle's signed cookies: any Python value of the application's, pickled with the cookie's name.
 * Grammar: `!base64(HMAC(secret, message))?message`, the message is `base64(pickle([name, value]))`; SHA-256, MD5 before 0.13
 * Source: bottlepy/bottle 0.13.4 `bottle.py:1217-1233,1816-1895,3064-3099`; 0.12.23 `bottle.py:1068-1077,1600-1657,2605-2630`.
 */
import { base64, unbase64Padded } from '../codec/base64';
import { textOf, utf8 } from '../codec/bytes';
import { pickledPayload, unpickle } from '../codec/pickle';
import { editedPickle } from '../codec/pickle-edit';
import type { PickleNode } from '../codec/pickle-node';
import { pickleBytes } from '../codec/pickle-write';
import { quotedPython, unquoted } from '../codec/wire-text';
import { digestByLength, digestTitle, hmac, type Digest } from '../crypto/hash';
import { checkedSignature, partsWithin, type Layer } from '../envelope/layer';
import { unproved } from '../envelope/signature-verdict';
import { ok } from '../result';
import { defineFormat, type Payload } from './define';

interface Content {
  readonly name: string;
  readonly nameNode: PickleNode;
  readonly valueNode: PickleNode;
  readonly payload: Payload;
  /** 0.12 pickles a tuple, 0.13 a list. */
  readonly kind: 'list' | 'tuple';
  readonly protocol: number;
}

interface Model {
  readonly signature: string;
  readonly digest: Digest | null;
  readonly message: string;
  readonly content: Content | null;
}

function contentOf(message: string): Content | null {
  const bytes = unbase64Padded(message);
  const pickle = bytes === null ? null : unpickle(bytes);
  if (pickle === null || (pickle.root.kind !== 'list' && pickle.root.kind !== 'tuple')) return null;
  const { kind, items } = pickle.root;
  const [nameNode, valueNode, ...more] = items;
  if (nameNode === undefined || valueNode === undefined || more.length > 0) return null;
  const name = nameNode.kind === 'text' ? nameNode.text : nameNode.kind === 'string' ? textOf(nameNode.bytes) : null;
  const payload = pickledPayload(valueNode);
  return name === null || payload === null ? null : { name, nameNode, valueNode, payload, kind, protocol: pickle.protocol };
}

function layersOf(value: string, { signature, digest, message, content }: Model): Layer[] {
  return [
    {
      kind: 'envelope',
      parts: partsWithin(value, [['!', 'prefix', '!'], ['signature', 'signature', signature], ['?', 'separator', '?'], ['name and value', 'payload', message]]),
    },
    { kind: 'signature', title: digest === null ? 'HMAC' : `HMAC-${digestTitle(digest)}`, state: 'unchecked', key: null },
    { kind: 'encoding', title: 'base64' },
    ...(content === null ? [] : [{ kind: 'payload', title: 'pickle', payload: content.payload } as const]),
    { kind: 'note', text: 'The content is a pickle: whoever knows the secret can run code on the server.' },
  ];
}

export default defineFormat<Model, { readonly digest: Digest }>({
  meta: {
    id: 'bottle-signed-cookie',
    title: 'Bottle signed cookie',
    framework: 'Bottle',
    grammar: '!base64(HMAC)?base64(pickle([name, value]))',
    cookieNames: [],
    // A signed cookie is whatever the application makes of it: its name tells the role.
    role: 'unknown',
    holds: 'payload',
    keyFields: [{ name: 'secret', title: 'secret of set_cookie and get_cookie', configNames: ['COOKIE_SECRET', 'SECRET_KEY', 'SECRET'] }],
    settings: [],
    references: ['bottlepy/bottle 0.13.4 bottle.py', 'bottlepy/bottle 0.12.23 bottle.py'],
  },

  parse(wire) {
    const match = /^!([A-Za-z0-9+/=]{16,92})\?([A-Za-z0-9+/]+={0,2})$/.exec(unquoted(wire.value));
    if (match === null) return null;
    const [, signature = '', message = ''] = match;
    const digest = digestByLength(unbase64Padded(signature)?.length ?? 0);
    const content = contentOf(message);
    const model = { signature, digest, message, content };
    const broken = content === null ? { malformed: 'The content is no pickle of a name and a value.' } : {};
    return { confidence: content === null ? 'likely' : 'certain', layers: layersOf(wire.value, model), model, payload: content?.payload ?? null, issuedAt: null, expiresAt: null, ...broken };
  },

  async open(wire, parsed, context) {
    const { signature, digest, message, content } = parsed.model;
    const key = digest === null ? null : (context.keys.readings('secret').find(({ bytes }) => base64(hmac(digest, bytes, utf8(message))) === signature) ?? null);
    const layers = checkedSignature(parsed.layers, key?.secret.label ?? null);
    if (key === null || digest === null) return unproved(parsed, 'bad-signature', layers);
    const evidence = { layers, payload: parsed.payload, issuedAt: null, expiresAt: null, key };
    if (content === null) return { ...evidence, status: 'rejected', reason: 'malformed', hint: parsed.malformed ?? null };
    if (content.name !== wire.name)
      return { ...evidence, status: 'rejected', reason: 'wrong-name', hint: `The value was signed for the cookie ${content.name}; Bottle refuses it under the name ${wire.name}.` };
    const facts = { digest: digestTitle(digest), serializer: `pickle, protocol ${content.protocol}`, content: content.kind };
    return { ...evidence, status: 'verified', facts, recipe: { digest } };
  },

  async seal({ text, wire, parsed, opened }) {
    const { content } = parsed.model;
    if (content === null) throw new Error('a verified value has its content');
    const value = editedPickle(text, content.valueNode);
    if (!value.ok) return value;
    const bytes = pickleBytes({ kind: content.kind, items: [content.nameNode, value.value] }, content.protocol);
    if (!bytes.ok) return bytes;
    const message = base64(bytes.value);
    const signature = base64(hmac(opened.recipe.digest, opened.key.bytes, utf8(message)));
    return ok([{ name: wire.name, value: quotedPython(`!${signature}?${message}`) }]);
  },
});
