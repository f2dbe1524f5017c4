/** The filter line of the cookie table: words, and `is:`, `has:`, `domain:`, each turned around by a leading `-`. */
import type { PanelCookie } from '../analysis/panel-report';

type Test = (cookie: PanelCookie, findings: number) => boolean;

function testFor(term: string): Test {
  const [, kind, given = ''] = /^(is|has|domain):(.*)$/.exec(term) ?? [];
  if (kind === 'is') return ({ role, decoded }) => role === given || decoded.status === given;
  if (kind === 'has') return ({ decoded }, findings) => (given === 'finding' ? findings > 0 : given === 'payload' && decoded.payload !== null);
  if (kind === 'domain') return ({ cookie }) => cookie?.domain.includes(given) ?? false;
  return ({ name, role, decoded }) => [name, role, decoded.meta?.title ?? '', decoded.payload?.text ?? ''].some((text) => text.toLowerCase().includes(term));
}

/** A cookie passes when every term holds; an empty filter lets all pass. */
export function filterFrom(text: string): Test {
  const terms = text.toLowerCase().split(/\s+/).filter((term) => term !== '' && term !== '-');
  const tests = terms.map((term): Test => {
    if (!term.startsWith('-')) return testFor(term);
    const inner = testFor(term.slice(1));
    return (cookie, findings) => !inner(cookie, findings);
  });
  return (cookie, findings) => tests.every((test) => test(cookie, findings));
}
