/** The details of the selected cookie. */
import { useState } from 'react';
import { cookieHeader, curlCommand, setCookieLine, type Finding } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { Menu } from '../parts/menu';
import { Tabs } from '../parts/tabs';
import { CookieFlags } from '../parts/cookie-flags';
import { Expiry } from '../parts/cookie-row';
import { familyOf } from '../store/cookie-edits';
import { usePanel, usePanelState } from '../store/panel-context';
import { ChecksView } from './checks-view';
import { DecodedView } from './decoded-view';
import { EditView } from './edit-view';
import { HistoryView } from './history-view';

type DetailTab = 'decoded' | 'checks' | 'history' | 'edit';

function CopyMenu({ cookie }: { readonly cookie: PanelCookie }) {
  const { services } = usePanel();
  const url = usePanelState(({ facts }) => facts.url) ?? '';
  const jar = usePanelState(({ facts }) => facts.jar) ?? [];
  const one = { name: cookie.cookie?.name ?? cookie.name, value: cookie.cookie?.value ?? cookie.decoded.value };
  // What a browser would send: chunks and signatures too.
  const family = cookie.cookie === null ? [one] : familyOf(cookie, jar);
  const forms: readonly (readonly [string, string | null])[] = [
    ['Value', one.value], ['Name=value', cookieHeader(family)], ['Set-Cookie line', cookie.cookie === null ? null : familyOf(cookie, jar).map(setCookieLine).join('\n')],
    ['curl', curlCommand(url, family)], ['Decoded JSON', cookie.decoded.payload?.text ?? null],
  ];
  return (
    <Menu title="Copy" label="Copy the cookie">
      {forms.map(([title, text]) => text !== null && <button key={title} type="button" onClick={() => void services.copy(text)}>{title}</button>)}
    </Menu>
  );
}

/** Where it lives and how it is set: what narrow tables fold. */
function Place({ cookie }: { readonly cookie: PanelCookie }) {
  const at = cookie.cookie;
  return (
    <>
      {at !== null && <code>{at.hostOnly ? '' : '.'}{at.domain}{at.path}</code>} <CookieFlags cookie={at} /> <Expiry cookie={at} />
      {cookie.companions.length > 0 && <span className="quiet"> with {cookie.companions.join(', ')}</span>}
    </>
  );
}

interface CookieDetailsProps {
  readonly cookie: PanelCookie;
  readonly findings: readonly Finding[];
  readonly masked: boolean;
}

export function CookieDetails({ cookie, findings, masked }: CookieDetailsProps) {
  const [tab, setTab] = useState<DetailTab>('decoded');
  const tabs = [
    { id: 'decoded', title: 'Decoded' }, { id: 'checks', title: 'Checks', count: findings.length }, { id: 'history', title: 'History' }, { id: 'edit', title: 'Edit' },
  ] as const;
  return (
    <section className="details" aria-label={`Details of ${cookie.name}`}>
      <header>
        <h2>{cookie.name === '' ? '(no name)' : cookie.name}</h2>
        <span className="place"><Place cookie={cookie} /></span>
        {!masked && <CopyMenu cookie={cookie} />}
      </header>
      <Tabs label="Details" tabs={tabs} current={tab} onChoose={setTab}>
        {tab === 'decoded' && <DecodedView cookie={cookie} masked={masked} />}
        {tab === 'checks' && <ChecksView cookie={cookie} findings={findings} />}
        {tab === 'history' && <HistoryView cookie={cookie} masked={masked} />}
        {tab === 'edit' && <EditView cookie={cookie} />}
      </Tabs>
    </section>
  );
}
