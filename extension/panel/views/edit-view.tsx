/** The selected cookie as a form: its payload or raw value, and its attributes; what is typed is never lost to a change of the cookie. */
import { useState, type FormEvent } from 'react';
import { cookieKey, type Cookie } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { draftFrom, type CookieDraft, type EditedContent } from '../store/cookie-draft';
import { familyOf } from '../store/cookie-edits';
import { usePanel, usePanelState } from '../store/panel-context';
import { mayShowValues } from '../store/reveal';
import { AttributeFields } from './attribute-fields';
import { useDraftCheck } from './draft-check';

function contentOf({ decoded, companions }: PanelCookie): EditedContent {
  if (decoded.canReseal) return 'payload';
  return companions.some((name) => !name.endsWith('.sig')) ? 'none' : 'value';
}

function contentText({ decoded, cookie }: PanelCookie, content: EditedContent): string {
  return content === 'payload' ? (decoded.payload?.text ?? '') : content === 'value' ? (cookie?.value ?? '') : '';
}

const explanations: Readonly<Record<EditedContent, string>> = {
  payload: 'Sealed again with the key that verified it.',
  value: 'Written as it stands: no signature is renewed.',
  none: 'The value is spread over several cookies and no key has verified it, so only the attributes can be edited.',
};

function whyRaw({ decoded }: PanelCookie): string | null {
  if (decoded.canReseal || decoded.payload === null) return null;
  return decoded.status === 'verified' ? 'This format cannot be sealed again, so its raw value is edited.' : 'To edit the payload, paste the key that verifies it: without it only the raw value can be written.';
}

interface ContentFieldProps {
  readonly cookie: PanelCookie;
  readonly draft: CookieDraft;
  readonly hasProblem: boolean;
  readonly onChange: (change: Partial<CookieDraft>) => void;
}

function ContentField({ cookie, draft, hasProblem, onChange }: ContentFieldProps) {
  const why = whyRaw(cookie);
  const offersBoth = cookie.decoded.canReseal && cookie.companions.length === 0;
  const choose = (content: EditedContent): void => onChange({ content, text: contentText(cookie, content) });
  return (
    <>
      {offersBoth && <p><label>Edit <select value={draft.content} onChange={(event) => choose(event.target.value === 'value' ? 'value' : 'payload')}><option value="payload">the payload</option><option value="value">the raw value</option></select></label></p>}
      {draft.content !== 'none' && (
        <label className="stacked">{draft.content === 'payload' ? 'Payload' : 'Value'}
          <textarea rows={draft.content === 'payload' ? 10 : 4} spellCheck={false} autoComplete="off" aria-invalid={hasProblem} value={draft.text} onChange={(event) => onChange({ text: event.target.value })} />
        </label>
      )}
      <p className="quiet">{explanations[draft.content]}{why !== null && ` ${why}`}</p>
    </>
  );
}

interface FormProps {
  readonly cookie: PanelCookie;
  readonly stored: Cookie;
}

function sameDraft(a: CookieDraft, b: CookieDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function EditForm({ cookie, stored }: FormProps) {
  const { actions, services } = usePanel();
  const jar = usePanelState(({ facts }) => facts.jar) ?? [];
  const fresh = (): CookieDraft => draftFrom(stored, contentOf(cookie), contentText(cookie, contentOf(cookie)), services.now());
  const [base, setBase] = useState(fresh);
  const [draft, setDraft] = useState(base);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const live = JSON.stringify([stored, cookie.decoded.canReseal]);
  const [seen, setSeen] = useState(live);
  const untouched = sameDraft(draft, base);
  const changedMeanwhile = live !== seen;
  function takeLive(): void {
    const next = fresh();
    setBase(next);
    setDraft(next);
    setSeen(live);
  }
  if (changedMeanwhile && untouched) takeLive();
  const { problems, size } = useDraftCheck(cookie.id, familyOf(cookie, jar), draft);
  const change = (part: Partial<CookieDraft>): void => setDraft((before) => ({ ...before, ...part }));
  async function onSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const outcome = await actions.saveDraft(cookie.id, draft);
    setBusy(false);
    // From here on the jar's own form counts: the draft has become it.
    if (outcome.ok) setBase(draft);
    setSaid(outcome.ok ? `Written to the jar and read back. ${outcome.note ?? ''}` : outcome.problem);
  }
  return (
    <form className="edit" onSubmit={(event) => void onSubmit(event)}>
      {changedMeanwhile && !untouched && !busy && <output className="stacked hint">The cookie has changed in the browser meanwhile. Your text is kept. <button type="button" onClick={takeLive}>Take the new one instead</button></output>}
      <ContentField cookie={cookie} draft={draft} hasProblem={problems.length > 0} onChange={change} />
      <AttributeFields draft={draft} onChange={change} />
      <output className="stacked problems" aria-live="polite">
        {problems.map((problem) => <span key={problem} className="problem">{problem}</span>)}
        {problems.length === 0 && size !== null && <span className="quiet">{size}</span>}
      </output>
      <p className="buttons">
        <button type="submit" className="primary" disabled={busy || untouched || problems.length > 0}>{draft.content === 'payload' ? 'Seal and save' : 'Save'}</button>{' '}
        <button type="button" disabled={busy || untouched} onClick={takeLive}>Discard</button>{' '}
        <button type="button" className="danger" disabled={busy} onClick={() => void actions.deleteCookie(cookie.id).then((outcome) => setSaid(outcome.ok ? null : outcome.problem))}>Delete cookie</button>
      </p>
      <output className="stacked">{said}</output>
    </form>
  );
}

export function EditView({ cookie }: { readonly cookie: PanelCookie }) {
  const { actions } = usePanel();
  const allowed = usePanelState(mayShowValues);
  if (cookie.cookie === null) return <p>Only headers showed this cookie: it is not in the jar.</p>;
  if (!allowed) return <p>This is not a development host. Edits here change a real session. <button type="button" onClick={actions.unlock}>Unlock the site</button></p>;
  return <EditForm key={cookieKey(cookie.cookie)} cookie={cookie} stored={cookie.cookie} />;
}
