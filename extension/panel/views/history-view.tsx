/** The values that a cookie had, each with what changed in its payload and the request that caused it. */
import { instantInWords, type Moment, type Touch } from '../../../src/index';
import { usePanelState } from '../store/panel-context';

function keysOf(moment: Moment | null): Map<string, string> {
  const value = moment?.payload?.value;
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value).map(([name, each]) => [name, JSON.stringify(each)]) : []);
}

function changes({ before, after }: Touch): string[] {
  const was = keysOf(before);
  const is = keysOf(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    if (was.get(name) === is.get(name)) return [];
    if (!was.has(name)) return [`+ ${name}: ${is.get(name)}`];
    return is.has(name) ? [`~ ${name}: ${was.get(name)} → ${is.get(name)}`] : [`− ${name}: ${was.get(name)}`];
  });
}

export function HistoryView({ name, masked }: { readonly name: string; readonly masked: boolean }) {
  const touches = usePanelState(({ report }) => report?.timeline.touches);
  const traffic = usePanelState(({ facts }) => facts.traffic);
  const imported = usePanelState((state) => state.imported);
  const own = (touches ?? []).filter(({ cookie }) => cookie === name);
  if (own.length === 0) return <p className="quiet">No change of this cookie was recorded. Reload the page to record from its beginning.</p>;
  return (
    <ol className="history">
      {own.map((touch) => {
        const isCause = ({ id }: { readonly id: string }): boolean => id === touch.entryId;
        const entry = traffic.find(isCause) ?? imported.find(isCause);
        return (
          <li key={`${touch.at} ${touch.entryId} ${touch.class}`}>
            <strong>{touch.class.replaceAll('-', ' ')}</strong> <span className="quiet">{instantInWords(touch.at)}</span>{' '}
            {touch.entryId === null && 'by a script, another tab or the browser'}
            {entry !== undefined && `${entry.method} ${entry.url}`}
            {!masked && <pre>{changes(touch).join('\n')}</pre>}
          </li>
        );
      })}
    </ol>
  );
}
