/** Finds secrets in a payload that the browser holds. */
import { payloadFields, payloadOf, type PayloadField } from '../payload-fields';
import { loginCookies } from '../facts';
import { both } from '../weight';
import { defineRule } from '../define';

const names = /^(?:password|passwd|pwd|api_?key|client_?secret|private_?key|secret_?key|access_?token|refresh_?token)$/i;

/** Secrets that tell themselves by their form: AWS, GitHub, Slack, Stripe, Google, private keys. */
const forms = /^(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|xox[abprs]-[A-Za-z0-9-]{10,}|[sr]k_live_[A-Za-z0-9]{16,}|AIza[\w-]{35})$|^-----BEGIN [A-Z ]*PRIVATE KEY/;

function isSecret({ name, value }: PayloadField): boolean {
  return typeof value === 'string' && ((names.test(name) && value.length >= 4) || forms.test(value));
}

export default defineRule({
  meta: {
    id: 'exposed-secret',
    title: 'Secret in the cookie',
    needs: ['cookies'],
    about: 'login-payload',
    fix: [],
    references: ['ASVS 14.3.3', 'CWE-522', 'CWE-315'],
  },

  check({ cookies }) {
    return loginCookies(cookies).flatMap((cookie) => {
      const payload = payloadOf(cookie);
      const names = payload === null ? [] : payloadFields(payload.value).filter(isSecret).map(({ name }) => name);
      if (payload === null || names.length === 0) return [];
      const who = payload.isEncrypted ? 'Only the server can read it, but it is present.' : 'Anybody with the cookie can read it.';
      return [{ cookie, ...both(payload.isEncrypted ? 'medium' : 'high'), confidence: 'likely' as const, message: `${cookie.name} holds a secret in ${[...new Set(names)].slice(0, 5).join(', ')}. ${who}` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJhY2Nlc3NfdG9rZW4iOiJ5YTI5LmEwQWZINlNNQnh4OVExIn0.aVWq8A.nvBt2XIWUqVtkZrQO-ZwBjP0fbY; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['session=eyJjc3JmX3Rva2VuIjoiMDEyMzQ1Njc4OWFiY2RlZjAxMjMiLCJfYXV0aF91c2VyX2hhc2giOiIwMTIzNDU2Nzg5YWJjZGVmIn0.aVWq8A.7sdOUmPJQS_5au8AAnluj757x9Y; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }],
  },
});
