/** What was proved of a cookie, told by a sign, a word and a colour together. */
import type { DecodedView } from '../analysis/panel-report';

const badges: Record<DecodedView['status'], readonly [sign: string, word: string]> = {
  verified: ['✓', 'Verified'],
  read: ['○', 'Not verified'],
  sealed: ['▪', 'Sealed'],
  rejected: ['✕', 'Rejected'],
  unrecognised: ['–', 'Unknown'],
};

export function stateWord(status: DecodedView['status']): string {
  return badges[status][1];
}

export function StateBadge({ status }: { readonly status: DecodedView['status'] }) {
  const [sign, word] = badges[status];
  return (
    <span className={`badge badge-${status}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  );
}
