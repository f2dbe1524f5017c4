/** The values that a cookie had, the latest first: what changed in the payload, and the request, script or expiry that caused it. */
import { instantInWords, pathInWords, type JarChange, type PayloadChange, type Touch, unrecordedCause } from '../../../src/index';
import type { PanelCookie } from '../analysis/panel-report';
import { RelativeTime } from '../parts/relative-time';
import { usePanelState } from '../store/panel-context';

function textOf(value: PayloadChange['before']): string {
  return JSON.stringify(value) ?? '';
}

function Change({ change, masked }: { readonly change: PayloadChange; readonly masked: boolean }) {
  const { path, before, after } = change;
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return (
    <li className={`diff-${kind}`}>
      <span className="diff-sign" title={kind}>{{ added: '+', removed: '−', changed: '~' }[kind]}</span> <span className="node-name">{pathInWords(path) || 'the payload'}</span>
      {!masked && <>: {before !== undefined && <del>{textOf(before)}</del>}{kind === 'changed' && ' → '}{after !== undefined && <ins>{textOf(after)}</ins>}</>}
    </li>
  );
}

const withoutRequest: Partial<Record<Touch['class'], string>> = { expired: 'its time was over', evicted: 'the browser made room' };

function Cause({ touch }: { readonly touch: Touch }) {
  const traffic = usePanelState(({ facts }) => facts.traffic);
  const imported = usePanelState((state) => state.imported);
  if (touch.entryId === null) return <span>{withoutRequest[touch.class] ?? unrecordedCause}</span>;
  const isCause = ({ id }: { readonly id: string }): boolean => id === touch.entryId;
  const entry = traffic.find(isCause) ?? imported.find(isCause);
  return entry === undefined ? <span>a request that is no longer kept</span> : <code>{entry.method} {entry.url} → {entry.status}</code>;
}

function why(touch: Touch): string | null {
  if (touch.class === 'same') return 'The same value again.';
  if (touch.class === 're-signed') return 'The same payload, signed anew.';
  if (touch.class === 're-encrypted') return 'The same payload, encrypted anew.';
  const isReadable = touch.before?.payload != null && touch.after?.payload != null;
  return touch.changes.length === 0 && touch.class !== 'deleted' && touch.class !== 'expired' && touch.class !== 'evicted' && !isReadable && touch.before !== null
    ? 'What changed inside is not known: the values cannot be read without a key.' : null;
}

function TouchItem({ touch, masked }: { readonly touch: Touch; readonly masked: boolean }) {
  const text = why(touch);
  const first = touch.before === null ? touch.after?.payload : null;
  return (
    <li>
      <p><strong>{touch.class.replaceAll('-', ' ')}</strong> <RelativeTime epochMs={touch.at} exact /></p>
      <p className="quiet">by <Cause touch={touch} /></p>
      {text !== null && <p>{text}</p>}
      {touch.changes.length > 0 && <ul className="diff" aria-label="What changed">{touch.changes.map((change) => <Change key={JSON.stringify(change.path)} change={change} masked={masked} />)}</ul>}
      {touch.changes.length === 0 && first != null && !masked && <pre>{first.text}</pre>}
    </li>
  );
}

const jarWords: Readonly<Record<JarChange['cause'], string>> = { set: 'set', removed: 'deleted', expired: 'expired', evicted: 'removed by the browser to make room' };

/** Changes of a cookie that is no session: the jar alone tells, and not who did it. */
function JarHistory({ changes, masked }: { readonly changes: readonly JarChange[]; readonly masked: boolean }) {
  return (
    <ol className="history" aria-label="History">
      {changes.map(({ at, before, after, cause }) => (
        <li key={`${at} ${cause}`}>
          <p><strong>{before === null ? 'created' : jarWords[cause]}</strong> <time>{instantInWords(at)}</time></p>
          {!masked && <ul className="diff">{before !== null && <li className="diff-removed"><span className="diff-sign">−</span> <del>{before.value}</del></li>}{after !== null && <li className="diff-added"><span className="diff-sign">+</span> <ins>{after.value}</ins></li>}</ul>}
        </li>
      ))}
    </ol>
  );
}

export function HistoryView({ cookie, masked }: { readonly cookie: PanelCookie; readonly masked: boolean }) {
  const touches = usePanelState(({ report }) => report?.timeline.touches) ?? [];
  const jarChanges = usePanelState(({ facts }) => facts.jarChanges);
  const own = touches.filter((touch) => touch.cookie === cookie.name).toReversed();
  const inJar = jarChanges.filter(({ key }) => key === cookie.key).toReversed();
  if (own.length === 0 && inJar.length > 0) return <JarHistory changes={inJar} masked={masked} />;
  if (own.length === 0) return <p className="quiet">No change of this cookie was recorded. Reload the page to record from its beginning.</p>;
  return (
    <ol className="history" aria-label="History">
      {own.map((touch) => <TouchItem key={`${touch.at} ${touch.entryId} ${touch.class}`} touch={touch} masked={masked} />)}
    </ol>
  );
}
