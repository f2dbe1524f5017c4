/** What a check sees, why it matters, how to mend it and when to ignore it: the rule's own document, opened on demand. */
import { useState, type ReactNode } from 'react';
import { PlainMarkdown } from './plain-markdown';

type Loaded = { readonly text: string | null };

export function RuleDocument({ rule, children }: { readonly rule: string; readonly children: ReactNode }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  async function load(): Promise<void> {
    const { ruleTexts } = await import('./rule-texts');
    setLoaded({ text: ruleTexts.get(rule) ?? null });
  }
  return (
    <details className="rule-document" onToggle={(event) => event.currentTarget.open && loaded === null && void load()}>
      <summary>{children}</summary>
      {loaded !== null && (loaded.text === null ? <p className="quiet">This check has no document.</p> : <PlainMarkdown text={loaded.text} />)}
    </details>
  );
}
