/** How long login cookies may live on this site before the audit says so: a policy, and limits of one's own. */
import { useId, useState } from 'react';
import { durationFrom, durationInWords, exactDuration, lifetimePolicies } from '../../../src/index';
import { usePanel, usePanelState } from '../store/panel-context';

/** Browsers keep no cookie longer. */
const longestSeconds = 400 * 86_400;

function problemOf(text: string): string | null {
  if (text.trim() === '') return null;
  const seconds = durationFrom(text);
  if (seconds === null) return 'A number and its unit: 30 minutes, 12 hours, 14 days.';
  if (seconds < 1) return 'At least one second.';
  return seconds > longestSeconds ? 'At most 400 days: browsers keep no cookie longer.' : null;
}

interface LimitProps {
  readonly title: string;
  readonly usualSeconds: number;
  /** Null: the policy's own. */
  readonly seconds: number | null;
  readonly onChange: (seconds: number | null) => void;
}

function Limit({ title, usualSeconds, seconds, onChange }: LimitProps) {
  const id = useId();
  // What is being typed; null: the limit as it is.
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? (seconds === null ? '' : exactDuration(seconds));
  const problem = problemOf(text);
  function apply(typed: string): void {
    setDraft(typed);
    if (problemOf(typed) === null) onChange(durationFrom(typed));
  }
  return (
    <p className="setting">
      <label htmlFor={id}>{title}</label>{' '}
      <input id={id} value={text} placeholder={durationInWords(usualSeconds)} spellCheck={false} autoComplete="off" aria-invalid={problem !== null} aria-describedby={`${id}-note`} onChange={(event) => apply(event.target.value)} onBlur={() => problem === null && setDraft(null)} />
      <span id={`${id}-note`} className={problem === null ? 'quiet' : 'warning'}> {problem ?? (seconds === null ? `the policy’s ${durationInWords(usualSeconds)}` : `instead of the policy’s ${durationInWords(usualSeconds)}`)}</span>
      {text !== '' && <> <button type="button" aria-label={`${title}: as the policy says`} onClick={() => apply('')}>As the policy says</button></>}
    </p>
  );
}

const policyTitles = [['usual', 'Usual'], ['strict', 'Strict']] as const;

export function LifetimeLimits() {
  const { actions } = usePanel();
  const limits = usePanelState((state) => state.limits);
  const { sessionSeconds, rememberSeconds } = lifetimePolicies[limits.policy];
  return (
    <section aria-label="Lifetime limits">
      <h3>Lifetime limits</h3>
      <p>A login cookie of this site that lives longer is a finding, <code>long-lifetime</code>.</p>
      <fieldset className="buttons">
        <legend className="hidden-text">Policy</legend>
        {policyTitles.map(([policy, title]) => (
          <label key={policy}><input type="radio" name="lifetime-policy" checked={limits.policy === policy} onChange={() => actions.setLimits({ ...limits, policy })} />{' '}
            {title}: {durationInWords(lifetimePolicies[policy].sessionSeconds)}, remember-me {durationInWords(lifetimePolicies[policy].rememberSeconds)}</label>
        ))}
      </fieldset>
      <Limit title="Sessions and tokens" usualSeconds={sessionSeconds} seconds={limits.maxSessionSeconds} onChange={(maxSessionSeconds) => actions.setLimits({ ...limits, maxSessionSeconds })} />
      <Limit title="Remember-me cookies" usualSeconds={rememberSeconds} seconds={limits.maxRememberSeconds} onChange={(maxRememberSeconds) => actions.setLimits({ ...limits, maxRememberSeconds })} />
    </section>
  );
}
