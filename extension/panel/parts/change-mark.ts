/** Marks briefly what has just changed. */
import { useEffect, useRef, useState } from 'react';

const markMs = 1600;

/** True for a moment after `content` became another. */
export function useChangeMark(content: string): boolean {
  const before = useRef(content);
  const [marked, setMarked] = useState(false);
  useEffect(() => {
    if (before.current === content) return;
    before.current = content;
    setMarked(true);
    const timer = setTimeout(() => setMarked(false), markMs);
    return () => clearTimeout(timer);
  }, [content]);
  return marked;
}
