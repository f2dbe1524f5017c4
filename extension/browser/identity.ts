/** Which browser this is, as far as the conclusions depend on it. */
import { isFirefox } from './api';

export function browserIdentity(): { readonly name: 'chromium' | 'firefox'; readonly version: string } {
  const version = /(?:Firefox|Chrome)\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? '';
  return { name: isFirefox ? 'firefox' : 'chromium', version };
}
