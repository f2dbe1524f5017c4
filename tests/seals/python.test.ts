/** Python's frameworks read what was sealed here. */
import { casesOf, type IsRead } from './cases';
import { longest } from './edit';
import { proveSeals } from './prove';
import { pythonJudge } from './runtimes';

const always: IsRead = () => true;
const ofThisDjango: IsRead = ({ version }) => version.startsWith('5.2');
/** Before itsdangerous 1.0 timestamps counted from 2011. */
const ofThisEpoch: IsRead = ({ id, version }) => version !== '0.24' && !id.includes('itsdangerous0.24');

const formats: Readonly<Record<string, IsRead>> = {
  flask: ofThisEpoch,
  'flask-session': always,
  'flask-login-remember': always,
  'flask-wtf-csrf': always,
  itsdangerous: ofThisEpoch,
  'django-signed-session': ofThisDjango,
  'django-signed-cookie': ofThisDjango,
  'django-messages': ofThisDjango,
  'django-signing': ofThisDjango,
  starlette: always,
  'tornado-signed-cookie': always,
  'bottle-signed-cookie': always,
  // Pyramid 2 has no unencrypted session, whose signature is without a salt.
  'pyramid-session': (_vector, facts) => 'salt' in facts,
  'webob-signed': always,
  'auth-tkt': always,
  'beaker-sid': always,
  'beaker-cookie': always,
  'aiohttp-session-fernet': always,
  'aiohttp-session-nacl': always,
  litestar: always,
};

const cases = await Promise.all(Object.entries(formats).map(async ([format, isRead]) => casesOf(format, { isRead, longInteger: longest.other })));
proveSeals('Python', pythonJudge(), cases.flat());
