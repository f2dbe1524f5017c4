/** What all tests with other cookies in the jar share on the screen: the dialog that says what will be sent, its progress, and what came of it. */
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { isPlantable, originOf, type Conclusion, type ProofOutcome } from '../../../src/index';
import type { JarTestOutcome } from '../inspected-tab';
import { usePanel, usePanelState } from '../store/panel-context';

function Restored({ restored }: Pick<JarTestOutcome, 'restored'>) {
  if (restored === null) return null;
  return restored.whole ? (
    <p className="quiet">The jar is as it was before the test: <code>{restored.after.slice(0, 19)}…</code> before and after.</p>
  ) : (
    <p className="warning">The jar could not be put back as it was: {restored.differing.join(', ') || 'cookies were added'}. Log in again, or start the test once more to try again.</p>
  );
}

/** What an outcome is called in a test, and whether it is good news there. */
export type OutcomeWords = Readonly<Record<ProofOutcome, { readonly word: string; readonly mood: 'good' | 'bad' | 'open' }>>;

interface TestOutcomeProps {
  readonly outcome: JarTestOutcome<Conclusion>;
  readonly words: OutcomeWords;
}

export function TestOutcome({ outcome: { conclusion, problem, restored }, words }: TestOutcomeProps) {
  const said = words[conclusion?.outcome ?? 'inconclusive'];
  return (
    <section aria-label="Proof" className={`proof proof-${said.mood}`}>
      {conclusion === null ? <p><strong>No result.</strong> {problem}</p> : <p><strong>{said.word}.</strong> {conclusion.text}</p>}
      {conclusion !== null && <details><summary>What was asked and what came back</summary><ul>{conclusion.evidence.map((text) => <li key={text}>{text}</li>)}</ul></details>}
      <Restored restored={restored} />
    </section>
  );
}

/** What is wrong with an address; null where it may be asked for. */
export function problemWith(url: string, page: string | null): string | null {
  if (!URL.canParse(url)) return 'That is no address.';
  return page !== null && originOf(url) === originOf(page) ? null : 'Only an address of the origin that the tab shows can be asked for.';
}

interface AddressFieldProps {
  readonly title: string;
  readonly url: string;
  readonly placeholder?: string;
  readonly disabled: boolean;
  readonly onChange: (url: string) => void;
}

export function AddressField({ title, url, placeholder, disabled, onChange }: AddressFieldProps) {
  return <label className="stacked">{title} <input value={url} spellCheck={false} placeholder={placeholder} disabled={disabled} onChange={(event) => onChange(event.target.value)} /></label>;
}

export function Asking({ url }: { readonly url: string }) {
  return <p>This page will ask for <code>{url}</code> by GET, at most twice a second:</p>;
}

/** What becomes of the jar; `children` say what is done to it meanwhile. */
export function JarNote({ children, further }: { readonly children: ReactNode; readonly further?: string }) {
  return <p>Meanwhile {children} and nothing is recorded. Afterwards the jar is put back from a backup and compared by digest, also if the browser crashes in between.{further !== undefined && ` ${further}`}</p>;
}

/** Nothing where all of the cookies can be planted; `shows` says what the test is worth for those that cannot. */
export function PrefixNote({ cookies, shows }: { readonly cookies: readonly string[]; readonly shows: string }) {
  if (cookies.every((name) => isPlantable(name))) return null;
  return <p>A cookie with a <code>__Host-</code> or <code>__Secure-</code> prefix cannot be planted from a sub-domain or over http: here the test {shows}</p>;
}

interface TestDialogProps {
  readonly title: string;
  /** False: what was entered cannot be sent. */
  readonly isReady: boolean;
  readonly isDone: boolean;
  readonly onStart: () => Promise<void>;
  readonly onClose: () => void;
  readonly outcome: ReactNode;
  /** The fields, and what will be sent. */
  readonly children: (started: boolean) => ReactNode;
}

export function TestDialog({ title, isReady, isDone, onStart, onClose, outcome, children }: TestDialogProps) {
  const { actions } = usePanel();
  const dialog = useRef<HTMLDialogElement>(null);
  const buttons = useRef<HTMLParagraphElement>(null);
  const titleId = useId();
  const step = usePanelState((state) => state.proofStep);
  const [started, setStarted] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  /** In a narrow panel the progress and the outcome stand below what will be sent. */
  function showEnd(): void {
    requestAnimationFrame(() => buttons.current?.scrollIntoView({ block: 'end' }));
  }
  async function onSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setStarted(true);
    showEnd();
    await onStart();
    setStarted(false);
    showEnd();
  }
  return (
    <dialog ref={dialog} aria-labelledby={titleId} onClose={onClose} onCancel={(event) => started && event.preventDefault()}>
      <form onSubmit={(event) => void onSubmit(event)}>
        <h2 id={titleId}>{title}</h2>
        {children(started)}
        <output aria-live="polite">{started && step !== null && <><progress value={step.done} max={step.of} aria-label="Progress" /> Asking {step.what}</>}</output>
        {!started && outcome}
        <p className="buttons" ref={buttons}>
          {started ? <button type="button" onClick={actions.stopProof}>Stop and put the jar back</button> : <button type="submit" className="primary" disabled={!isReady}>{isDone ? 'Start again' : 'Start'}</button>}{' '}
          <button type="button" disabled={started} onClick={() => dialog.current?.close()}>Close</button>
        </p>
      </form>
    </dialog>
  );
}
