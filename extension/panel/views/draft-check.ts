/** What is wrong with a draft, found while it is typed: a payload is sealed for trial, so that its true size is known. */
import { useEffect, useState } from 'react';
import type { Cookie, SealedCookie } from '../../../src/index';
import { draftedFamily, draftProblems, sizeOf, type CookieDraft } from '../store/cookie-draft';
import { usePanel } from '../store/panel-context';

const pauseMs = 150;

export interface DraftCheck {
  readonly problems: readonly string[];
  /** What would be written, in words; null while that is not known. */
  readonly size: string | null;
}

function sizeText(cookies: readonly Cookie[]): string {
  const bytes = cookies.map(sizeOf);
  const total = bytes.reduce((sum, each) => sum + each, 0);
  return bytes.length === 1 ? `Name and value: ${total} of 4096 bytes.` : `${bytes.length} cookies, together ${total} bytes.`;
}

type Trial = { readonly text: string; readonly sealed: readonly SealedCookie[] | null; readonly problem: string | null };

export function useDraftCheck(id: string, family: readonly Cookie[], draft: CookieDraft): DraftCheck {
  const { services } = usePanel();
  const [trial, setTrial] = useState<Trial | null>(null);
  const { content, text } = draft;
  useEffect(() => {
    if (content !== 'payload') return;
    let current = true;
    const timer = setTimeout(() => {
      void services.analysis.reseal(id, text, services.now()).then((outcome) => {
        if (current) setTrial(outcome.ok ? { text, sealed: outcome.cookies, problem: null } : { text, sealed: null, problem: outcome.problem });
      });
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [id, content, text, services]);
  const known = content === 'payload' && trial?.text === text ? trial : null;
  const sealed = content === 'payload' ? (known?.sealed ?? null) : [];
  const drafted = draftedFamily(family, draft, sealed ?? []);
  const refusals = draftProblems(drafted, draft, services.now());
  return {
    problems: [...(known?.problem == null ? [] : [known.problem]), ...refusals],
    size: sealed === null ? null : sizeText(drafted),
  };
}
