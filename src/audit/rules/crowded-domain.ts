/** Finds domains with more cookies than browsers must keep. */
import { domainMatches, siteOf } from '../../cookie/match';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'crowded-domain',
    title: 'More than 50 cookies on one domain',
    needs: ['jar', 'page'],
    about: 'page',
    fix: [],
    references: ['draft-ietf-httpbis-rfc6265bis 6.1'],
  },

  check({ jar, page }) {
    const site = siteOf(page.host);
    const count = jar.filter(({ domain }) => domainMatches(domain, site)).length;
    if (count <= 50) return [];
    return [{ ...both('low'), message: `${count} cookies on ${site}: browsers must keep only 50, and throw the oldest away.` }];
  },

  examples: {
    bad: [{ cookies: Array.from({ length: 51 }, (_none, i) => ({ name: `c${i}`, value: '1', secure: true, httpOnly: true })) }],
    good: [{ cookies: Array.from({ length: 50 }, (_none, i) => ({ name: `c${i}`, value: '1', secure: true, httpOnly: true })) }],
  },
});
