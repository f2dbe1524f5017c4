/** "Prove it" on a verdict's card: what will be sent, the start, and what came of it. */
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { RotationVerdict } from '../../../src/index';
import { usePanel, usePanelState } from '../store/panel-context';
import { mayShowValues } from '../store/reveal';
import { planFor, proofKey, type Proof, type ProofPlan } from '../store/proofs';

const outcomeWords = { confirmed: 'Confirmed', refuted: 'Refuted', inconclusive: 'Not settled' } as const;

function Restored({ restored }: { readonly restored: Proof['outcome']['restored'] }) {
  if (restored === null) return null;
  return restored.whole ? (
    <p className="quiet">The jar is as it was before the test: <code>{restored.after.slice(0, 19)}…</code> before and after.</p>
  ) : (
    <p className="warning">The jar could not be put back as it was: {restored.differing.join(', ') || 'cookies were added'}. Log in again, or start the test once more to try again.</p>
  );
}

function Outcome({ proof }: { readonly proof: Proof }) {
  const { conclusion, problem, restored } = proof.outcome;
  return (
    <section aria-label="Proof" className={`proof proof-${conclusion?.outcome ?? 'inconclusive'}`}>
      {conclusion === null ? <p><strong>No result.</strong> {problem}</p> : <p><strong>{outcomeWords[conclusion.outcome]}.</strong> {conclusion.text}</p>}
      {conclusion !== null && <details><summary>What was asked and what came back</summary><ul>{conclusion.evidence.map((text) => <li key={text}>{text}</li>)}</ul></details>}
      <Restored restored={restored} />
    </section>
  );
}

function Announcement({ plan, url }: { readonly plan: ProofPlan; readonly url: string }) {
  const names = [...new Set(plan.earlier.map(({ name }) => name))].join(', ');
  const prefixed = plan.earlier.some(({ name }) => name.startsWith('__'));
  return (
    <>
      <p>This page will ask for <code>{url}</code> by GET, at most twice a second:</p>
      <ol>
        {plan.question === 'login' && <li>twice as it is, logged in;</li>}
        <li>twice without {names};</li>
        <li>once with made-up values of the same shape;</li>
        <li>once with {names} as {plan.earlier.length === 1 ? 'it was' : 'they were'} before the {plan.question}.</li>
      </ol>
      <p>Meanwhile these cookies are exchanged in the jar and nothing is recorded. Afterwards the jar is put back from a backup and compared by digest, also if the browser crashes in between.</p>
      {prefixed && <p>A cookie with a <code>__Host-</code> or <code>__Secure-</code> prefix cannot be planted from a sub-domain or over http: here the test shows whether a value that was seen before still works.</p>}
    </>
  );
}

/** An address that may be asked for; else what is wrong with it. */
function problemWith(url: string, page: string | null): string | null {
  if (!URL.canParse(url)) return 'That is no address.';
  return page !== null && URL.canParse(page) && new URL(url).origin === new URL(page).origin ? null : 'Only an address of the origin that the tab shows can be asked for.';
}

interface ProofDialogProps {
  readonly verdict: RotationVerdict;
  readonly plan: ProofPlan;
  readonly onClose: () => void;
}

function ProofDialog({ verdict, plan, onClose }: ProofDialogProps) {
  const { actions } = usePanel();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const page = usePanelState(({ facts }) => facts.url);
  const proof = usePanelState(({ proofs }) => proofs[proofKey(verdict)]);
  const step = usePanelState((state) => state.proofStep);
  const [url, setUrl] = useState(plan.url);
  const [started, setStarted] = useState(false);
  const problem = problemWith(url, page);
  useEffect(() => dialog.current?.showModal(), []);
  async function onSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setStarted(true);
    await actions.prove(verdict, { ...plan, url });
    setStarted(false);
  }
  return (
    <dialog ref={dialog} aria-labelledby={title} onClose={onClose} onCancel={(event) => started && event.preventDefault()}>
      <form onSubmit={(event) => void onSubmit(event)}>
        <h2 id={title}>Prove it: are the cookies from before the {plan.question} still worth something?</h2>
        <label className="stacked">Address, one that needs a login <input value={url} spellCheck={false} disabled={started} onChange={(event) => setUrl(event.target.value)} /></label>
        {problem === null ? <Announcement plan={plan} url={url} /> : <p className="warning">{problem}</p>}
        <output aria-live="polite">{started && step !== null && <><progress value={step.done} max={step.of} aria-label="Progress" /> Asking {step.what}</>}</output>
        {!started && proof !== undefined && <Outcome proof={proof} />}
        <p className="buttons">
          {started ? <button type="button" onClick={actions.stopProof}>Stop and put the jar back</button> : <button type="submit" className="primary" disabled={problem !== null}>{proof === undefined ? 'Start' : 'Start again'}</button>}{' '}
          <button type="button" disabled={started} onClick={() => dialog.current?.close()}>Close</button>
        </p>
      </form>
    </dialog>
  );
}

export function ProofView({ verdict }: { readonly verdict: RotationVerdict }) {
  const [isOpen, setOpen] = useState(false);
  const allowed = usePanelState(mayShowValues);
  const verdicts = usePanelState(({ report }) => report?.timeline.verdicts) ?? [];
  const traffic = usePanelState(({ facts }) => facts.traffic);
  const proof = usePanelState(({ proofs }) => proofs[proofKey(verdict)]);
  const sessions = verdicts.filter((other) => proofKey(other) === proofKey(verdict)).map(({ cookie }) => cookie);
  const plan = planFor(verdict, sessions, traffic);
  if (plan === null || !allowed) return null;
  return (
    <>
      {proof !== undefined && <Outcome proof={proof} />}
      <button type="button" onClick={() => setOpen(true)}>Prove it…</button>
      {isOpen && <ProofDialog verdict={verdict} plan={plan} onClose={() => setOpen(false)} />}
    </>
  );
}
