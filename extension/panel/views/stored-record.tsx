/** A session that the server keeps: the key of its record, the command that shows it, and what a pasted record says. */
import { useState } from 'react';
import type { RecordView } from '../analysis/analysis';
import type { PanelCookie } from '../analysis/panel-report';
import { CopyButton } from '../parts/copy-button';
import { PayloadTree } from '../parts/payload-tree';
import { usePanel } from '../store/panel-context';

function proofOf({ status, keyLabel, hint }: RecordView): string {
  if (status === 'verified') return `Verified by ${keyLabel ?? 'a pasted key'}.`;
  if (status === 'rejected') return `Refused: no given key proves it.${hint === null ? '' : ` ${hint}`}`;
  return 'Read, and nothing proved: the server’s store is trusted, or no key was given.';
}

type Reading = { readonly text: string; readonly record: RecordView | null };

export function StoredRecord({ cookie }: { readonly cookie: PanelCookie }) {
  const { services } = usePanel();
  const { store, readsRecords } = cookie.decoded;
  const [text, setText] = useState('');
  const [reading, setReading] = useState<Reading | null>(null);
  if (store === null && !readsRecords) return null;
  async function read(pasted: string): Promise<void> {
    setText(pasted);
    setReading(pasted.trim() === '' ? null : { text: pasted, record: await services.analysis.readRecord(cookie.id, pasted, services.now()) });
  }
  const current = reading?.text === text ? reading : null;
  return (
    <section aria-label="Record on the server">
      <h3>Record on the server</h3>
      {store !== null && <p>Key <code>{store.key}</code> <CopyButton text={store.key} label="Copy the key" /></p>}
      {store?.command != null && <p><code>{store.command}</code> <CopyButton text={store.command} label="Copy the command" /></p>}
      {readsRecords && (
        <label className="stacked">Paste the stored record
          <textarea rows={3} spellCheck={false} autoComplete="off" value={text} onChange={(event) => void read(event.target.value)} />
        </label>
      )}
      <output className="stacked">
        {current?.record === null && 'No session is found in this text. Copy the whole record, as the tool prints it.'}
        {current?.record != null && `Read as ${current.record.form}. ${proofOf(current.record)}`}
      </output>
      {current?.record != null && <PayloadTree value={current.record.payload.value} label="Stored session" />}
    </section>
  );
}
