/** A button that opens a list of choices over the page: arrows move, Enter chooses, Esc and a click elsewhere close it. */
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface MenuProps {
  readonly title: ReactNode;
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** `children` are buttons, and whatever else stands between them. */
export function Menu({ title, label, className = '', children }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    const element = list.current;
    const opener = button.current;
    if (element === null || opener === null) return undefined;
    // Beneath the button, and inside the window however narrow that is.
    function place(event: Event): void {
      if ((event as ToggleEvent).newState !== 'open' || element === null || opener === null) return;
      const { bottom, left } = opener.getBoundingClientRect();
      element.style.top = `${bottom + 1}px`;
      element.style.left = `${Math.max(4, Math.min(left, innerWidth - element.offsetWidth - 4))}px`;
      element.querySelector<HTMLElement>('button:enabled, select, input')?.focus();
    }
    element.addEventListener('toggle', place);
    return () => element.removeEventListener('toggle', place);
  }, []);
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const step = steps[event.key];
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button:enabled')];
    const at = items.findIndex((item) => item === document.activeElement);
    if (step === undefined || items.length === 0) return;
    event.preventDefault();
    items[(at + step + items.length) % items.length]?.focus();
  }
  function onClick(event: React.MouseEvent): void {
    if (event.target instanceof Element && event.target.closest('button') !== null) list.current?.hidePopover?.();
  }
  return (
    <>
      <button type="button" ref={button} popoverTarget={id} aria-label={label} className={`opens ${className}`}>{title}</button>
      <div id={id} ref={list} popover="auto" role="presentation" className="popup" onKeyDown={onKeyDown} onClick={onClick}>{children}</div>
    </>
  );
}
