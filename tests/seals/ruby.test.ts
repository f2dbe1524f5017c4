/** Ruby's frameworks read what was sealed here. */
import { casesOf, type IsRead } from './cases';
import { longest } from './edit';
import { proveSeals } from './prove';
import { rubyJudge } from './runtimes';

const always: IsRead = () => true;
/** MessagePack came with Rails 7.1, and a message with a purpose of its own is none of the cookie jar's. */
const ofTheCookieJar: IsRead = (_vector, { serializer, metadata }) => !String(serializer).includes('MessagePack') && !/purpose (?!cookie\.)/.test(String(metadata));

const formats: Readonly<Record<string, IsRead>> = {
  'rails-encrypted': ofTheCookieJar,
  'rails-signed': ofTheCookieJar,
  'rack-session-hmac': always,
  'rack-session-encrypted': always,
  'sinatra-encrypted': always,
};

const cases = await Promise.all(Object.entries(formats).map(async ([format, isRead]) => casesOf(format, { isRead, longInteger: longest.other })));
proveSeals('Ruby', rubyJudge(), cases.flat());
