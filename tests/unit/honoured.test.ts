/** Former sessions that a recording shows at work, and what makes the recording tell nothing about them. */
import { expect, it } from 'vitest';
import { analyse } from '../../src/report/analyse';
import { inspectRequest } from '../../src/report/request';
import { honouredValues } from '../../src/rotation/honoured';
import type { Gap } from '../../src/rotation/timeline';
import { alice, loginPage, Visit } from './visit';

const id = 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6';

/** Logged in, logged out without the server's doing anything, and the page that was shut before is asked for again. */
function visit(): Visit {
  return new Visit()
    .get('/profile', { status: 302, to: '/login' })
    .get('/login', loginPage)
    .ask('POST', '/login', { form: alice, status: 302, to: '/profile', set: [`sid=${id}; HttpOnly`] })
    .get('/profile', { html: 'Hello alice' })
    .get('/logout', { status: 302, to: '/' })
    .get('/', { html: 'Welcome' })
    .get('/profile', { html: 'Hello alice', afterMs: 60_000 });
}

async function honoured(gaps: readonly Gap[] = []): Promise<string[]> {
  const checked = inspectRequest({ url: 'http://localhost:3000/', har: { log: { entries: visit().entries } } }, 0);
  if (!checked.ok) throw new Error(checked.problem);
  const { timeline } = await analyse(checked.value.input);
  return honouredValues({ ...timeline, gaps }, checked.value.input.traffic).map(({ verdict, entry, refused }) => `${verdict.event}: ${entry.url} ${entry.status}, else ${refused.status}`);
}

it('is found where the page opens that stays shut without it', async () => {
  expect(await honoured()).toEqual(['logout: http://localhost:3000/profile 200, else 302']);
});

it('is not where the recording has a gap since the logout, in which somebody may have logged in', async () => {
  const startedMs = Date.UTC(2026, 0, 1, 10, 0, 30);
  expect(await honoured([{ fromMs: startedMs, toMs: startedMs + 1000, why: 'recording was paused' }])).toEqual([]);
});
