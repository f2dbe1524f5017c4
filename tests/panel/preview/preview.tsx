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
      cookieNamed('session', 'QhSzUvcPIZYT3NqXt1qwBDoAJMyJ-9gYQ3z0MLYyNU8', { path: '/admin', secure: true, sameSite: 'strict', partition: { topLevelSite: 'http://localhost', hasCrossSiteAncestor: false } }),
      cookieNamed('access_token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiIsImlhdCI6MTc5NTAwMDAwMCwiZXhwIjoxNzk1MDg2NDAwLCJyb2xlcyI6WyJhZG1pbiIsImVkaXRvciJdfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', { secure: true }),
      cookieNamed('csrftoken', 'h2mCDJpPBZkMKGLRbmJrGcUvRqXBgXZt', { httpOnly: false, expires: Date.now() + 31_449_600_000 }),
      cookieNamed('theme', 'dark', { httpOnly: false, sameSite: 'unset' }),
      cookieNamed('_ga', 'GA1.1.1234567890.1790000000', { httpOnly: false, expires: Date.now() + 34_000_000_000 }),
    ],
  },
} as const;
const state = query.get('state');
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light';
const host = document.getElementById('panel');
if (host !== null) mountPanel(host, createFakeTab(states[state === 'empty' || state === 'denied' ? state : 'full']), createFakePreferences());
