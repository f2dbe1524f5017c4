/** An instant as far as it is away, kept current, with the exact time on hover or beside it. */
import { useEffect, useState } from 'react';
import { instantInWords } from '../../../src/index';
import { usePanel } from '../store/panel-context';
import { timeUntil } from './time-until';

/** Often while seconds count, seldom else. */
function refreshMs(epochMs: number, nowMs: number): number {
  return Math.abs(epochMs - nowMs) < 120_000 ? 1000 : 15_000;
}

export function RelativeTime({ epochMs, exact = false }: { readonly epochMs: number; readonly exact?: boolean }) {
  const { services } = usePanel();
  const [, setTurn] = useState(0);
  const nowMs = services.now();
  const wait = refreshMs(epochMs, nowMs);
  useEffect(() => {
    const timer = setInterval(() => setTurn((turn) => turn + 1), wait);
    return () => clearInterval(timer);
  }, [wait]);
  const words = instantInWords(epochMs);
  return <time title={words}>{timeUntil(epochMs, nowMs)}{exact && <span className="quiet"> {words}</span>}</time>;
}
