/** Node's frameworks read what was sealed here. */
import type { Vector } from '../tools/vectors';
import { casesOf, type IsRead } from './cases';
import { longest } from './edit';
import { proveSeals } from './prove';
import { nodeJudge } from './runtimes';

const always: IsRead = () => true;
const hasPrivateKey = ({ secrets }: Vector): boolean => secrets.some(({ value }) => value.includes('PRIVATE KEY') || value.includes('"d":'));

const formats: Readonly<Record<string, IsRead>> = {
  'express-session': always,
  'express-signed-cookie': always,
  'cookie-session': always,
  'hono-signed-cookie': always,
  // Sessions in several cookies came with iron-session 9.
  'iron-session': ({ cookies }) => cookies.length === 1,
  authjs: always,
  // A public key verifies and seals nothing.
  jwt: (vector, { algorithm }) => String(algorithm).startsWith('HS') || hasPrivateKey(vector),
};

const cases = await Promise.all(Object.entries(formats).map(async ([format, isRead]) => casesOf(format, { isRead, longInteger: longest.javascript })));
proveSeals('Node', nodeJudge(), cases.flat());
