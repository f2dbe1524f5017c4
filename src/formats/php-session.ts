/**
 * PHP's own session cookie: an id, nothing else; the data lie in `sess_<id>` on the server.
 * Grammar: 22 to 256 characters of `[A-Za-z0-9,-]` (26 of `[a-z0-9]` by default, 32 hexadecimal digits since 8.4).
 * Source: php/php-src 8.4 `ext/session/session.c` (`php_session_create_id`, `php_session_valid_key`), `mod_files.c`.
 */
import { phpSessionPayload } from '../codec/php-session';
import { isRecord, payloadFrom } from '../codec/value';
import { percentDecoded } from '../codec/wire-text';
import { shellWord } from '../cookie/copy-forms';
import { partsOf } from '../envelope/layer';
import { defineFormat, type Value } from './define';

function sidIn(value: Value): string | null {
  return isRecord(value) && typeof value['sid'] === 'string' ? value['sid'] : null;
}

export default defineFormat<string>({
  meta: {
    id: 'php-session',
    title: 'PHP session id',
    framework: 'PHP',
    grammar: '[A-Za-z0-9,-]{22,256}',
    // Applications that only rename PHP's session: CakePHP, Drupal, phpMyAdmin, Moodle, OpenCart, Zen Cart, Roundcube, Yii 2's template.
    cookieNames: ['PHPSESSID', 'CAKEPHP', 'phpMyAdmin', /^phpMyAdmin_https$/, /^S?SESS[0-9a-f]{32}$/, /^MoodleSession\w{0,20}$/, 'OCSESSID', /^advanced-(?:frontend|backend)$/, 'zenid', 'roundcube_sessid'],
    role: 'session',
    holds: 'id',
    keyFields: [],
    settings: [],
    references: ['php/php-src 8.4 ext/session/session.c', 'php/php-src 8.4 ext/session/mod_files.c'],
  },

  parse(wire) {
    const sid = percentDecoded(wire.value);
    if (sid === null || !/^[A-Za-z0-9,-]{22,256}$/.test(sid)) return null;
    const payload = payloadFrom({ sid });
    return {
      confidence: 'possible',
      layers: [
        { kind: 'envelope', parts: partsOf([['session id', 'id', wire.value]]) },
        { kind: 'note', text: `an id without content of its own: the data are in the server's file sess_${sid}` },
        { kind: 'payload', title: 'session id', payload },
      ],
      model: sid,
      payload,
      issuedAt: null,
      expiresAt: null,
    };
  },

  identity: sidIn,
  storeKey: (value) => {
    const sid = sidIn(value);
    return sid === null ? null : `sess_${sid}`;
  },
  storeCommand: (key) => `cat "$(php -r 'echo session_save_path() ?: sys_get_temp_dir();')"/${shellWord(key)}`,
  readStored: phpSessionPayload,
});
