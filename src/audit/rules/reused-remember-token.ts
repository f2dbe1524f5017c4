/** Finds sessions made anew from a remember-me cookie that stays good after its use. */
import { cookieNamed } from '../cookie-named';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'reused-remember-token',
    title: 'Remember-me token not replaced by its use',
    needs: ['timeline', 'cookies', 'lines', 'requests'],
    about: 'remembered',
    fix: [],
    references: ['ASVS 7.2.4', 'CWE-294'],
  },

  check({ timeline, cookies, lines, requests }) {
    const reused = timeline.restored.filter(({ isTokenReplaced }) => !isTokenReplaced);
    return reused.map(({ cookie, rememberedBy, isFresh, entryId }) => {
      const entry = requests.find(({ id }) => id === entryId);
      const request = entry === undefined ? null : `${entry.method} ${entry.url}`;
      const age = isFresh === false ? ` ${cookie} says of itself that it is not fresh: ask for the password before anything that must not happen without it.` : '';
      return {
        ...cookieNamed(rememberedBy, cookies, lines),
        ...both('info'),
        evidence: { text: `${cookie} was made from ${rememberedBy}, which stayed the same`, source: 'recording' as const, request },
        message: `${request ?? 'An answer'} made ${cookie} anew from ${rememberedBy}, which is no login, and did not replace the token: a copy of it logs in again and again until it expires.${age}`,
      };
    });
  },

  examples: {
    bad: [{"har":{"log":{"entries":[{"startedDateTime":"2026-01-01T10:00:00.200Z","time":30,"request":{"method":"POST","url":"https://app.example.com/login","headers":[{"name":"Accept","value":"text/html"}],"postData":{"mimeType":"application/x-www-form-urlencoded","text":"username=ana&password=x"}},"response":{"status":302,"headers":[{"name":"Set-Cookie","value":"session=eyJfdXNlcl9pZCI6IjQyIiwiX2ZyZXNoIjp0cnVlfQ.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly"},{"name":"Set-Cookie","value":"remember_token=alice|5f8a5f8a5f8a; Max-Age=604800; Path=/; HttpOnly"},{"name":"Location","value":"/home"}],"redirectURL":"/home","content":{"mimeType":"text/html","text":""}}},{"startedDateTime":"2026-01-01T10:00:00.430Z","time":30,"request":{"method":"GET","url":"https://app.example.com/home","headers":[{"name":"Accept","value":"text/html"},{"name":"Cookie","value":"session=eyJfdXNlcl9pZCI6IjQyIiwiX2ZyZXNoIjp0cnVlfQ.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; remember_token=alice|5f8a5f8a5f8a"}]},"response":{"status":200,"headers":[],"redirectURL":"","content":{"mimeType":"text/html","text":"<h1>page</h1>"}}},{"startedDateTime":"2026-01-01T10:00:05.660Z","time":30,"request":{"method":"GET","url":"https://app.example.com/home","headers":[{"name":"Accept","value":"text/html"},{"name":"Cookie","value":"remember_token=alice|5f8a5f8a5f8a"}]},"response":{"status":200,"headers":[{"name":"Set-Cookie","value":"session=eyJfdXNlcl9pZCI6IjQyIiwiX2ZyZXNoIjpmYWxzZX0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly"}],"redirectURL":"","content":{"mimeType":"text/html","text":"<h1>page</h1>"}}}]}}}],
    good: [{"har":{"log":{"entries":[{"startedDateTime":"2026-01-01T10:00:00.200Z","time":30,"request":{"method":"POST","url":"https://app.example.com/login","headers":[{"name":"Accept","value":"text/html"}],"postData":{"mimeType":"application/x-www-form-urlencoded","text":"username=ana&password=x"}},"response":{"status":302,"headers":[{"name":"Set-Cookie","value":"session=eyJfdXNlcl9pZCI6IjQyIiwiX2ZyZXNoIjp0cnVlfQ.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly"},{"name":"Set-Cookie","value":"remember_token=alice|5f8a5f8a5f8a; Max-Age=604800; Path=/; HttpOnly"},{"name":"Location","value":"/home"}],"redirectURL":"/home","content":{"mimeType":"text/html","text":""}}},{"startedDateTime":"2026-01-01T10:00:00.430Z","time":30,"request":{"method":"GET","url":"https://app.example.com/home","headers":[{"name":"Accept","value":"text/html"},{"name":"Cookie","value":"session=eyJfdXNlcl9pZCI6IjQyIiwiX2ZyZXNoIjp0cnVlfQ.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; remember_token=alice|5f8a5f8a5f8a"}]},"response":{"status":200,"headers":[],"redirectURL":"","content":{"mimeType":"text/html","text":"<h1>page</h1>"}}},{"startedDateTime":"2026-01-01T10:00:05.660Z","time":30,"request":{"method":"GET","url":"https://app.example.com/home","headers":[{"name":"Accept","value":"text/html"},{"name":"Cookie","value":"remember_token=alice|5f8a5f8a5f8a"}]},"response":{"status":200,"headers":[{"name":"Set-Cookie","value":"session=eyJfdXNlcl9pZCI6IjQyIiwiX2ZyZXNoIjpmYWxzZX0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; HttpOnly"},{"name":"Set-Cookie","value":"remember_token=alice|77aa77aa77aa; Max-Age=604800; Path=/; HttpOnly"}],"redirectURL":"","content":{"mimeType":"text/html","text":"<h1>page</h1>"}}}]}}}],
  },
});
