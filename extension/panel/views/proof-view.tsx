/** "Prove it" on a verdict's card: what will be sent, the start, and what came of it. */
import { useState } from 'react';
import type { RotationVerdict } from '../../../src/index';
import { usePanel, usePanelState } from '../store/panel-context';
import { AddressField, Asking, JarNote, PrefixNote, problemWith, TestDialog, TestOutcome, type OutcomeWords } from '../parts/test-dialog';
import { mayShowValues } from '../store/reveal';
import { planFor, proofKey, type ProofPlan } from '../store/proofs';

const outcomeWords: OutcomeWords = {
  confirmed: { word: 'Confirmed', mood: 'bad' }, refuted: { word: 'Refuted', mood: 'good' }, inconclusive: { word: 'Not settled', mood: 'open' },
};

function Announcement({ plan, url }: { readonly plan: ProofPlan; readonly url: string }) {
  const names = [...new Set(plan.earlier.map(({ name }) => name))].join(', ');
  return (
    <>
      <Asking url={url} />
      <ol>
        {plan.question === 'login' && <li>twice as it is, logged in;</li>}
        <li>twice without {names};</li>
        <li>once with made-up values of the same shape;</li>
        <li>once with {names} as {plan.earlier.length === 1 ? 'it was' : 'they were'} before the {plan.question}.</li>
      </ol>
      <JarNote>these cookies are exchanged in the jar</JarNote>
      <PrefixNote cookies={plan.earlier.map(({ name }) => name)} shows="shows whether a value that was seen before still works." />
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
          <AddressField title="Address, one that needs a login" url={url} disabled={started} onChange={setUrl} />
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
