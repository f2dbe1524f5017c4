/**
 * aiohttp-session's EncryptedCookieStorage: the session as a Fernet token.
 * Grammar: Fernet token of JSON `{"created": unix seconds, "session": {…}}`, in quotes on the wire
 * Source: aio-libs/aiohttp-session 2.12.1 `aiohttp_session/cookie_storage.py:16-78`.
 */
import { hex, textOf, utf8 } from '../codec/bytes';
import { jsonPayload, jsonStyleOf, pythonJson, type JsonStyle } from '../codec/json';
import { payloadFrom } from '../codec/value';
import { quotedPython, unquoted } from '../codec/wire-text';
import { aiohttpSession, isTooOld, sessionDocumentOf, sessionText } from '../envelope/aiohttp-session';
import { fernetClockSkewSeconds, fernetOf, fernetParts, openFernet, sealFernet, type Fernet } from '../envelope/fernet';
import { openedCipher, type Layer } from '../envelope/layer';
import { unproved } from '../envelope/signature-verdict';
import { fail, ok } from '../result';
import { defineFormat, secondsSetting, type Payload, type Rejected } from './define';

interface Recipe {
  /** Null where the token holds something else than a session of this library. */
  readonly style: JsonStyle | null;
}

const unknownMaker: Layer = { kind: 'note', text: 'It is a Fernet token for certain. Whose it is only a key can tell: under this name nothing says that aiohttp-session made it.' };

function plainPayload(content: Uint8Array): Payload {
  const text = textOf(content);
  return text === null ? payloadFrom({ $bytes: hex(content) }) : (jsonPayload(text) ?? payloadFrom(text));
}

/** Why Fernet refuses a token at an instant; it looks at the time only where a maximum age is set. */
function ageProblem({ epochSeconds }: Fernet, limit: number | null, nowMs: number | null): Pick<Rejected, 'reason' | 'hint'> | null {
  if (limit === null || nowMs === null) return null;
  const now = Math.floor(nowMs / 1000);
  if (epochSeconds + limit < now) return { reason: 'expired', hint: null };
  return now + fernetClockSkewSeconds < epochSeconds ? { reason: 'not-yet-valid', hint: null } : null;
}

export default defineFormat<Fernet, Recipe>({
  meta: {
    ...aiohttpSession.meta,
    id: 'aiohttp-session-fernet',
    title: 'aiohttp-session, Fernet',
    grammar: 'base64url(80 | timestamp | IV | AES-128-CBC | HMAC-SHA-256)',
    keyFields: [{ name: 'secret', title: 'secret_key of EncryptedCookieStorage', configNames: ['SECRET_KEY', 'FERNET_KEY', 'fernet_key', 'SESSION_KEY'] }],
    settings: [{ name: 'maxAgeSeconds', title: 'max_age in seconds', default: null }],
    references: ['aio-libs/aiohttp-session 2.12.1 aiohttp_session/cookie_storage.py', 'pyca/cryptography 50.0 src/cryptography/fernet.py', 'github.com/fernet/spec'],
  },

  parse(wire) {
    const text = unquoted(wire.value);
    const fernet = fernetOf(text);
    if (fernet === null) return null;
    const issuedAt = fernet.epochSeconds * 1000;
    const layers: Layer[] = [
      { kind: 'envelope', parts: fernetParts(fernet, text.length, wire.value.indexOf(text)) },
      { kind: 'encoding', title: 'base64url' },
      { kind: 'timestamp', title: 'sealed at', epochMs: issuedAt },
      { kind: 'cipher', title: 'Fernet: AES-128-CBC, HMAC-SHA-256', state: 'sealed', key: null },
      ...(wire.name.endsWith('AIOHTTP_SESSION') ? [] : [unknownMaker]),
    ];
    return { confidence: 'likely', layers, model: fernet, payload: null, issuedAt, expiresAt: null };
  },

  async open(_wire, parsed, context) {
    const opened = context.keys.readings('secret', ['base64url', 'utf8', 'base64', 'hex'])
      .flatMap((key) => {
        const content = openFernet(parsed.model, key.bytes);
        return content === null ? [] : [{ key, content }];
      })[0];
    if (opened === undefined) return unproved(parsed, 'decrypt-failed', openedCipher(parsed.layers, null));
    const { key, content } = opened;
    // From here on the content tells who made it.
    const layers = openedCipher(parsed.layers.filter((layer) => layer !== unknownMaker), key.secret.label);
    const session = sessionDocumentOf(content);
    const payload = session?.payload ?? plainPayload(content);
    layers.push({ kind: 'payload', title: 'JSON', payload });
    if (session === null) layers.push({ kind: 'note', text: 'The token is genuine, but its content is not what aiohttp-session writes: another program may have made it.' });
    const limit = secondsSetting(context);
    const expiresAt = limit === null ? null : (parsed.model.epochSeconds + limit) * 1000;
    const evidence = { layers, payload, issuedAt: parsed.issuedAt, expiresAt, key };
    const problem = ageProblem(parsed.model, limit, context.nowMs);
    if (problem !== null) return { ...evidence, ...problem, status: 'rejected' };
    if (session !== null && isTooOld(session.createdMs, limit, context.nowMs))
      return { ...evidence, status: 'rejected', reason: 'expired', hint: 'The token is young enough, but the session began longer ago than max_age allows.' };
    const style = session === null ? null : jsonStyleOf(session.json, pythonJson);
    return { ...evidence, status: 'verified', facts: { cipher: 'Fernet', key: key.reading }, recipe: { style } };
  },

  async seal({ text, wire, opened, context }) {
    const { style } = opened.recipe;
    if (style === null) return fail('Only a session of aiohttp-session can be sealed again.');
    const json = sessionText(text, style);
    return json.ok ? ok([{ name: wire.name, value: quotedPython(sealFernet(utf8(json.value), opened.key.bytes, context.nowMs)) }]) : json;
  },

  principal: aiohttpSession.principal,
});
