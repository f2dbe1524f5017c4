/** "Prove it" on a verdict's card: what will be sent, the start, and what came of it. */
import { useState } from 'react';
import type { RotationVerdict } from '../../../src/index';
import { usePanel, usePanelState } from '../store/panel-context';
import { problemWith, TestDialog, TestOutcome, type OutcomeWords } from '../parts/test-dialog';
import { mayShowValues } from '../store/reveal';
import { planFor, proofKey, type ProofPlan } from '../store/proofs';

const outcomeWords: OutcomeWords = {
  confirmed: { word: 'Confirmed', mood: 'bad' }, refuted: { word: 'Refuted', mood: 'good' }, inconclusive: { word: 'Not settled', mood: 'open' },
};

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

interface ProofDialogProps {
  readonly verdict: RotationVerdict;
  readonly plan: ProofPlan;
  readonly onClose: () => void;
}

function ProofDialog({ verdict, plan, onClose }: ProofDialogProps) {
  const { actions } = usePanel();
  const page = usePanelState(({ facts }) => facts.url);
  const proof = usePanelState(({ proofs }) => proofs[proofKey(verdict)]);
  const [url, setUrl] = useState(plan.url);
  const problem = problemWith(url, page);
  return (
    <TestDialog title={`Prove it: are the cookies from before the ${plan.question} still worth something?`} isReady={problem === null} isDone={proof !== undefined}
      onStart={() => actions.prove(verdict, { ...plan, url })} onClose={onClose} outcome={proof !== undefined && <TestOutcome outcome={proof.outcome} words={outcomeWords} />}>
      {(started) => (
        <>
          <label className="stacked">Address, one that needs a login <input value={url} spellCheck={false} disabled={started} onChange={(event) => setUrl(event.target.value)} /></label>
          {problem === null ? <Announcement plan={plan} url={url} /> : <p className="warning">{problem}</p>}
        </>
      )}
    </TestDialog>
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
      {proof !== undefined && <TestOutcome outcome={proof.outcome} words={outcomeWords} />}
      <button type="button" onClick={() => setOpen(true)}>Prove it…</button>
      {isOpen && <ProofDialog verdict={verdict} plan={plan} onClose={() => setOpen(false)} />}
    </>
  );
}
