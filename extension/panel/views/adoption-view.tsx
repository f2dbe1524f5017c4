/** Among the checks of a session cookie: the test whether the server adopts an id that it never issued. */
import { useState } from 'react';
import { originOf } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import type { PlantedId } from '../inspected-tab';
import { AddressField, Asking, JarNote, PrefixNote, problemWith, TestDialog, TestOutcome, type OutcomeWords } from '../parts/test-dialog';
import { madeUpFrom, type AdoptionPlan } from '../store/adoption';
import { usePanel, usePanelState } from '../store/panel-context';
import { mayShowValues } from '../store/reveal';

const outcomeWords: OutcomeWords = {
  confirmed: { word: 'Adopted', mood: 'bad' }, refuted: { word: 'Not adopted', mood: 'good' }, inconclusive: { word: 'Not settled', mood: 'open' },
};

function Planted({ title, planted }: { readonly title: string; readonly planted: PlantedId }) {
  return <><dt>{title}</dt><dd>{planted.cookies.map(({ name, value }) => <code key={name}>{name}={value}</code>)}</dd></>;
}

interface AnnouncementProps {
  readonly plan: AdoptionPlan;
  readonly url: string;
  readonly storingUrl: string | null;
}

function Announcement({ plan: { cookie, first, second, withheld }, url, storingUrl }: AnnouncementProps) {
  return (
    <>
      <Asking url={url} />
      <ol>
        {storingUrl !== null && <li>once with the first id, and then once for <code>{storingUrl}</code> with it;</li>}
        <li>three times with each of the two ids, by turns. The test ends at once where the server puts an id of its own there.</li>
      </ol>
      <dl className="planted"><Planted title="First id" planted={first} /><Planted title="Second id" planted={second} /></dl>
      <JarNote further="A server that adopts the ids keeps two sessions without a user until they expire.">
        they stand in the jar in the place of {cookie}{withheld.length > 0 && <>, {withheld.join(', ')} {withheld.length === 1 ? 'is' : 'are'} taken out</>},
      </JarNote>
      <PrefixNote cookies={[cookie]} shows="shows only whether the server is strict by itself." />
    </>
  );
}

function absolute(text: string, page: string | null): string {
  return page !== null && URL.canParse(text, page) ? new URL(text, page).href : text;
}

interface AdoptionDialogProps {
  readonly cookie: PanelCookie;
  readonly plan: AdoptionPlan;
  readonly onClose: () => void;
}

function AdoptionDialog({ cookie, plan, onClose }: AdoptionDialogProps) {
  const { actions } = usePanel();
  const page = usePanelState(({ facts }) => facts.url);
  const adoption = usePanelState(({ adoptions }) => adoptions[plan.key]);
  const [typedUrl, setUrl] = useState(page ?? '');
  const [typedStoring, setStoring] = useState('');
  const url = absolute(typedUrl, page);
  const storingUrl = typedStoring.trim() === '' ? null : absolute(typedStoring.trim(), page);
  const problem = problemWith(url, page) ?? (storingUrl === null ? null : problemWith(storingUrl, page));
  return (
    <TestDialog title={`Does the server adopt an id in ${cookie.name} that it never issued?`} isReady={problem === null} isDone={adoption !== undefined}
      onStart={() => actions.proveAdoption(plan, { url, storingUrl })} onClose={onClose} outcome={adoption !== undefined && <TestOutcome outcome={adoption.outcome} words={outcomeWords} />}>
      {(started) => (
        <>
          <AddressField title="Address, one that uses the session" url={typedUrl} disabled={started} onChange={setUrl} />
          <AddressField title="Optional: address that stores something in the session which the page above shows" url={typedStoring} placeholder="/cart/add?item=1" disabled={started} onChange={setStoring} />
          {problem === null ? <Announcement plan={plan} url={url} storingUrl={storingUrl} /> : <p className="warning">{problem}</p>}
        </>
      )}
    </TestDialog>
  );
}

function Start({ cookie }: { readonly cookie: PanelCookie }) {
  const { actions } = usePanel();
  const [plan, setPlan] = useState<AdoptionPlan | string | null>(null);
  return (
    <>
      {typeof plan === 'string' && <p className="warning">Not possible: {plan}</p>}
      <button type="button" onClick={() => void actions.planAdoption(cookie.id).then(setPlan)}>Test with made-up ids…</button>
      {plan !== null && typeof plan !== 'string' && <AdoptionDialog cookie={cookie} plan={plan} onClose={() => setPlan(null)} />}
    </>
  );
}

export function AdoptionView({ cookie }: { readonly cookie: PanelCookie }) {
  const allowed = usePanelState(mayShowValues);
  const known = usePanelState(({ adoptions }) => (cookie.key === null ? undefined : adoptions[cookie.key]));
  const page = usePanelState(({ facts }) => facts.url) ?? '';
  // Ports share cookies, and not servers.
  const adoption = known?.origin === originOf(page) ? known : undefined;
  const checked = madeUpFrom(cookie);
  if (checked === null || !allowed) return null;
  return (
    <section aria-label="Test of adoption" className="test">
      <h3>Does the server adopt an id that it never issued?</h3>
      {adoption !== undefined && <TestOutcome outcome={adoption.outcome} words={outcomeWords} />}
      {'why' in checked ? <p className="quiet">Cannot be tested: {checked.why}</p> : <Start key={cookie.id} cookie={cookie} />}
    </section>
  );
}
