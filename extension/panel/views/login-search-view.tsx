/** Beside a cookie's role: "Which cookie is my login?", the search that asks the server instead of guessing by names. */
import { useState } from 'react';
import { isLoginRole, originOf } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { AddressField, Asking, JarNote, problemWith, TestDialog, TestOutcome, type OutcomeWords } from '../parts/test-dialog';
import { familiesOf, loginNames } from '../store/login-search';
import { usePanel, usePanelState } from '../store/panel-context';
import { mayShowValues } from '../store/reveal';

const outcomeWords: OutcomeWords = {
  confirmed: { word: 'Found', mood: 'good' }, refuted: { word: 'Not found', mood: 'open' }, inconclusive: { word: 'Not settled', mood: 'open' },
};

function useFound(): ReadonlySet<string> {
  const search = usePanelState((state) => state.loginSearch);
  const page = usePanelState(({ facts }) => facts.url) ?? '';
  return loginNames(search, originOf(page));
}

/** Cookies that carry the login and are not taken for it: the way to say so, remembered for this site. */
function RoleOffers() {
  const { actions } = usePanel();
  const found = useFound();
  const cookies = usePanelState(({ report }) => report?.cookies) ?? [];
  const wrong = cookies.filter(({ cookie, role }) => cookie !== null && found.has(cookie.name) && !isLoginRole(role));
  return wrong.map(({ id, name, role }) => (
    <p key={id}>{name} is taken for {role}. <button type="button" onClick={() => actions.setRole(name, 'session')}>Take it for the session</button></p>
  ));
}

/** Nothing can be left out of one: the controls, and the two last checks. */
function AskedForOne({ name }: { readonly name: string }) {
  return <><li>twice with {name}, and twice with none;</li><li>twice with {name} again.</li></>;
}

function AskedForMany({ names }: { readonly names: readonly string[] }) {
  return (
    <>
      <li>twice with all {names.length} cookies, and twice with none;</li>
      <li>with fewer and fewer of {names.join(', ')}, until no further one can be left out;</li>
      <li>with the others alone, and with all of them again.</li>
    </>
  );
}

function Announcement({ url }: { readonly url: string }) {
  const families = familiesOf(usePanelState(({ report }) => report?.cookies) ?? []);
  return (
    <>
      <Asking url={url} />
      <ol>{families.length === 1 ? <AskedForOne name={families[0]?.[0] ?? ''} /> : <AskedForMany names={families.map(([name]) => name ?? '')} />}</ol>
      <JarNote>the rest is taken out of the jar</JarNote>
      <p>A server may replace a remember-me token, or a session id that changes with each request, when it sees it: then you have to log in again.</p>
    </>
  );
}

function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const { actions } = usePanel();
  const page = usePanelState(({ facts }) => facts.url);
  const search = usePanelState((state) => state.loginSearch);
  const [url, setUrl] = useState(page ?? '');
  const problem = problemWith(url, page);
  const isDone = search !== null && page !== null && search.origin === originOf(page);
  return (
    <TestDialog title="Which cookie is my login?" isReady={problem === null} isDone={isDone} onStart={() => actions.findLogin(url)} onClose={onClose}
      outcome={isDone && <><TestOutcome outcome={search.outcome} words={outcomeWords} /><RoleOffers /></>}>
      {(started) => (
        <>
          <AddressField title="Address, one that needs a login" url={url} disabled={started} onChange={setUrl} />
          {problem === null ? <Announcement url={url} /> : <p className="warning">{problem}</p>}
        </>
      )}
    </TestDialog>
  );
}

export function LoginSearchView({ cookie }: { readonly cookie: PanelCookie }) {
  const [isOpen, setOpen] = useState(false);
  const allowed = usePanelState(mayShowValues);
  const found = useFound();
  if (cookie.cookie === null || !allowed) return null;
  return (
    <div className="role">
      {found.has(cookie.cookie.name) && <p>A test has shown that it carries the login.</p>}
      <button type="button" onClick={() => setOpen(true)}>Which cookie is my login?…</button>
      {isOpen && <SearchDialog onClose={() => setOpen(false)} />}
    </div>
  );
}
