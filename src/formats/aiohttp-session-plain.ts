/**
 * aiohttp-session's SimpleCookieStorage: the session as bare JSON, which anyone can write.
 * Grammar: JSON `{"created": unix seconds, "session": {…}}`, in quotes with escapes on the wire
 * Source: aio-libs/aiohttp-session 2.12.1 `aiohttp_session/__init__.py:272-330`.
 */
import { utf8 } from '../codec/bytes';
import { unquoted } from '../codec/wire-text';
import { aiohttpSession, sessionDocumentOf } from '../envelope/aiohttp-session';
import { defineFormat, type Layer } from './define';

export default defineFormat<null>({
  meta: {
    ...aiohttpSession.meta,
    id: 'aiohttp-session-plain',
    title: 'aiohttp-session, unsigned JSON',
    grammar: 'quoted JSON {"created", "session"}',
    keyFields: [],
    settings: [],
    references: ['aio-libs/aiohttp-session 2.12.1 aiohttp_session/__init__.py'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const session = text.startsWith('{') ? sessionDocumentOf(utf8(text)) : null;
    if (session === null) return null;
    const { payload, createdMs } = session;
    const layers: Layer[] = [
      { kind: 'envelope', parts: [{ label: 'payload', role: 'payload', start: 0, end: wire.value.length }] },
      { kind: 'timestamp', title: 'session began at', epochMs: createdMs },
      { kind: 'payload', title: 'JSON', payload },
      { kind: 'note', text: 'Nothing is signed here: anyone can write another session.' },
    ];
    return { confidence: 'likely', layers, model: null, payload, issuedAt: createdMs, expiresAt: null };
  },

  principal: aiohttpSession.principal,
});
