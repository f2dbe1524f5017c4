/**
 * The id of a Django session that is kept on the server: in the database, the cache or files. Unsigned.
 * Grammar: `32 lower-case letters and digits`
 * Source: django/django 5.2 `django/contrib/sessions/backends/base.py:69-143,190-205`, `backends/cache.py:7-30`.
 */
import { isRecord } from '../codec/value';
import { unquoted } from '../codec/wire-text';
import { shellWord } from '../cookie/copy-forms';
import { digestTitle } from '../crypto/hash';
import { djangoRow, keyOfRow, rowSalt } from '../envelope/django-store';
import { partsWithin, type Layer } from '../envelope/layer';
import { idPayload } from '../envelope/session-id';
import { signatureRejected, signatureVerified } from '../envelope/signature-verdict';
import { defineFormat } from './define';

export default defineFormat<null>({
  meta: {
    id: 'django-session-id',
    title: 'Django session id',
    framework: 'Django',
    grammar: '32 lower-case letters and digits',
    cookieNames: ['sessionid'],
    role: 'session',
    holds: 'id',
    keyFields: [],
    settings: [{ name: 'keyPrefix', title: "What stands before the id in the store: nothing in the table django_session, `:1:django.contrib.sessions.cache` in Django's cache", default: '' }],
    references: ['django/django 5.2 django/contrib/sessions/backends/base.py', 'django/django 5.2 django/contrib/sessions/backends/cache.py'],
  },

  parse(wire) {
    const sid = unquoted(wire.value);
    if (!/^[a-z0-9]{32}$/.test(sid)) return null;
    const payload = idPayload(sid);
    return {
      confidence: 'possible',
      layers: [{ kind: 'envelope', parts: partsWithin(wire.value, [['session id', 'id', sid]]) }, { kind: 'payload', title: 'session id', payload }],
      model: null,
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  identity: (value) => (isRecord(value) && typeof value['sid'] === 'string' ? value['sid'] : null),
  storeKey: (value, setting) => (isRecord(value) && typeof value['sid'] === 'string' ? `${setting('keyPrefix') ?? ''}${value['sid']}` : null),
  storeCommand: (key) => (/^[a-z0-9]{32}$/.test(key) ? `SELECT session_data FROM django_session WHERE session_key = '${key}';` : `redis-cli GET ${shellWord(key)}`),
  readStored: (record) => djangoRow(record)?.payload ?? null,

  async openStored(record, context) {
    const row = djangoRow(record);
    if (row === null || row.kind === 'cached') return null;
    const { payload } = row;
    const [digest, issuedAt] = row.kind === 'signed' ? [row.signed.digest, row.signed.timestamp?.epochMs ?? null] : (['sha1', null] as const);
    const layers: Layer[] = [{ kind: 'signature', title: `HMAC-${digestTitle(digest)}`, state: 'unchecked', key: null }, { kind: 'payload', title: 'session', payload }];
    const evidence = { layers, payload, issuedAt, expiresAt: null };
    const key = keyOfRow(row, context.keys);
    if (key === null) return signatureRejected(evidence, 'bad-signature', "The row's salt ends in the name of the session store's class: a store of the application's own cannot be checked here.");
    return signatureVerified(evidence, key, { facts: { digest: digestTitle(digest), layout: row.kind === 'signed' ? `signed with the salt ${rowSalt}` : 'Django 3.0 and older' }, recipe: null });
  },
});
