/** The request of an event as short as it is clear, or that none was recorded. */
import { requestInWords, type SessionEvent } from '../../../src/index';
import { shortUrl } from '../store/timeline-rows';

export function RequestName({ of, pageUrl }: { readonly of: Pick<SessionEvent, 'method' | 'url'>; readonly pageUrl: string | null }) {
  const text = requestInWords(of, (url) => shortUrl(url, pageUrl));
  return of.url === null ? <span className="quiet">{text}</span> : <code className="url" title={of.url}>{text}</code>;
}
