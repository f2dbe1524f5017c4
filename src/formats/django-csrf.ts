/**
 * Django's CSRF cookie: a secret, and up to 4.0 the secret under a mask. Unsigned.
 * Grammar: `32 letters and digits`, or `mask(32) cipher(32)` with `secret[i] = (cipher[i] - mask[i]) mod 62`
 * Source: django/django 5.2 `django/middleware/csrf.py:44-157`; 4.0 the same file.
 */
import { payloadFrom } from '../codec/value';
import { unquoted } from '../codec/wire-text';
import { partsOf } from '../envelope/layer';
import { defineFormat } from './define';

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function unmasked(mask: string, cipher: string): string {
  return Array.from(cipher, (char, i) => alphabet.charAt((alphabet.indexOf(char) - alphabet.indexOf(mask.charAt(i)) + 62) % 62)).join('');
}

export default defineFormat<null>({
  meta: {
    id: 'django-csrf',
    title: 'Django CSRF token',
    framework: 'Django',
    grammar: 'secret, or mask and cipher',
    cookieNames: ['csrftoken'],
    role: 'csrf',
    holds: 'token',
    keyFields: [],
    settings: [],
    references: ['django/django 5.2 django/middleware/csrf.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    if (!/^(?:[A-Za-z0-9]{32}){1,2}$/.test(text)) return null;
    const [mask, cipher] = [text.slice(0, 32), text.slice(32)];
    const payload = payloadFrom({ secret: cipher === '' ? text : unmasked(mask, cipher) });
    const start = wire.value.indexOf(text);
    return {
      confidence: 'possible',
      layers: [
        { kind: 'envelope', parts: cipher === '' ? partsOf([['secret', 'payload', text]], start) : partsOf([['mask', 'salt', mask], ['cipher', 'payload', cipher]], start) },
        { kind: 'payload', title: 'CSRF secret', payload },
      ],
      model: null,
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  identity: () => null,
});
