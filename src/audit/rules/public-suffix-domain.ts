/** Finds lines for a domain under which anybody can register. */
import { hostOf, isPublicSuffix } from '../../cookie/match';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'public-suffix-domain',
    title: 'Domain is a public suffix: dropped by the browser',
    needs: ['lines'],
    about: 'line',
    fix: ['name'],
    references: ['draft-ietf-httpbis-layered-cookies (Store a Cookie, step 5)'],
  },

  check({ lines }) {
    return lines.flatMap((cookie) => {
      const domain = cookie.parsed?.domain ?? null;
      if (domain === null || domain === hostOf(cookie.url) || !isPublicSuffix(domain)) return [];
      return [{ cookie, ...both('high'), message: `Browsers drop this line: ${domain} is a public suffix, shared by strangers.` }];
    });
  },

  examples: {
    bad: [{ url: 'https://app.example.co.uk/', setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Domain=co.uk; Path=/; Secure'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { url: 'https://github.io/', setCookie: ['a=1; Domain=github.io'] }],
  },
});
