/** The little Markdown that the documents of rules are written in, headings, paragraphs, lists and code, as elements and never as HTML. */
import type { ReactNode } from 'react';

/** A block of text between blank lines. */
type Block =
  | { readonly kind: 'title' | 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

export function blocksOf(markdown: string): Block[] {
  return markdown.split(/\n\s*\n/).map((part) => part.trim()).filter((part) => part !== '').map((part): Block => {
    const [, marks, heading] = /^(#{1,6}) +(.*)$/.exec(part) ?? [];
    if (heading !== undefined) return { kind: marks === '#' ? 'title' : 'heading', text: heading };
    const lines = part.split('\n');
    if (lines.every((line) => /^[-*] /.test(line))) return { kind: 'list', items: lines.map((line) => line.slice(2)) };
    return { kind: 'paragraph', text: lines.join(' ') };
  });
}

function Inline({ text }: { readonly text: string }): ReactNode {
  // Every second piece stood between backticks.
  return text.split('`').map((piece, i) => (i % 2 === 1 ? <code key={`${i} ${piece}`}>{piece}</code> : piece));
}

/** The title is left out: what stands around the document has it. */
export function PlainMarkdown({ text }: { readonly text: string }) {
  return blocksOf(text).map((block, i) => {
    const key = `${i} ${block.kind}`;
    switch (block.kind) {
      case 'title':
        return null;
      case 'heading':
        return <h4 key={key}><Inline text={block.text} /></h4>;
      case 'paragraph':
        return <p key={key}><Inline text={block.text} /></p>;
      case 'list':
        return <ul key={key}>{block.items.map((item) => <li key={item}><Inline text={item} /></li>)}</ul>;
    }
  });
}
