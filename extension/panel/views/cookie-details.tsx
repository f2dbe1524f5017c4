/** The details of the selected cookie. */
import { useState } from 'react';
import { cookieHeader, curlCommand, setCookieLine, type Finding } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { FindingCard } from '../parts/finding-card';
import { Tabs } from '../parts/tabs';
import { usePanel, usePanelState } from '../store/panel-context';
import { mayShowValues } from '../store/panel-store';
import { DecodedView } from './decoded-view';
import { EditView } from './edit-view';
import { HistoryView } from './history-view';

type DetailTab = 'decoded' | 'checks' | 'history' | 'edit';

function CopyMenu({ cookie }: { readonly cookie: PanelCookie }) {
  const { services } = usePanel();
  const url = usePanelState(({ facts }) => facts.url) ?? '';
  const one = { name: cookie.cookie?.name ?? cookie.name, value: cookie.cookie?.value ?? cookie.decoded.value };
  const forms: readonly (readonly [string, string | null])[] = [
    ['Value', one.value], ['Name=value', cookieHeader([one])], ['Set-Cookie line', cookie.cookie === null ? null : setCookieLine(cookie.cookie)],
    ['curl', curlCommand(url, [one])], ['Decoded JSON', cookie.decoded.payload?.text ?? null],
  ];
  return (
    <details className="menu">
      <summary>Copy</summary>
      {forms.map(([title, text]) => text !== null && <button key={title} type="button" onClick={() => void services.copy(text)}>{title}</button>)}
    </details>
  );
}

export function CookieDetails({ cookie, findings }: { readonly cookie: PanelCookie; readonly findings: readonly Finding[] }) {
  const [tab, setTab] = useState<DetailTab>('decoded');
  const masked = !usePanelState(mayShowValues);
  const tabs = [
    { id: 'decoded', title: 'Decoded' }, { id: 'checks', title: 'Checks', count: findings.length }, { id: 'history', title: 'History' }, { id: 'edit', title: 'Edit' },
  ] as const;
  return (
    <section className="details" aria-label={`Details of ${cookie.name}`}>
      <header><h2>{cookie.name}</h2>{!masked && <CopyMenu cookie={cookie} />}</header>
      <Tabs label="Details" tabs={tabs} current={tab} onChoose={setTab}>
        {tab === 'decoded' && <DecodedView cookie={cookie} masked={masked} />}
        {tab === 'checks' && (findings.length === 0 ? <p className="quiet">No finding.</p> : findings.map((finding) => <FindingCard key={finding.rule} finding={finding} />))}
        {tab === 'history' && <HistoryView name={cookie.name} masked={masked} />}
        {tab === 'edit' && <EditView key={cookie.id} cookie={cookie} masked={masked} />}
      </Tabs>
    </section>
  );
}
