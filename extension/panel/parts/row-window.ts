/**
 * Which rows of a long table stand in the document: those in view and a few around them, so that ten thousand scroll like ten. The
 * table follows its end as long as it is scrolled there.
 */
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Every row is as high as this: see `.timeline` in the style sheet. */
export const rowHeight = 22;
const around = 15;
/** Within so many pixels of the end a table counts as scrolled there. */
const nearEnd = 8;

export interface RowWindow {
  /** The element that scrolls. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  readonly from: number;
  readonly to: number;
  /** Rows that fit in the view. */
  readonly page: number;
  scrollTo(index: number): void;
}

export function useRowWindow(count: number): RowWindow {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const [view, setView] = useState({ top: 0, height: 0 });
  function onScroll(): void {
    const element = box.current;
    if (element === null) return;
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight <= nearEnd;
    setView({ top: element.scrollTop, height: element.clientHeight });
  }
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    if (follows.current) element.scrollTop = element.scrollHeight;
    setView({ top: element.scrollTop, height: element.clientHeight });
  }, [count]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (follows.current) element.scrollTop = element.scrollHeight;
      setView({ top: element.scrollTop, height: element.clientHeight });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const first = Math.floor(view.top / rowHeight);
  const page = Math.max(1, Math.floor(view.height / rowHeight) - 1);
  return {
    box, onScroll, page,
    from: Math.max(0, Math.min(first, count) - around),
    to: Math.min(count, first + page + around),
    scrollTo(index) {
      const element = box.current;
      if (element === null) return;
      // The heading stays on top of the rows.
      const above = index * rowHeight;
      const below = (index + 2) * rowHeight - element.clientHeight;
      if (element.scrollTop > above) element.scrollTop = above;
      else if (element.scrollTop < below) element.scrollTop = below;
      onScroll();
    },
  };
}
