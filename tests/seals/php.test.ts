/** PHP's frameworks read what was sealed here. */
import { casesOf, type IsRead } from './cases';
import { longest } from './edit';
import { proveSeals } from './prove';
import { phpJudge } from './runtimes';

const always: IsRead = () => true;

const formats: Readonly<Record<string, IsRead>> = { 'laravel-encrypted': always, 'symfony-remember-me': always };

const cases = await Promise.all(Object.entries(formats).map(async ([format, isRead]) => casesOf(format, { isRead, longInteger: longest.other })));
proveSeals('PHP', phpJudge(), cases.flat());
