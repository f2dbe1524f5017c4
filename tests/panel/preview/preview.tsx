/** The panel on a plain page over a tab without a browser: `?state=full|empty|denied&theme=dark|light`. */
import { mountPanel } from '../../../extension/panel/mount-panel';
import { cookieNamed, createFakePreferences, createFakeTab } from '../fake-tab';

const flaskValue = 'eyJfZnJlc2giOnRydWUsIl91c2VyX2lkIjoiNDIiLCJjYXJ0IjpbMSwyXX0.av2GwA.Shp9gYh4bbMekcL-Aqw-9zmSCiE';
const query = new URLSearchParams(location.search);
const states = {
  empty: {},
  denied: { url: 'https://shop.example/', jar: null, obstacles: [{ code: 'no-permission', hosts: ['shop.example'] }] },
  full: {
    jar: [
      cookieNamed('session', flaskValue, { expires: Date.now() + 1_800_000 }),
      cookieNamed('theme', 'dark', { httpOnly: false, sameSite: 'unset' }),
      cookieNamed('_ga', 'GA1.1.1234567890.1790000000', { httpOnly: false, expires: Date.now() + 34_000_000_000 }),
    ],
  },
} as const;
const state = query.get('state');
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light';
const host = document.getElementById('panel');
if (host !== null) mountPanel(host, createFakeTab(states[state === 'empty' || state === 'denied' ? state : 'full']), createFakePreferences());
