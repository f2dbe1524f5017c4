/** The verdict on one cookie at a change of rights. */
import { hasFormerTwin, oldIdTest, racedRuling, restlessNote, sealedRuling, statelessRuling, twinRuling, type Case, type Ruling } from './ruling';

export function privilegeRuling(item: Case): Ruling | null {
  const { name, before, after, touch, window } = item;
  if (before === null || after === null) return null;
  if (window.raced.has(name)) return racedRuling(item);
  if (hasFormerTwin(item)) return twinRuling(item);
  if (touch === 'unclear') return sealedRuling(item);
  const isSameUnknown = touch === 'same' && after.formatId === null;
  if (!isSameUnknown && (before.comparable !== 'id' || after.comparable !== 'id')) return statelessRuling(item);
  if (touch === 'identity-changed') return { verdict: 'rotated', mood: 'good', why: `The session id in ${name} was replaced.${restlessNote(item)}`, settle: oldIdTest };
  if (!window.complete)
    return { verdict: 'unclear', mood: 'unclear', why: `The session id in ${name} has not changed so far, but the page after the change was not recorded.`, settle: 'Load a page after the change while recording.' };
  return { verdict: 'kept', mood: 'risk', why: `The session id in ${name} is the same before and after the change: sessions elsewhere go on with the old rights.` };
}
