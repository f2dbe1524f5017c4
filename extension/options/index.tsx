/** The options page: gives and takes host permissions, and says what they are for. */
import { createRoot } from 'react-dom/client';
import { askForHost, giveUpHost, grantedPatterns, hasHost, onPermissionsChanged } from '../browser/permissions';
import { askToWatchRequests, stopWatchingRequests, watchesRequests } from '../browser/requests';
import { OptionsView } from './options-view';
import './options.css';

const requested = decodeURIComponent(location.hash.slice(1));
const host = document.getElementById('options');
if (host !== null) {
  const permissions = { ask: askForHost, giveUp: giveUpHost, granted: grantedPatterns, has: hasHost, requests: { ask: askToWatchRequests, giveUp: stopWatchingRequests, granted: watchesRequests }, onChanged: onPermissionsChanged };
  createRoot(host).render(<OptionsView permissions={permissions} requested={requested} />);
}
