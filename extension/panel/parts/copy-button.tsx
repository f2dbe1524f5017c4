/** A button that copies a text and says so in its own place. */
import { useEffect, useState } from 'react';
import { usePanel } from '../store/panel-context';

const saidMs = 1500;

export function CopyButton({ text, label, children = 'Copy' }: { readonly text: string; readonly label?: string; readonly children?: string }) {
  const { services } = usePanel();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), saidMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return <button type="button" {...(label === undefined ? {} : { 'aria-label': copied ? 'Copied' : label })} onClick={() => void services.copy(text).then(() => setCopied(true))}>{copied ? 'Copied' : children}</button>;
}
