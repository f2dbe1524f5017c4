/**
 * Sealed sessions whose secrets are printed in documentation, for `tests/rules/known-secret.test.ts`: iron-session 8.0.4, next-auth 4.24.15,
 * @auth/core 0.41.3 and h3 1.15.11. Prints one `name=value` a line: `node tests/tools/mint/known-secrets.mjs`, where these are installed.
 */
import { encode as encodeAuth } from '@auth/core/jwt';
import { createApp, eventHandler, toWebHandler, useSession } from 'h3';
import { sealData } from 'iron-session';
import { encode as encodeNextAuth } from 'next-auth/jwt';

const token = { sub: '42', name: 'Ada' };
const maxAge = 2_592_000;

const app = createApp();
app.use(eventHandler(async (event) => {
  const session = await useSession(event, { password: '80d42cfb-1cd2-462c-8f17-e3237d9027e9' });
  await session.update({ user: 42 });
  return '';
}));
const answer = await toWebHandler(app)(new Request('http://localhost/'));

console.log(`app=${await sealData({ user: 42 }, { password: 'complex_password_at_least_32_characters_long', ttl: 0 })}`);
console.log(`next-auth.session-token=${await encodeNextAuth({ token, secret: 'secret', maxAge })}`);
console.log(`authjs.session-token=${await encodeAuth({ token, secret: 'secret', salt: 'authjs.session-token', maxAge })}`);
console.log(answer.headers.get('set-cookie').split(';')[0]);
