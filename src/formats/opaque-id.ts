/**
 * A bare session id: it names a session on the server and holds nothing. Whose it is shows in the cookie's name alone, so that only
 * the exact names of known frameworks are claimed; under any other name the value stays unrecognised.
 * Source: the frameworks' own documents and sources, named with each entry.
 */
import { idShape } from '../codec/opaque-id';
import { isRecord, payloadFrom, type Payload } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { partsOf, type Part } from '../envelope/layer';
import { defineFormat } from './define';

interface Maker {
  readonly name: string | RegExp;
  readonly maker: string;
  /** The ids that it makes; absent: any bare id. The group `sid` leaves out what stands around the id. */
  readonly shape?: RegExp;
}

const makers: readonly Maker[] = [
  { name: 'JSESSIONID', maker: 'Jetty', shape: /^(?<sid>node\d{1,4}[0-9a-z]{20,40})(?:\.node\d{1,4}|\.[\w-]{1,40})?$/ },
  { name: 'JSESSIONID', maker: 'Tomcat', shape: /^(?<sid>[0-9A-F]{32})(?:\.[\w.-]{1,40})?$/ },
  { name: 'JSESSIONID', maker: 'Undertow (WildFly)', shape: /^(?<sid>[\w-]{40})(?:\.[\w.-]{1,60})?$/ },
  { name: /^JSESSIONID(?:SSO|\w{0,20})$/, maker: 'a Jakarta servlet container', shape: /^(?<sid>[\w+/=*!-]{16,128})(?:[.!:][\w.!:-]{1,80})?$/ },
  { name: 'ASP.NET_SessionId', maker: 'ASP.NET', shape: /^(?<sid>[a-z0-5]{24})$/ },
  { name: /^ASPSESSIONID[A-Z]{8}$/, maker: 'classic ASP', shape: /^(?<sid>[A-Z]{24})$/ },
  { name: 'ci_session', maker: 'CodeIgniter 3 and 4', shape: /^(?<sid>[0-9a-z,-]{22,40})$/ },
  { name: 'SESSION', maker: 'Spring Session without base64', shape: /^(?<sid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/ },
  { name: 'connect.sid', maker: 'express-session or a store beside it, unsigned' },
  { name: 'sails.sid', maker: 'Sails, unsigned' },
  { name: 'sessionid', maker: 'Django with another session store' },
  { name: 'sessionId', maker: '@fastify/session, unsigned' },
  { name: 'session_id', maker: 'Fiber, or another framework with this default' },
  { name: 'rack.session', maker: 'Rack with a session pool', shape: /^(?<sid>[0-9a-f]{32}|[0-9a-f]{64})$/ },
  { name: '_session_id', maker: 'Rails with sessions on the server', shape: /^(?<sid>[0-9a-f]{32})$/ },
  { name: /^_\w{1,60}_session$/, maker: 'Rails with sessions on the server', shape: /^(?<sid>[0-9a-f]{32})$/ },
  { name: 'koa.sess', maker: 'koa-session with an external store' },
  { name: 'koa:sess', maker: 'koa-session with an external store' },
  { name: 'laravel_session', maker: 'Laravel, without encryption', shape: /^(?<sid>[A-Za-z0-9]{40})$/ },
  { name: 'astro-session', maker: 'Astro sessions' },
  { name: 'adonis-session', maker: 'AdonisJS, without encryption' },
  { name: 'auth_session', maker: 'Lucia', shape: /^(?<sid>[a-z0-9]{24,40})$/ },
  { name: 'beegosessionID', maker: 'Beego', shape: /^(?<sid>[0-9a-f]{32,64})$/ },
  { name: 'i_like_gitea', maker: 'Gitea', shape: /^(?<sid>[0-9a-f]{16})$/ },
  { name: 'grafana_session', maker: 'Grafana', shape: /^(?<sid>[0-9a-f]{32})$/ },
  { name: 'macaron_session', maker: 'Macaron', shape: /^(?<sid>[0-9a-f]{16,32})$/ },
  { name: 'dancer.session', maker: 'Dancer' },
  { name: 'plack_session', maker: 'Plack with a session store', shape: /^(?<sid>[0-9a-f]{40})$/ },
  { name: 'webpy_session_id', maker: 'web.py', shape: /^(?<sid>[0-9a-f]{40})$/ },
  { name: 'AIOHTTP_SESSION', maker: 'aiohttp-session with a store', shape: /^(?<sid>[0-9a-f]{32})$/ },
  { name: 'tower.sid', maker: 'tower-sessions', shape: /^(?<sid>[\w-]{22})$/ },
  // 16 bytes: the last character has four bits to spare.
  { name: 'id', maker: 'tower-sessions', shape: /^(?<sid>[\w-]{21}[AQgw])$/ },
  { name: 'CFTOKEN', maker: 'ColdFusion' },
  { name: 'fe_typo_user', maker: 'TYPO3', shape: /^(?<sid>[0-9a-f]{32})$/ },
  { name: 'be_typo_user', maker: 'TYPO3', shape: /^(?<sid>[0-9a-f]{32})$/ },
  { name: 'MRHSession', maker: 'F5 Access Policy Manager', shape: /^(?<sid>[0-9a-f]{32})$/ },
  { name: 'better-auth.session_token', maker: 'Better Auth, unsigned' },
  { name: 'shopware_session', maker: 'Shopware' },
];

interface Found {
  readonly sid: string;
  readonly maker: string | null;
  readonly shape: string;
}

/** The id and whose it is; null where the value is none. */
function found(name: string, text: string): Found | null {
  const plainName = name.replace(/^__(?:Host|Secure)-/i, '');
  for (const entry of makers) {
    if (typeof entry.name === 'string' ? entry.name !== plainName : !entry.name.test(plainName)) continue;
    const sid = entry.shape === undefined ? (idShape(text) === null ? undefined : text) : entry.shape.exec(text)?.groups?.['sid'];
    if (sid !== undefined) return { sid, maker: entry.maker, shape: idShape(sid)?.title ?? `${sid.length} characters` };
  }
  const isKnownName = makers.some((entry) => (typeof entry.name === 'string' ? entry.name === plainName : entry.name.test(plainName)));
  const shape = isKnownName ? null : idShape(text);
  return shape === null ? null : { sid: text, maker: null, shape: shape.title };
}

function partsIn(raw: string, sid: string): Part[] {
  const at = raw.indexOf(sid);
  if (at < 0) return partsOf([['session id', 'id', raw]]);
  const rest = raw.slice(at + sid.length);
  return partsOf([...(at === 0 ? [] : [['prefix', 'prefix', raw.slice(0, at)] as const]), ['session id', 'id', sid] as const, ...(rest === '' ? [] : [['route to the server', 'key-id', rest] as const])]);
}

export default defineFormat<null>({
  meta: {
    id: 'opaque-id',
    title: 'Opaque session id',
    framework: 'a session on the server',
    grammar: 'an id without content',
    cookieNames: makers.map(({ name }) => name),
    role: 'session',
    holds: 'id',
    // Every framework's own format knows its ids better.
    general: true,
    keyFields: [],
    settings: [],
    references: [
      'apache/tomcat 10.1 java/org/apache/catalina/util/StandardSessionIdGenerator.java',
      'jetty/jetty.project 12 org/eclipse/jetty/session/DefaultSessionIdManager.java',
      'undertow-io/undertow 2.3 io/undertow/server/session/SecureRandomSessionIdGenerator.java',
      'microsoft/referencesource System.Web/State/SessionIDManager.cs',
      'codeigniter4/CodeIgniter4 system/Session/Session.php',
    ],
  },

  parse(wire) {
    const id = wire.companions.length > 0 ? null : found(wire.name, percentDecoded(wire.value) ?? '');
    if (id === null) return null;
    const payload: Payload = payloadFrom({ sid: id.sid });
    const owner = id.maker === null ? '' : ` of ${id.maker}`;
    return {
      confidence: 'possible',
      layers: [
        { kind: 'envelope', parts: partsIn(wire.value, id.sid) },
        { kind: 'note', text: `an opaque id${owner}, ${id.shape}: the session is on the server, and nothing can be decoded here` },
        { kind: 'payload', title: 'session id', payload },
      ],
      model: null,
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  identity: (value) => (isRecord(value) && typeof value['sid'] === 'string' ? value['sid'] : null),
});
