/** Finds https sites that do not insist on https. */
import { hostOf } from '../../cookie/match';
import { requestText } from '../evidence';
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'missing-hsts',
    title: 'Strict-Transport-Security is missing',
    needs: ['traffic', 'page'],
    about: 'page',
    fix: ['secure'],
    references: ['ASVS 3.4.1'],
  },

  check({ traffic, page }) {
    if (!page.isHttps || page.isDev) return 'not-applicable';
    const pages = traffic.filter(({ url, kind }) => kind === 'document' && /^https:/i.test(url) && hostOf(url) === page.host);
    if (pages.length === 0 || pages.some(({ responseHeaders }) => responseHeaders.some(({ name }) => name === 'strict-transport-security'))) return [];
    return [{ ...both('low'), evidence: { text: 'no Strict-Transport-Security header', source: 'response' as const, request: pages[0] === undefined ? null : requestText(pages[0]) }, message: `No page of ${page.host} sent Strict-Transport-Security: a first visit can be led over plain http.` }];
  },

  examples: {
    bad: [{ url: 'https://app.example.com/', har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
    good: [{ url: 'https://app.example.com/', har: { log: { entries: [{ startedDateTime: '2026-01-01T00:00:01.000Z', time: 12, request: { method: 'GET', url: 'https://app.example.com/', headers: [], cookies: [] }, response: { status: 200, headers: [{ name: 'Strict-Transport-Security', value: 'max-age=31536000' }], cookies: [], content: { size: 0, mimeType: 'text/html', text: '' }, redirectURL: '' } }] } } }],
  },
});
